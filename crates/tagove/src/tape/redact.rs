//! People's words and addresses made unreadable, in answers that must be read the same way without them.

mod json;
mod mask;
mod place;
mod xml;

use crate::call::Call;
use crate::{TagoveError, body};
use place::Keep;
use serde_json::Value;

/// A body in which texts have kept their shape only: letters are x or X, digits 0. Ids, times, counts, words of the
/// fields that have a few known ones, and names of members stay.
pub(super) fn body(body: &[u8], operation: &str) -> Vec<u8> {
    // From where it is no UTF-8 on, it is nothing that is read.
    let (text, rest) = match std::str::from_utf8(body) {
        Ok(text) => (text, &[][..]),
        Err(error) => {
            let (good, bad) = body.split_at(error.valid_up_to());
            (std::str::from_utf8(good).unwrap_or_default(), bad)
        }
    };
    let mut out = String::with_capacity(body.len());
    match body::content(body) {
        [b'{' | b'[', ..] => json::redact(text, operation, &mut out),
        [b'<', ..] => xml::redact(text, operation, &mut out),
        _ => mask::text(text, &mut out),
    }
    let mut out = out.into_bytes();
    out.extend(rest.iter().map(|byte| mask::byte(*byte)));
    out
}

/// Refuses what could not be redacted: a replay is found by what was asked, so that stays; and of an answer that no model
/// describes, nobody knows what is whose.
///
/// # Errors
/// `Configuration`, without the words.
pub(super) fn check(call: &Call) -> Result<(), TagoveError> {
    if call.template.is_none() {
        return Err(TagoveError::configuration(
            "redact knows what the operations answer, and nothing of request(); record it without redact, or not at all",
        ));
    }
    match call.arguments.iter().find(|(_, value)| !is_harmless(value)) {
        None => Ok(()),
        Some((name, _)) => Err(TagoveError::configuration(format!(
            "redact: {name} could be somebody's words, and a recording has to hold it; ask by an id, or record without redact"
        ))),
    }
}

fn is_harmless(value: &Value) -> bool {
    match value {
        Value::String(text) => [Keep::Id, Keep::Time].iter().any(|keep| keep.keeps(text)),
        Value::Array(values) => values.iter().all(is_harmless),
        _ => true,
    }
}

/// Path and query of a redirect. What is not of the target that was called is the server's word, and may be of somebody.
pub(super) fn target(target: &str, called: &str) -> String {
    let ends = |c: char| matches!(c, '/' | '?' | '&' | '=');
    let mut out = String::with_capacity(target.len());
    for part in target.split_inclusive(ends) {
        match called
            .split(ends)
            .any(|own| own == part.trim_end_matches(ends))
        {
            true => out.push_str(part),
            false => mask::text(part, &mut out),
        }
    }
    out
}
