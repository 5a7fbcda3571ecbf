//! Why a command ended without success.

use crate::exit;
use crate::waits;
use serde::ser::{Serialize, SerializeStruct, Serializer};
use std::io;
use tagove::{ErrorKind, TagoveError};

/// A failed request, or something that the command itself could not do.
#[derive(Debug)]
pub(crate) enum Failure {
    /// The core says what.
    Request(TagoveError),
    /// The command says what; the kind is none where none of the core's fits.
    Own {
        kind: Option<ErrorKind>,
        reason: String,
    },
    /// Who read our stdout has seen enough. No failure to anybody: it ends quietly.
    ClosedPipe,
    /// All was done, and something was found that is told already.
    Findings,
}

impl Failure {
    /// An argument or an environment variable that makes no sense.
    pub(crate) fn configuration(reason: impl Into<String>) -> Self {
        Self::Own {
            kind: Some(ErrorKind::Configuration),
            reason: reason.into(),
        }
    }

    /// Something on this machine's side: a file, a directory, stdout.
    pub(crate) fn disk(reason: impl Into<String>) -> Self {
        Self::Own {
            kind: None,
            reason: reason.into(),
        }
    }

    pub(crate) fn cancelled() -> Self {
        Self::Own {
            kind: Some(ErrorKind::Cancelled),
            reason: "interrupted; run the same command again to start over".to_owned(),
        }
    }

    /// What a write to stdout gave.
    pub(crate) fn stdout(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::ClosedPipe,
            _ => Self::disk(format!(
                "stdout cannot be written ({error}); check where it goes and run the command again"
            )),
        }
    }

    pub(crate) fn exit(&self) -> u8 {
        match self {
            Self::Request(error) => exit::of_kind(error.kind()),
            Self::Own { kind, .. } => kind.map_or(exit::DISK, exit::of_kind),
            Self::ClosedPipe => exit::OK,
            Self::Findings => exit::FINDINGS,
        }
    }

    /// One line for people: the reason, and what of the retries it does not tell.
    pub(crate) fn words(&self) -> String {
        let mut words = self.reason().to_owned();
        let Self::Request(error) = self else {
            return words;
        };
        let attempts = (error.attempts() > 1).then(|| format!("{} attempts", error.attempts()));
        let wait = error.retry_after().map(waits::seconds);
        let wait = wait.map(|wait| format!("the server asks to wait {wait}"));
        for told in attempts.into_iter().chain(wait) {
            words.push_str("; ");
            words.push_str(&told);
        }
        words
    }

    /// What happened and what to do next, in one line.
    pub(crate) fn reason(&self) -> &str {
        match self {
            Self::Request(error) => error.reason(),
            Self::Own { reason, .. } => reason,
            Self::ClosedPipe => "stdout was closed",
            Self::Findings => "something was found",
        }
    }
}

impl From<TagoveError> for Failure {
    fn from(error: TagoveError) -> Self {
        Self::Request(error)
    }
}

impl Serialize for Failure {
    /// The same members as a `TagoveError`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = match self {
            Self::Request(error) => return error.serialize(serializer),
            Self::Own { kind, .. } => *kind,
            Self::ClosedPipe | Self::Findings => None,
        };
        let mut out = serializer.serialize_struct("TagoveError", 8)?;
        out.serialize_field("kind", &kind)?;
        out.serialize_field("status", &None::<u16>)?;
        out.serialize_field("code", &None::<&str>)?;
        out.serialize_field("reason", self.reason())?;
        out.serialize_field("request_id", &None::<&str>)?;
        out.serialize_field("retry_after", &None::<f64>)?;
        out.serialize_field("attempts", &0)?;
        out.serialize_field("at", &None::<&str>)?;
        out.end()
    }
}
