//! Reads one case from its folder.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use serde_json::Value;

use super::{
    call::Call,
    entries,
    exchange::{Exchange, Format},
    head::Head,
    last,
    response::Recorded,
};
use crate::ServerError;

pub(super) const FILE: &str = "case.json";

/// One case.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) compare_headers: Vec<String>,
    /// None for an operation without HTTP, or where the client asks nothing.
    pub(super) exchanges: Vec<Exchange>,
}

impl Case {
    /// `operation` is what the folder around it says that it is of.
    pub(super) fn load(dir: &Path, operation: Option<&str>) -> Result<Self, ServerError> {
        let path = dir.join(FILE);
        let bad = |reason: &str| ServerError::corpus(&path, reason);
        let case: Value =
            serde_json::from_slice(&read(&path)?).map_err(|error| bad(&error.to_string()))?;
        let of = case.get("operation").and_then(Value::as_str);
        match (of, operation) {
            (None, _) => return Err(bad("has no `operation`")),
            (Some(of), Some(operation)) if of != operation => {
                return Err(bad(&format!(
                    "`operation` is not `{operation}`, as the folder says"
                )));
            }
            (Some(_), _) => {}
        }
        let compare_headers = texts(&case, "compare_headers").map_err(|reason| bad(&reason))?;
        let requests = numbered(dir, operation.is_none())?;
        let mut loaded = Self {
            compare_headers: compare_headers
                .iter()
                .map(|name| name.to_ascii_lowercase())
                .collect(),
            exchanges: Vec::new(),
        };
        if requests == 0 {
            return Ok(loaded);
        }
        let formats = texts(&case, "formats").map_err(|reason| bad(&reason))?;
        let formats: Option<Vec<Format>> = formats.iter().map(|name| Format::named(name)).collect();
        let formats = formats
            .filter(|formats| !formats.is_empty())
            .ok_or_else(|| bad("`formats` is not a list of `json` and `xml`"))?;
        for number in 1..=requests {
            loaded.add(dir, number, &formats)?;
        }
        Ok(loaded)
    }

    /// The format of a case that no path names: what the request accepts, if it is there.
    pub(super) fn format_for(&self, head: &Head) -> Format {
        let accepts = head.header("accept").unwrap_or_default();
        let xml = String::from_utf8_lossy(&accepts).contains("xml");
        let wanted = if xml { Format::Xml } else { Format::Json };
        let there = |format: &Format| {
            let mut exchanges = self.exchanges.iter();
            exchanges.all(|exchange| exchange.answers.contains_key(format))
        };
        let formats = [wanted, Format::Json, Format::Xml];
        formats.into_iter().find(there).unwrap_or(wanted)
    }

    /// Puts an exchange behind those that are there; the answers to a request that is there already behind its own.
    pub(super) fn push(&mut self, exchange: Exchange) {
        let mut known = self.exchanges.iter_mut();
        match known.find(|known| known.call == exchange.call) {
            Some(equal) => {
                for (format, more) in exchange.answers {
                    equal.answers.entry(format).or_default().extend(more);
                }
            }
            None => self.exchanges.push(exchange),
        }
    }

    fn add(&mut self, dir: &Path, number: u32, formats: &[Format]) -> Result<(), ServerError> {
        let path = dir.join(format!("{number}.request.http"));
        let head = match Head::parse(&read(&path)?) {
            Ok(Some((head, _))) => head,
            Ok(None) => {
                return Err(ServerError::corpus(
                    path,
                    "ends within the head of the request",
                ));
            }
            Err(reason) => return Err(ServerError::corpus(path, reason)),
        };
        let mut answers = BTreeMap::new();
        for format in formats {
            let bytes = read(&dir.join(format!("{number}{}", format.ending())))?;
            answers.insert(*format, vec![Arc::new(Recorded::new(bytes))]);
        }
        let call = Call::new(&head, &head.target, &self.compare_headers);
        self.push(Exchange {
            name: number.to_string(),
            target: head.target,
            call,
            answers,
        });
        Ok(())
    }
}

/// How many exchanges there are. Numbers begin at 1; a file missing from a gap is found when
/// it is read.
fn numbered(dir: &Path, is_cassette: bool) -> Result<u32, ServerError> {
    const ENDINGS: [&str; 3] = [".request.http", ".response.xml.http", ".response.http"];
    const NAMES: &str = "`1.request.http`, `1.response.http`, `1.response.xml.http`";
    let mut highest = 0;
    for path in entries(dir)? {
        let name = last(&path);
        if !name.ends_with(".http") {
            continue;
        }
        let number = ENDINGS
            .iter()
            .find_map(|ending| name.strip_suffix(ending))
            .and_then(|number| number.parse::<u32>().ok())
            .filter(|number| *number > 0 && name.starts_with(&format!("{number}.")))
            .ok_or_else(|| ServerError::corpus(&path, format!("is not named like {NAMES}")))?;
        // Of a recording that ended in between, the last answer has no request: it is no exchange.
        if !is_cassette || name.ends_with(ENDINGS[0]) {
            highest = highest.max(number);
        }
    }
    Ok(highest)
}

fn texts(case: &Value, name: &str) -> Result<Vec<String>, String> {
    let list = match case.get(name) {
        None => return Ok(Vec::new()),
        Some(value) => value.as_array(),
    };
    list.and_then(|list| {
        list.iter()
            .map(|item| item.as_str().map(str::to_owned))
            .collect()
    })
    .ok_or_else(|| format!("`{name}` is not a list of texts"))
}

fn read(path: &Path) -> Result<Vec<u8>, ServerError> {
    fs::read(path).map_err(|error| ServerError::corpus(path, format!("cannot be read: {error}")))
}
