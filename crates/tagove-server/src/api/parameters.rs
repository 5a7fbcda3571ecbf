//! The parameters of the two lists.

use jiff::civil::Date;

use super::answer::Refusal;
use crate::query;

/// What a list was asked for. Of a parameter sent twice the last counts, unknown ones are
/// ignored.
#[derive(Debug)]
pub(super) struct Parameters {
    pub(super) start: Option<Date>,
    pub(super) end: Option<Date>,
    page: usize,
    limit: usize,
    with: Vec<String>,
}

impl Parameters {
    pub(super) fn read(query: Option<&str>) -> Result<Self, Refusal> {
        let mut read = Self {
            start: None,
            end: None,
            page: 1,
            limit: 10,
            with: Vec::new(),
        };
        for (name, value) in query::pairs(query.unwrap_or_default()) {
            let value = String::from_utf8_lossy(&value);
            match &*name {
                b"start_date" => read.start = Some(date("start_date", &value)?),
                b"end_date" => read.end = Some(date("end_date", &value)?),
                b"page" => read.page = count("page", &value)?,
                b"limit" => read.limit = count("limit", &value)?,
                b"with" => read.with = words(&value)?,
                _ => {}
            }
        }
        if let (Some(start), Some(end)) = (read.start, read.end)
            && start > end
        {
            return Err(Refusal::invalid(format!(
                "start_date {start} is after end_date {end}."
            )));
        }
        Ok(read)
    }

    pub(super) fn with(&self, word: &str) -> bool {
        self.with.iter().any(|with| with == word)
    }

    /// The records of the page asked for.
    pub(super) fn page<'a, T>(&self, records: &'a [T]) -> &'a [T] {
        let first = (self.page - 1)
            .saturating_mul(self.limit)
            .min(records.len());
        let last = first.saturating_add(self.limit).min(records.len());
        &records[first..last]
    }
}

fn date(name: &str, value: &str) -> Result<Date, Refusal> {
    let shape = value.len() == 10
        && value.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    let date = if shape { value.parse().ok() } else { None };
    date.ok_or_else(|| Refusal::invalid(format!("{name} is no date of the form yyyy-mm-dd.")))
}

fn count(name: &str, value: &str) -> Result<usize, Refusal> {
    let digits = value.bytes().all(|byte| byte.is_ascii_digit());
    let count = if digits { value.parse().ok() } else { None };
    count
        .filter(|count| *count >= 1)
        .ok_or_else(|| Refusal::invalid(format!("{name} is no whole number from 1 on.")))
}

fn words(value: &str) -> Result<Vec<String>, Refusal> {
    value
        .split(',')
        .map(str::trim)
        .map(|word| match word {
            "messages" | "account" => Ok(word.to_owned()),
            _ => Err(Refusal::invalid(
                "with takes `messages` and `account`, joined by a comma.",
            )),
        })
        .collect()
}
