//! Answers from a recording. No connection is made.

use super::case::{self, Case, Format};
use super::miss::{self, Known};
use super::recorded::{self, Recorded};
use super::target::{self, Asked};
use crate::attempt::Failed;
use crate::call::Call;
use crate::options::Accept;
use crate::{ErrorKind, TagoveError};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use url::Url;

/// A cassette that is played.
#[derive(Debug)]
pub(crate) struct Player {
    folder: PathBuf,
    /// What requests begin with, and recordings do not.
    base: Url,
    operation: String,
    exchanges: Vec<Exchange>,
    /// Which of them were played.
    played: Mutex<Vec<bool>>,
}

#[derive(Debug)]
struct Exchange {
    number: u32,
    asked: Asked,
    answer: Recorded,
}

impl Player {
    pub(super) fn open(folder: PathBuf, accept: Accept, base: &Url) -> Result<Self, TagoveError> {
        let case = Case::read(&folder, accept)?;
        let exchanges = (1..=highest(&folder)?)
            .map(|number| exchange(&folder, number, case.format))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            folder,
            base: base.clone(),
            operation: case.operation,
            played: Mutex::new(vec![false; exchanges.len()]),
            exchanges,
        })
    }

    /// Refuses a call of another operation than the recorded one.
    pub(crate) fn check(&self, call: &Call) -> Result<(), TagoveError> {
        if call.operation == self.operation {
            return Ok(());
        }
        Err(TagoveError::configuration(format!(
            "replay: {} is a recording of {}, not of {}; name another folder",
            self.folder.display(),
            self.operation,
            call.operation
        )))
    }

    /// Plays the answer to a request; equal ones in the order in which they were recorded, each once.
    pub(crate) fn answer(&self, url: &Url) -> Result<reqwest::Response, Failed> {
        let asked = Asked::new("GET", &target::below(&self.base, url));
        let mut played = self.played.lock().unwrap_or_else(PoisonError::into_inner);
        let mut exchanges = self.exchanges.iter().zip(&mut *played);
        let found = exchanges.find(|(exchange, played)| !**played && exchange.asked == asked);
        if let Some((exchange, played)) = found {
            *played = true;
            return Ok(exchange.answer.answer());
        }
        let known: Vec<Known<'_>> = self.exchanges.iter().map(Exchange::known).collect();
        let reason = format!(
            "replay: {} has no answer to {} {}; {}",
            self.folder.display(),
            asked.method,
            miss::shown(&asked),
            miss::told(&asked, &known)
        );
        Err(Failed::new(ErrorKind::Configuration, reason).for_good())
    }

    /// Who answers, for errors.
    pub(crate) fn name(&self) -> String {
        format!("the recording {}", self.folder.display())
    }
}

impl Exchange {
    fn known(&self) -> Known<'_> {
        Known {
            number: self.number,
            asked: &self.asked,
        }
    }
}

fn exchange(folder: &Path, number: u32, format: Format) -> Result<Exchange, TagoveError> {
    let path = |ending: &str| folder.join(format!("{number}{ending}"));
    Ok(Exchange {
        number,
        asked: recorded::request(&path(".request.http"))?,
        answer: recorded::response(&path(format.ending()))?,
    })
}

/// The last exchange. One missing from a gap is found when it is read. An answer without its request, which is written
/// after it, is one whose recording ended in between: no exchange.
fn highest(folder: &Path) -> Result<u32, TagoveError> {
    let refused = |error: std::io::Error| {
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
            .and_then(|name| name.strip_suffix(".request.http"))
            .and_then(|number| number.parse().ok());
        highest = highest.max(number.unwrap_or(0));
    }
    Ok(highest)
}
