//! The parameters of the two lists.

use jiff::civil::Date;

use super::answer::Refusal;
use crate::{Behaviour, Limit, Paging, demo::Period, query};

/// How many records a page has unless the request says so.
const USUAL_LIMIT: usize = 10;

/// What a list was asked for. Of a parameter sent twice the last counts, unknown ones are
/// ignored.
#[derive(Debug)]
pub(super) struct Parameters {
    pub(super) period: Period,
    page: usize,
    limit: usize,
    paging: Paging,
    with: Vec<String>,
}

impl Parameters {
    pub(super) fn read(query: Option<&str>, behaviour: &Behaviour) -> Result<Self, Refusal> {
        let mut read = Self {
            period: Period {
                start: None,
                end: None,
                end_date: behaviour.end_date,
                filter_date: behaviour.filter_date,
            },
            page: 1,
            limit: USUAL_LIMIT,
            paging: behaviour.paging,
            with: Vec::new(),
        };
        for (name, value) in query::pairs(query.unwrap_or_default()) {
            let value = String::from_utf8_lossy(&value);
            match &*name {
                b"start_date" => read.period.start = Some(date("start_date", &value)?),
                b"end_date" => read.period.end = Some(date("end_date", &value)?),
                b"page" if behaviour.paging != Paging::Ignored => {
                    read.page = count("page", &value)?;
                }
                b"limit" if behaviour.limit != Limit::Ignored => {
                    read.limit = count("limit", &value)?;
                }
                b"with" => read.with = words(&value)?,
                _ => {}
            }
        }
        if let Limit::Capped(most) = behaviour.limit {
            read.limit = read.limit.min(most.max(1));
        }
        if let (Some(start), Some(end)) = (read.period.start, read.period.end)
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

    /// The records of the page asked for, or of the one that is given instead.
    pub(super) fn page<'a, T>(&self, records: &'a [T]) -> Result<&'a [T], Refusal> {
        let last_page = records.len().div_ceil(self.limit).max(1);
        let page = match self.paging {
            Paging::LastRepeated => self.page.min(last_page),
            Paging::NotFoundPastEnd if self.page > last_page => {
                return Err(Refusal::not_found(format!(
                    "There is no page {}: the last one is {last_page}.",
                    self.page
                )));
            }
            _ => self.page,
        };
        let first = (page - 1).saturating_mul(self.limit).min(records.len());
        let end = first.saturating_add(self.limit).min(records.len());
        Ok(&records[first..end])
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
