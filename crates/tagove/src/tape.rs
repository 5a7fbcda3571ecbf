//! Cassettes: what is asked and answered, written down or played back, in the form of a corpus case.

mod case;
mod exchange;
mod folder;
mod forget;
mod miss;
mod numbering;
mod part;
mod record;
mod recorded;
mod redact;
mod redirect;
mod replay;
mod target;
mod write;

use crate::TagoveError;
use crate::options::{Accept, Auth};
pub(crate) use record::{Answered, Begun, Recorder};
pub(crate) use replay::Player;
use std::path::PathBuf;
use url::Url;

/// Whether requests go out, are written down, or are answered from a recording.
#[derive(Debug)]
pub(crate) enum Tape {
    /// Neither.
    Off,
    /// They go out, and are written down.
    Record(Recorder),
    /// They are answered from a recording.
    Replay(Player),
}

/// What the options say of cassettes.
#[derive(Debug, Clone, Default)]
pub(crate) struct TapeOptions {
    pub(crate) record: Option<PathBuf>,
    pub(crate) replay: Option<PathBuf>,
    pub(crate) redact: bool,
}

impl Tape {
    /// # Errors
    /// `Configuration` if a folder cannot be used.
    pub(crate) fn open(
        options: TapeOptions,
        base: &Url,
        accept: Accept,
        auth: Auth,
    ) -> Result<Self, TagoveError> {
        match (options.record, options.replay) {
            (None, None) => Ok(Self::Off),
            (Some(folder), None) => {
                Recorder::open(folder, options.redact, accept, auth).map(Self::Record)
            }
            (None, Some(folder)) => Player::open(folder, accept, base).map(Self::Replay),
            (Some(_), Some(_)) => Err(TagoveError::configuration(
                "both record and replay are given; what is replayed is recorded already: give one of them",
            )),
        }
    }

    pub(crate) fn player(&self) -> Option<&Player> {
        match self {
            Self::Replay(player) => Some(player),
            Self::Off | Self::Record(_) => None,
        }
    }

    /// Whether requests are made one after the other: a recording has then no more than was needed, in the same order
    /// every time; and a page that was asked for ahead and given up would have used its recording up.
    pub(crate) fn in_order(&self) -> bool {
        !matches!(self, Self::Off)
    }
}
