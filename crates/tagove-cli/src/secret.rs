//! stderr without the key: whatever goes there goes through here, as text, as JSON and as logs.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::io::{self, Write as _};
use std::sync::{PoisonError, RwLock};

/// A key of fewer characters stands in too many texts that have nothing to do with it.
const SHORTEST: usize = 4;

/// A message may cut a long key: so many bytes of it are as secret as all of them.
const PART: usize = 16;

/// What the keys of this process may look like.
static KNOWN: RwLock<Vec<String>> = RwLock::new(Vec::new());

/// From here on this key is in nothing that is written.
pub(crate) fn know(key: &str) {
    let mut known = KNOWN.write().unwrap_or_else(PoisonError::into_inner);
    for form in forms(key.trim()) {
        if !known.contains(&form) {
            known.push(form);
        }
    }
}

/// As it is, as a log quotes it, and as HTTP Basic and its kin send it.
fn forms(key: &str) -> Vec<String> {
    if key.chars().count() < SHORTEST {
        return Vec::new();
    }
    let quoted = format!("{key:?}");
    let mut forms = vec![key.to_owned(), quoted[1..quoted.len() - 1].to_owned()];
    for plain in [key, &format!("{key}:")] {
        for padded in [STANDARD.encode(plain), URL_SAFE.encode(plain)] {
            forms.push(padded.trim_end_matches('=').to_owned());
            forms.push(padded);
        }
    }
    forms
}

/// The text without the keys.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    without(text, &KNOWN.read().unwrap_or_else(PoisonError::into_inner))
}

fn without<'t>(text: &'t str, forms: &[String]) -> Cow<'t, str> {
    let (mut out, mut told, mut at) = (String::new(), 0, 0);
    while at < text.len() {
        let ends = forms.iter().filter_map(|form| end(text, at, form));
        if let Some(end) = ends.max() {
            out.push_str(&text[told..at]);
            out.push_str("<redacted>");
            (told, at) = (end, end);
        } else {
            at += 1;
        }
    }
    if out.is_empty() {
        return text.into();
    }
    out.push_str(&text[told..]);
    out.into()
}

/// Where the form, or much of it, that begins here ends; any of its bytes may be percent-encoded.
fn end(text: &str, at: usize, form: &str) -> Option<usize> {
    let mut rest = &text.as_bytes()[at..];
    // A form may hold what looks percent-encoded itself.
    if rest.starts_with(form.as_bytes()) {
        return Some(at + form.len());
    }
    for (matched, &byte) in form.as_bytes().iter().enumerate() {
        rest = match rest {
            [b'%', high, low, rest @ ..] if hex(*high, *low) == Some(u32::from(byte)) => rest,
            [b'+', rest @ ..] if byte == b' ' => rest,
            [first, rest @ ..] if *first == byte => rest,
            // Two characters may begin with the same byte.
            _ if matched >= PART => {
                return Some(text.floor_char_boundary(text.len() - rest.len()));
            }
            _ => return None,
        };
    }
    Some(text.len() - rest.len())
}

fn hex(high: u8, low: u8) -> Option<u32> {
    Some(char::from(high).to_digit(16)? * 16 + char::from(low).to_digit(16)?)
}

/// Writes a text. A stderr that is closed is nobody's to tell: most callers drop the error.
pub(crate) fn write(text: &str) -> io::Result<()> {
    io::stderr().lock().write_all(clean(text).as_bytes())
}

/// Writes a line of JSON. Only its texts are cleaned, so that it stays JSON whatever the key is.
pub(crate) fn write_object(name: &str, value: &impl Serialize) {
    // All that comes here has text keys and finite numbers.
    if let Ok(mut value) = serde_json::to_value(value) {
        clean_texts(&mut value);
        let _ = io::stderr()
            .lock()
            .write_all(format!("{{\"{name}\":{value}}}\n").as_bytes());
    }
}

fn clean_texts(value: &mut Value) {
    match value {
        Value::String(text) => *text = clean(text).into_owned(),
        Value::Array(values) => values.iter_mut().for_each(clean_texts),
        Value::Object(members) => members.values_mut().for_each(clean_texts),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{forms, without};

    #[test]
    fn key_is_redacted_in_every_form() {
        for (key, told) in [
            ("s3cret", "asking /chat/s3cret"),
            // Base64 with and without its padding, of the key and of the key with a colon.
            ("s3cret!", "Basic czNjcmV0ITo="),
            ("s3cret!", "Basic czNjcmV0ITo"),
            ("s3cret!", "Basic czNjcmV0IQ=="),
            ("s3cret!", "Basic czNjcmV0IQ"),
            ("s3cret!", "?auth=czNjcmV0IQ%3D%3D"),
            ("s~~~?ret", "Basic c35+fj9yZXQ6"),
            ("s~~~?ret", "Basic c35-fj9yZXQ6"),
            // Percent-encoded, whatever the set and the case.
            ("s/ret key+", "/chat/s%2Fret%20key%2B"),
            ("s/ret key+", "/chat/s%2fret+key%2b"),
            ("s/ret", "/chat/%73%2f%72%65%74"),
            ("%41bcd", "/chat/%41bcd"),
            ("ключ", "/chat/%D0%BA%d0%bb%D1%8E%d1%87"),
            ("ключ", "а ключ"),
            // Cut by a message.
            ("b1adac97642515fdccf9f3ed", "no b1adac97642515fdccf9"),
            ("s\"ret", r#"header "s\"ret""#),
        ] {
            let cut = without(told, &forms(key));
            assert!(
                cut.ends_with("<redacted>") || cut.ends_with("<redacted>\""),
                "{told}: {cut}"
            );
            assert_eq!(cut.matches("<redacted>").count(), 1, "{told}: {cut}");
        }
    }

    #[test]
    fn text_without_the_key_is_kept() {
        for key in ["s3cret", "s3c", "ключ"] {
            for text in ["", "s3c rets %s3 %", "кл юч%D0", "S3CRET"] {
                assert_eq!(without(text, &forms(key)), text);
            }
        }
        let twice = without("s3cret, s3crets", &forms("s3cret"));
        assert_eq!(twice, "<redacted>, <redacted>s");
    }
}
