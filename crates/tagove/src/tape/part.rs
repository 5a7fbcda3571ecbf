//! A recorded call, to be played.

use super::case::{self, Case, Format};
use super::folder;
use super::miss::Known;
use super::recorded::{self, Recorded};
use super::target::Asked;
use crate::TagoveError;
use crate::call::Call;
use crate::options::Accept;
use serde_json::Value;
use std::io;
use std::path::Path;

/// How the files end that say what was asked.
const REQUEST: &str = ".request.http";

/// A recorded call. Of one that was recorded before each had a part of its own, it may be several equal ones.
#[derive(Debug)]
pub(super) struct Part {
    number: usize,
    pub(super) operation: String,
    arguments: Value,
    exchanges: Vec<Exchange>,
    /// Whether a call has it.
    pub(super) taken: bool,
}

#[derive(Debug)]
struct Exchange {
    number: u32,
    asked: Asked,
    answer: Recorded,
    played: bool,
}

impl Part {
    fn read(folder: &Path, number: usize, accept: Accept) -> Result<Self, TagoveError> {
        let folder = folder::path(folder, number);
        let case = Case::read(&folder, accept)?;
        let exchanges = (1..=highest(&folder)?)
            .map(|number| exchange(&folder, number, case.format))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            number,
            operation: case.operation,
            arguments: case.arguments,
            exchanges,
            taken: false,
        })
    }

    /// Whether it is free for a call that asks for this first.
    pub(super) fn fits(&self, call: &Call, asked: &Asked) -> bool {
        let first = self.exchanges.first().map(|exchange| &exchange.asked);
        !self.taken && self.operation == call.operation && first == Some(asked)
    }

    pub(super) fn has_arguments_of(&self, call: &Call) -> bool {
        self.arguments.as_object() == Some(&call.arguments)
    }

    /// The answer to a request; to equal ones in the order in which they were recorded, each once.
    pub(super) fn play(&mut self, asked: &Asked) -> Option<reqwest::Response> {
        let mut exchanges = self.exchanges.iter_mut();
        let found = exchanges.find(|exchange| !exchange.played && exchange.asked == *asked)?;
        found.played = true;
        Some(found.answer.answer())
    }

    /// What is recorded, for errors.
    pub(super) fn known(&self) -> impl Iterator<Item = Known<'_>> {
        self.exchanges.iter().map(|exchange| Known {
            name: match self.number {
                1 => format!("{}{REQUEST}", exchange.number),
                part => format!("{part}/{}{REQUEST}", exchange.number),
            },
            asked: &exchange.asked,
        })
    }
}

/// The calls of a recording in the order of their numbers. A number of which nothing was written is left out.
pub(super) fn all(folder: &Path, accept: Accept) -> Result<Vec<Part>, TagoveError> {
    let refused = |error: io::Error| {
        TagoveError::configuration(format!(
            "replay: {} cannot be read ({error}); name a folder that was recorded",
            folder.display()
        ))
    };
    let mut numbers = Vec::new();
    // What is missing is told of by the name of the file that every recording has.
    if let Ok(entries) = std::fs::read_dir(folder) {
        for entry in entries {
            let name = entry.map_err(refused)?.file_name();
            let number = name.to_str().and_then(|name| name.parse::<usize>().ok());
            numbers.extend(number.filter(|number| name == *number.to_string().as_str()));
        }
    }
    // Calls behind the first are 2, 3, …: where there is a 1 and no first call, others have numbered something else.
    let counts = is_begun(folder) || !numbers.contains(&1);
    numbers.retain(|number| counts && *number > 1);
    numbers.sort_unstable();
    let mut there = Vec::new();
    for number in std::iter::once(1).chain(numbers) {
        if is_begun(&folder::path(folder, number)) {
            there.push(number);
        }
    }
    if there.is_empty() {
        there.push(1);
    }
    let parts = there.into_iter();
    parts
        .map(|number| Part::read(folder, number, accept))
        .collect()
}

/// Whether anything of a call was written. What is only there in part is refused when it is read.
fn is_begun(folder: &Path) -> bool {
    let is_written = |name: &str| name == case::FILE || name.ends_with(REQUEST);
    folder.is_dir()
        && std::fs::read_dir(folder).map_or(true, |entries| {
            let mut names = entries.flatten().map(|entry| entry.file_name());
            names.any(|name| name.to_str().is_some_and(is_written))
        })
}

fn exchange(folder: &Path, number: u32, format: Format) -> Result<Exchange, TagoveError> {
    let path = |ending: &str| folder.join(format!("{number}{ending}"));
    Ok(Exchange {
        number,
        asked: recorded::request(&path(REQUEST))?,
        answer: recorded::response(&path(format.ending()))?,
        played: false,
    })
}

/// The last exchange. One missing from a gap is found when it is read. An answer without its request, which is written
/// after it, is one whose recording ended in between: no exchange.
fn highest(folder: &Path) -> Result<u32, TagoveError> {
    let refused = |error: io::Error| {
        TagoveError::configuration(format!(
            "replay: {} cannot be read ({error}); name a folder that was recorded, with its {}",
            folder.display(),
            case::FILE
        ))
    };
    let mut highest = 0;
    for entry in std::fs::read_dir(folder).map_err(refused)? {
        let name = entry.map_err(refused)?.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.strip_suffix(REQUEST))
            .and_then(|number| number.parse().ok());
        highest = highest.max(number.unwrap_or(0));
    }
    Ok(highest)
}
