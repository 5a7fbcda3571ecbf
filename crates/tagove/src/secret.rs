//! The key, which nothing can print.

use crate::TagoveError;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use std::borrow::Cow;
use std::fmt;

/// A text that never shows itself.
#[derive(Clone)]
pub(crate) struct Secret {
    key: String,
    /// The forms in which a server, a URL or a log could repeat it.
    shown: Vec<String>,
    /// The bytes that one of the forms can begin with, escaped ones included: nearly all text is passed over by them.
    starts: Vec<u8>,
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
        let (basic, plain) = (basic(&key), STANDARD.encode(&key));
        let url_safe = |text: &str| text.replace('+', "-").replace('/', "_");
        let unpadded = |text: &str| text.trim_end_matches('=').to_owned();
        let mut shown = Vec::new();
        // Longer forms first: what is left of a padded one must not stand behind its shorter sibling.
        for form in [basic, plain] {
            shown.extend([
                url_safe(&form),
                form.clone(),
                url_safe(&unpadded(&form)),
                unpadded(&form),
            ]);
        }
        shown.push(key.clone());
        // As a JSON pointer has it.
        if key.contains(['~', '/']) {
            shown.push(key.replace('~', "~0").replace('/', "~1"));
        }
        // Too short to be a key: it would only make holes in words.
        let shown = shown.into_iter().filter(|_| key.len() >= 4).collect();
        Ok(Self::hiding(key, shown))
    }

    /// Other texts, which have to be hidden beside the key.
    pub(crate) fn and(mut self, others: &[String]) -> Self {
        let others = others.iter().filter(|text| text.len() >= 4);
        for text in others {
            self.shown.extend([STANDARD.encode(text), text.clone()]);
        }
        Self::hiding(self.key, self.shown)
    }

    fn hiding(key: String, shown: Vec<String>) -> Self {
        let mut starts: Vec<u8> = shown
            .iter()
            .filter_map(|form| form.bytes().next())
            .collect();
        starts.extend(*b"%\\&");
        starts.sort_unstable();
        starts.dedup();
        Self { key, shown, starts }
    }

    /// No key: nothing to hide.
    pub(crate) fn none() -> Self {
        Self::hiding(String::new(), Vec::new())
    }

    /// The value itself, for the one place that sends it.
    pub(crate) fn expose(&self) -> &str {
        &self.key
    }

    /// The forms in which it could be repeated; none if it is too short to be a key.
    pub(crate) fn forms(&self) -> &[String] {
        &self.shown
    }

    /// The text, with every stretch redacted that is a form of the key once its percent escapes are undone. A URL, too:
    /// somebody may have put the key there, as a parameter or for an id.
    pub(crate) fn hide<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let (mut out, mut shown) = (String::new(), 0);
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match self
                .starts
                .contains(byte)
                .then(|| self.form_at(&bytes[at..]))
                .flatten()
            {
                Some(len) => {
                    out.push_str(&text[shown..at]);
                    out.push_str("<redacted>");
                    at += len;
                    shown = at;
                }
                None => at += 1,
            }
        }
        if shown == 0 {
            return Cow::Borrowed(text);
        }
        out.push_str(&text[shown..]);
        Cow::Owned(out)
    }

    /// How long the form is that the text begins with.
    fn form_at(&self, bytes: &[u8]) -> Option<usize> {
        self.shown.iter().find_map(|form| escaped_len(bytes, form))
    }

    /// A text of the server's for people: one line, not endless, and without the key should the server repeat it.
    pub(crate) fn clean(&self, text: &str) -> String {
        const MAX_CHARS: usize = 500;
        // Beyond this nothing is shown: the key is looked for in what may be.
        let end = text
            .char_indices()
            .nth(20 * MAX_CHARS)
            .map_or(text.len(), |(at, _)| at);
        let text = self.hide(&text[..end]);
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

/// How much of the beginning is this form of the key, each of its letters as itself or escaped, as URLs, JSON and XML do.
pub(crate) fn escaped_len(bytes: &[u8], form: &str) -> Option<usize> {
    let mut at = 0;
    for &wanted in form.as_bytes() {
        let rest = bytes.get(at..)?;
        at += escape_len(rest, wanted).or_else(|| (*rest.first()? == wanted).then_some(1))?;
    }
    Some(at)
}

/// The length of an escape of this byte.
fn escape_len(bytes: &[u8], wanted: u8) -> Option<usize> {
    let number = |digits: &[u8], radix| {
        let digits = std::str::from_utf8(digits).ok()?;
        u32::from_str_radix(digits, radix).ok()
    };
    match bytes.first()? {
        b'%' => (number(bytes.get(1..3)?, 16)? == u32::from(wanted)).then_some(3),
        b'\\' if bytes.get(1)? == &b'u' => {
            (number(bytes.get(2..6)?, 16)? == u32::from(wanted)).then_some(6)
        }
        b'\\' => (*bytes.get(1)? == wanted).then_some(2),
        b'&' => {
            // The longest that is written: `&#0000000104;`.
            let end = bytes.iter().take(14).position(|byte| *byte == b';')?;
            let found = match &bytes[1..end] {
                [b'#', b'x' | b'X', digits @ ..] => number(digits, 16)?,
                [b'#', digits @ ..] => number(digits, 10)?,
                b"amp" => u32::from(b'&'),
                b"lt" => u32::from(b'<'),
                b"gt" => u32::from(b'>'),
                b"quot" => u32::from(b'"'),
                b"apos" => u32::from(b'\''),
                _ => return None,
            };
            (found == u32::from(wanted)).then_some(end + 1)
        }
        _ => None,
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
