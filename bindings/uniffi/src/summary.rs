//! What is known of a list as a whole.

use crate::page::whole;
use tagove::Ended;

/// What is known of a list so far.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct Summary {
    /// Pages that were read, the empty last one included.
    pub pages: i64,
    /// Records that were delivered.
    pub records: i64,
    /// Records that were dropped because they had been delivered before.
    pub duplicates: i64,
    /// How it ended, one of a closed list of words; none before the end.
    pub ended: Option<String>,
    /// Whether all that the server has was delivered, as far as anybody can know.
    pub complete: bool,
}

impl From<tagove::Summary> for Summary {
    fn from(summary: tagove::Summary) -> Self {
        Self {
            pages: whole(summary.pages),
            records: whole(summary.records),
            duplicates: whole(summary.duplicates),
            ended: summary.ended.map(|ended| word(ended).to_owned()),
            complete: summary.complete,
        }
    }
}

fn word(ended: Ended) -> &'static str {
    match ended {
        Ended::EmptyPage => "empty_page",
        Ended::NotFound => "not_found",
        Ended::RepeatedPage => "repeated_page",
        Ended::Taken => "taken",
        _ => "error",
    }
}
