//! What `Debug` shows instead of people's words.

use std::fmt;

/// A text that a person wrote: only its length is shown.
pub(crate) struct Words<'a>(pub(crate) Option<&'a str>);

impl fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("None"),
            Some(text) => write!(f, "<{} bytes>", text.len()),
        }
    }
}

/// A list: only its length is shown.
pub(crate) struct Count(pub(crate) Option<usize>);

impl fmt::Debug for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            None => f.write_str("None"),
            Some(count) => write!(f, "<{count}>"),
        }
    }
}
