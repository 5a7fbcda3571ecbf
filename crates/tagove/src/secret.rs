//! The key, which nothing can print.

use crate::TagoveError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// A text that never shows itself.
#[derive(Clone)]
pub(crate) struct Secret {
    key: String,
    /// The forms in which a server, a URL or a log could repeat it.
    shown: Vec<String>,
}

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
        let encoded = |text: &str| STANDARD.encode(text);
        let percent = utf8_percent_encode(&key, NON_ALPHANUMERIC).to_string();
        let (basic, plain) = (basic(&key), encoded(&key));
        let unpadded = |text: &str| text.trim_end_matches('=').to_owned();
        // Longer forms first: what is left of a padded one must not stand behind its shorter sibling.
        let shown = vec![
            basic.clone(),
            unpadded(&basic),
            plain.clone(),
            unpadded(&plain),
            percent.to_lowercase(),
            percent,
            key.clone(),
        ];
        // Too short to be a key: it would only make holes in words.
        let shown = shown.into_iter().filter(|_| key.len() >= 4).collect();
        Ok(Self { key, shown })
    }

    /// No key: nothing to hide.
    pub(crate) fn none() -> Self {
        Self {
            key: String::new(),
            shown: Vec::new(),
        }
    }

    /// The value itself, for the one place that sends it.
    pub(crate) fn expose(&self) -> &str {
        &self.key
    }

    /// The forms in which it could be repeated; none if it is too short to be a key.
    pub(crate) fn forms(&self) -> &[String] {
        &self.shown
    }

    /// A text of the server's for people: one line, not endless, and without the key should the server repeat it.
    pub(crate) fn clean(&self, text: &str) -> String {
        const MAX_CHARS: usize = 500;
        let mut text = text.to_owned();
        for form in &self.shown {
            text = text.replace(form.as_str(), "<redacted>");
        }
        let words: Vec<&str> = text
            .split(|c: char| c.is_control() || c.is_whitespace())
            .filter(|word| !word.is_empty())
            .collect();
        let mut line = words.join(" ");
        if let Some((cut, _)) = line.char_indices().nth(MAX_CHARS) {
            line.truncate(cut);
            line.push('…');
        }
        line
    }
}

/// The key as user name with no password, as HTTP Basic sends it.
pub(crate) fn basic(key: &str) -> String {
    STANDARD.encode(format!("{key}:"))
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}
