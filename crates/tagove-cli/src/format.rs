//! The form of what is written.

use std::io::IsTerminal as _;

/// The form of the data on stdout, and with it of the messages on stderr.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// One JSON document: an array for a list, an object for one record
    Json,
    /// One JSON object a line
    Jsonl,
    /// Columns for people; control characters are shown, never sent to the terminal
    Table,
}

impl Format {
    /// `table` for people, `jsonl` for programs.
    pub(crate) fn of_stdout() -> Self {
        if std::io::stdout().is_terminal() {
            Self::Table
        } else {
            Self::Jsonl
        }
    }
}
