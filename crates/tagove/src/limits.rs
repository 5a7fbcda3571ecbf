//! What an answer may cost before it is refused.

use crate::TagoveError;

/// Limits that an answer must not pass.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    pub(crate) max_body_bytes: usize,
    /// Rows of all models in one answer: `{},` is 3 bytes, its row about 100.
    pub(crate) max_rows: usize,
    pub(crate) max_depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_body_bytes: 64 << 20,
            max_rows: 500_000,
            max_depth: 128,
        }
    }
}

/// Places in a page are 32 bits wide, and a body can come with a few copies of itself: as XML twice as long, in `extra`
/// again.
const MOST_BODY_BYTES: usize = 256 << 20;
/// A gigabyte of cells.
const MOST_ROWS: usize = 10_000_000;
/// A list inside a list is a call inside a call, and a thread's stack is small.
const MOST_DEPTH: usize = 512;

/// Warnings, unknown members of one object, recorded paths: so many are always kept, however few rows may be.
const ALWAYS_KEPT: usize = 10_000;

impl Limits {
    /// How many warnings, unknown members of one object and recorded paths are kept: each costs about what a row does.
    pub(crate) fn most_kept(&self) -> usize {
        self.max_rows.max(ALWAYS_KEPT)
    }

    /// # Errors
    /// `Configuration` if one makes no sense.
    pub(crate) fn checked(self) -> Result<Self, TagoveError> {
        for (name, value, most) in [
            ("max_body_bytes", self.max_body_bytes, MOST_BODY_BYTES),
            ("max_rows", self.max_rows, MOST_ROWS),
            ("max_depth", self.max_depth, MOST_DEPTH),
        ] {
            if value == 0 || value > most {
                return Err(TagoveError::configuration(format!(
                    "{name} is {value}; it goes from 1 to {most}"
                )));
            }
        }
        Ok(self)
    }
}
