//! Equal requests of a case, with their responses in the order recorded.

use std::collections::BTreeMap;

use super::{call::Call, response::Recorded};

/// The form of the answer that is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Format {
    Json,
    Xml,
}

impl Format {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "json" => Some(Self::Json),
            "xml" => Some(Self::Xml),
            _ => None,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    /// How the files of its responses end.
    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Json => ".response.http",
            Self::Xml => ".response.xml.http",
        }
    }
}

/// One request, and what answers it.
#[derive(Debug)]
pub(super) struct Exchange {
    /// Of the first of the equal requests.
    pub(super) number: u32,
    pub(super) target: String,
    pub(super) call: Call,
    pub(super) answers: BTreeMap<Format, Vec<Recorded>>,
}

impl Exchange {
    /// The answer to the request of this kind that came `before` others; the last one again
    /// when all were given.
    pub(super) fn answer(&self, format: Format, before: usize) -> Option<&Recorded> {
        let answers = self.answers.get(&format)?;
        answers.get(before).or_else(|| answers.last())
    }

    pub(super) fn is_repeated(&self) -> bool {
        self.answers.values().any(|answers| answers.len() > 1)
    }
}
