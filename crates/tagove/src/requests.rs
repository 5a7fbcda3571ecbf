//! The parameters of the operations, and what is refused before anything is sent.

use crate::TagoveError;
use serde_json::{Map, Value};
use std::str::FromStr;

/// What may come along with a chat (`with` on the wire).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Include {
    /// The messages of each chat.
    Messages,
    /// The account of each chat.
    Account,
}

impl Include {
    /// Every value.
    pub const ALL: [Self; 2] = [Self::Messages, Self::Account];

    /// Its name on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Messages => "messages",
            Self::Account => "account",
        }
    }
}

impl FromStr for Include {
    type Err = TagoveError;

    fn from_str(word: &str) -> Result<Self, TagoveError> {
        if let Some(known) = Self::ALL.into_iter().find(|known| known.as_str() == word) {
            return Ok(known);
        }
        let lower = word.trim().to_lowercase();
        let near = Self::ALL.into_iter().find(|known| {
            !lower.is_empty()
                && (known.as_str().starts_with(&lower) || lower.starts_with(known.as_str()))
        });
        let hint = match near {
            Some(near) => format!("did you mean `{}`?", near.as_str()),
            None => "it takes `messages` and `account`".to_owned(),
        };
        let word: String = word.chars().take(40).collect();
        Err(TagoveError::invalid_request(format!(
            "include does not know `{}`; {hint}",
            word.escape_debug()
        )))
    }
}

/// Parameters of [`Client::list_chats`](crate::Client::list_chats). All are optional; one left out is not sent.
///
/// ```
/// use tagove::{Include, ListChats};
///
/// let year = ListChats::new().start_date("2016-01-01").end_date("2016-12-31").include([Include::Messages]);
/// ```
#[derive(Debug, Clone, Default)]
pub struct ListChats {
    pub(crate) range: Range,
    pub(crate) include: Vec<String>,
}

/// Parameters of [`Client::list_visitor_sessions`](crate::Client::list_visitor_sessions). All are optional; one left
/// out is not sent.
///
/// ```
/// let autumn = tagove::ListVisitorSessions::new().start_date("2016-09-01").limit(100);
/// ```
#[derive(Debug, Clone, Default)]
pub struct ListVisitorSessions {
    pub(crate) range: Range,
}

/// What both lists take.
#[derive(Debug, Clone, Default)]
pub(crate) struct Range {
    start_date: Option<String>,
    end_date: Option<String>,
    page: Option<i64>,
    limit: Option<i64>,
}

macro_rules! range_setters {
    ($options:ty) => {
        impl $options {
            /// Nothing set: everything the server has.
            #[must_use]
            pub fn new() -> Self {
                Self::default()
            }
            /// The first day, `yyyy-mm-dd`.
            #[must_use]
            pub fn start_date(mut self, date: impl Into<String>) -> Self {
                self.range.start_date = Some(date.into());
                self
            }
            /// The last day, `yyyy-mm-dd`. The vendor does not say whether it is included.
            #[must_use]
            pub fn end_date(mut self, date: impl Into<String>) -> Self {
                self.range.end_date = Some(date.into());
                self
            }
            /// The page to begin with, from 1.
            #[must_use]
            pub fn page(mut self, page: impl Into<i64>) -> Self {
                self.range.page = Some(page.into());
                self
            }
            /// Records a page, from 1; the server may cap it.
            #[must_use]
            pub fn limit(mut self, limit: impl Into<i64>) -> Self {
                self.range.limit = Some(limit.into());
                self
            }
        }
    };
}
range_setters!(ListChats);
range_setters!(ListVisitorSessions);

impl ListChats {
    /// What comes along with each chat.
    #[must_use]
    pub fn include(self, include: impl IntoIterator<Item = Include>) -> Self {
        self.include_words(include.into_iter().map(Include::as_str))
    }

    /// The same by name, for words that come from outside; an unknown one is refused when the list is asked for.
    #[must_use]
    pub fn include_words(mut self, include: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.include = include.into_iter().map(Into::into).collect();
        self
    }

    /// What was given, as a corpus case has it.
    pub(crate) fn arguments(&self) -> Arguments {
        let mut arguments = self.range.arguments();
        if !self.include.is_empty() {
            arguments.insert("include".to_owned(), self.include.clone().into());
        }
        arguments
    }

    /// The page to begin with and the query without it.
    pub(crate) fn query(&self) -> Result<(u64, Query), TagoveError> {
        let (page, mut query) = self.range.query()?;
        let words = self
            .include
            .iter()
            .map(|word| word.parse().map(Include::as_str))
            .collect::<Result<Vec<_>, _>>()?;
        if !words.is_empty() {
            query.push(("with", words.join(",")));
        }
        Ok((page, query))
    }
}

/// Arguments by name, those that were given.
type Arguments = Map<String, Value>;

/// Names and values of a query, in order.
pub(crate) type Query = Vec<(&'static str, String)>;

impl Range {
    /// What was given, as a corpus case has it.
    pub(crate) fn arguments(&self) -> Arguments {
        let given = [
            ("start_date", self.start_date.clone().map(Value::from)),
            ("end_date", self.end_date.clone().map(Value::from)),
            ("page", self.page.map(Value::from)),
            ("limit", self.limit.map(Value::from)),
        ];
        let given = given
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?)));
        given.collect()
    }

    pub(crate) fn query(&self) -> Result<(u64, Query), TagoveError> {
        let start = self
            .start_date
            .as_deref()
            .map(|text| date("start_date", text))
            .transpose()?;
        let end = self
            .end_date
            .as_deref()
            .map(|text| date("end_date", text))
            .transpose()?;
        if let (Some(start), Some(end)) = (start, end)
            && start > end
        {
            return Err(TagoveError::invalid_request(format!(
                "start_date {start} is after end_date {end}; swap them"
            )));
        }
        let page = self.page.map_or(Ok(1), |page| from_one("page", page))?;
        let mut query = Query::new();
        query.extend(start.map(|date| ("start_date", date.to_string())));
        query.extend(end.map(|date| ("end_date", date.to_string())));
        if let Some(limit) = self.limit {
            query.push(("limit", from_one("limit", limit)?.to_string()));
        }
        Ok((page, query))
    }
}

fn date(name: &str, text: &str) -> Result<jiff::civil::Date, TagoveError> {
    let digits = |range: std::ops::Range<usize>| {
        text.get(range)
            .filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?
            .parse::<i16>()
            .ok()
    };
    let parsed = || {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let (month, day) = (
            digits(5..7)?.try_into().ok()?,
            digits(8..10)?.try_into().ok()?,
        );
        jiff::civil::Date::new(digits(0..4)?, month, day).ok()
    };
    parsed().ok_or_else(|| {
        let text: String = text.chars().take(40).collect();
        TagoveError::invalid_request(format!(
            "{name} `{}` is no calendar date; write it as yyyy-mm-dd",
            text.escape_debug()
        ))
    })
}

fn from_one(name: &str, number: i64) -> Result<u64, TagoveError> {
    u64::try_from(number)
        .ok()
        .filter(|&number| number >= 1)
        .ok_or_else(|| {
            TagoveError::invalid_request(format!("{name} {number} is below 1; the first is 1"))
        })
}

/// An id as one segment of a path.
pub(crate) fn segment(name: &str, id: &str) -> Result<String, TagoveError> {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~');
    if matches!(id, "" | "." | "..") {
        return Err(TagoveError::invalid_request(format!(
            "{name} `{id}` is no id; take one from a list"
        )));
    }
    Ok(utf8_percent_encode(id, RESERVED).to_string())
}
