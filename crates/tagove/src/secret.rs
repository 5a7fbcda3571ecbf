//! The key, which nothing can print.

use crate::TagoveError;
use std::fmt;

/// A text that never shows itself.
#[derive(Clone)]
pub(crate) struct Secret(String);

impl Secret {
    /// Refuses what cannot stand in a header; the message does not repeat the key.
    pub(crate) fn key(key: String) -> Result<Self, TagoveError> {
        if key.is_empty() {
            return Err(TagoveError::configuration(
                "api_key is empty; copy it from Settings > API Key",
            ));
        }
        if !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(TagoveError::configuration(
                "api_key holds a space, a line end or a character outside of ASCII; copy it again, without its surroundings",
            ));
        }
        Ok(Self(key))
    }

    /// No key: nothing to hide.
    pub(crate) fn none() -> Self {
        Self(String::new())
    }

    /// The value itself, for the one place that sends it.
    pub(crate) fn expose(&self) -> &str {
        &self.0
    }

    /// A text of the server's for people: one line, not endless, and without the key should the server repeat it.
    pub(crate) fn clean(&self, text: &str) -> String {
        const MAX_CHARS: usize = 500;
        let text = match self.0.as_str() {
            "" => text.to_owned(),
            key => text.replace(key, "<redacted>"),
        };
        let mut line: String = text
            .split(|c: char| c.is_control() || c.is_whitespace())
            .filter(|word| !word.is_empty())
            .fold(String::new(), |mut line, word| {
                if !line.is_empty() {
                    line.push(' ');
                }
                line + word
            });
        if let Some((cut, _)) = line.char_indices().nth(MAX_CHARS) {
            line.truncate(cut);
            line.push('…');
        }
        line
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}
