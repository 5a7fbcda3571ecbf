//! People's words and addresses made unreadable, in answers that must be read the same way without them.

mod json;
mod mask;
mod place;
mod xml;

use crate::body;

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
