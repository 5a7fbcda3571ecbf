//! What the decoder noticed without failing: which page, which place, what.

use serde::{Deserialize, Serialize};

/// Something that was read with a reservation. The value as sent is in `extra`; nothing is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// What it is.
    pub code: WarningCode,
    /// The page it was on, from 1; 1 for single answers.
    pub page: u64,
    /// A JSON pointer into the page's normalised records, `""` for the page itself.
    pub at: String,
    /// The byte of the body where the value stands, if it stands somewhere.
    #[serde(skip)]
    pub offset: Option<usize>,
}

/// The closed list of warnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// A value does not fit its field: the field is none, the value as sent is in `extra`.
    UnfitValue,
    /// A record that has an id everywhere else came without one.
    MissingId,
    /// A member was sent twice; the last one counts.
    DuplicateMember,
    /// Half of a surrogate pair was sent; it reads as U+FFFD.
    LoneSurrogate,
    /// A civil time that the zone repeats; it stays without an offset.
    AmbiguousTime,
    /// A civil time that the zone skips; it stays without an offset.
    SkippedTime,
    /// Data and an error text in one answer; the text is in the page's `extra`.
    ErrorBesideData,
    /// The server gave the same page again: the list ended without an end.
    RepeatedPage,
    /// The server announced more records than it delivered.
    FewerThanAnnounced,
}

impl std::fmt::Display for WarningCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.serialize(f)
    }
}

impl std::fmt::Display for Warning {
    /// One line: `unfit_value at /0/chat_duration of page 1`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at = if self.at.is_empty() {
            "the page itself"
        } else {
            &self.at
        };
        // A name that the server chose may hold line ends.
        let at = at.replace(char::is_control, "\u{fffd}");
        write!(f, "{} at {at}, page {}", self.code, self.page)
    }
}
