//! Equal requests of a case, with their responses in the order recorded.

use std::{collections::BTreeMap, sync::Arc};

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
    /// Of the first of the equal requests: its number, and before it the part of the cassette that it is in.
    pub(super) name: String,
    pub(super) target: String,
    pub(super) call: Call,
    pub(super) answers: BTreeMap<Format, Vec<Arc<Recorded>>>,
}

impl Exchange {
    /// Gives what was answered in one form in the other one too, if there it has no answer.
    pub(super) fn fill(&mut self) {
        for (has, lacks) in [(Format::Json, Format::Xml), (Format::Xml, Format::Json)] {
            if let Some(answers) = self.answers.get(&has).cloned() {
                self.answers.entry(lacks).or_insert(answers);
            }
        }
    }

    /// The answer to the request of this kind that came `before` others; the last one again
    /// when all were given.
    pub(super) fn answer(&self, format: Format, before: usize) -> Option<&Recorded> {
        let answers = self.answers.get(&format)?;
        answers.get(before).or(answers.last()).map(Arc::as_ref)
    }

    pub(super) fn is_repeated(&self) -> bool {
        self.answers.values().any(|answers| answers.len() > 1)
    }
}
