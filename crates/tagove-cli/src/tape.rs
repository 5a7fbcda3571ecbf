//! The flags of cassettes.

use std::path::PathBuf;
use tagove::ClientBuilder;

/// Whether answers are written down, or come from what was.
#[derive(Clone, clap::Args)]
#[command(next_help_heading = "Recording")]
pub(crate) struct TapeFlags {
    /// Write every whole answer with its request into this directory, which has to be empty or not there yet: without the key, but
    /// with people's words unless --redact is given. Pages are then asked for one after the other
    #[arg(long, value_name = "DIR", conflicts_with = "replay")]
    record: Option<PathBuf>,
    /// Make people's words and addresses unreadable in what is recorded; an id that could be somebody's words is refused
    #[arg(long, requires = "record", conflicts_with = "replay")]
    redact: bool,
    /// Take the answers from a directory that was recorded; no connection is made, and no key is needed
    #[arg(long, value_name = "DIR", conflicts_with_all = ["base_url", "api_key_file", "demo", "proxy", "ca_file", "client_certificate"])]
    replay: Option<PathBuf>,
}

impl TapeFlags {
    pub(crate) fn replays(&self) -> bool {
        self.replay.is_some()
    }

    /// Whether any of it is asked for.
    pub(crate) fn is_on(&self) -> bool {
        self.record.is_some() || self.replay.is_some()
    }

    /// The builder with these flags, for one operation. Where a command makes several, each has its own directory inside.
    pub(crate) fn apply(&self, mut builder: ClientBuilder, inside: &str) -> ClientBuilder {
        let dir = |dir: &PathBuf| match inside {
            "" => dir.clone(),
            inside => dir.join(inside),
        };
        if let Some(record) = &self.record {
            builder = builder.record(dir(record)).redact(self.redact);
        }
        if let Some(replay) = &self.replay {
            builder = builder.replay(dir(replay));
        }
        builder
    }
}
