//! What to say of an answer that cannot be read: what came, where, and what to do next. Nothing of its text.

use crate::body;
use crate::json::Fault;
use crate::receive::Head;
use crate::secret::Secret;
use crate::{ErrorKind, TagoveError};

/// What to do about a page for people in the place of an answer.
pub(crate) const FROM_ELSEWHERE: &str =
    "a login or a proxy's page comes so: check base_url, and any proxy in between";

/// Letters of a path that an error shows.
const LONGEST_PATH: usize = 100;

/// What a user can do about an answer that cannot be read.
fn advice(what: &str) -> &'static str {
    match what {
        _ if what.contains("max_depth") => "raise max_depth if the answer is sound",
        _ if what.contains("max_rows") => "ask for less with limit, or raise max_rows",
        body::HTML_PAGE => FROM_ELSEWHERE,
        _ => "ask again, or report it with the request id",
    }
}

/// What was asked for, in a reason.
fn asked(key: &Secret, path: &str) -> String {
    if path.is_empty() {
        return String::new();
    }
    let hidden = key.hide(path);
    match hidden.char_indices().nth(LONGEST_PATH) {
        Some((end, _)) => format!(" to GET {}…", &hidden[..end]),
        None => format!(" to GET {hidden}"),
    }
}

/// The error; `path` is what was asked for, empty if nothing was, and may hold the key.
pub(crate) fn error(head: &Head, fault: &Fault, key: &Secret, path: &str) -> TagoveError {
    let asked = asked(key, path);
    let place = match fault.pointer {
        Some(ref pointer) => pointer.clone().into_owned(),
        None => format!("byte {}", fault.at),
    };
    let content_type = head.content_type.as_deref().unwrap_or("none");
    let shown = if place.is_empty() { "its root" } else { &place };
    let reason = format!(
        "the answer{asked} (status {}, content type {content_type}) cannot be read at {shown}: {}; {}",
        head.status,
        fault.what,
        advice(fault.what)
    );
    let mut error = TagoveError::new(ErrorKind::Decode, reason);
    error.fields().at = Some(place);
    error
}
