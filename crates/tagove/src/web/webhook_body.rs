//! The body of a webhook, in the forms that the vendor sends.

use super::json_tree::{MOST_LEVELS, Members, Tree};
use super::webhook::MAX_WEBHOOK_BYTES;
use crate::json::Fault;
use crate::{ErrorKind, TagoveError};

/// The body as text, without a byte order mark.
///
/// # Errors
/// `Decode` for a body that is too large, empty, no UTF-8, or that does not begin as a JSON object does.
pub(super) fn text(body: &[u8]) -> Result<&str, TagoveError> {
    if body.len() > MAX_WEBHOOK_BYTES {
        let what = format!(
            "is {} bytes long, and {MAX_WEBHOOK_BYTES} are read",
            body.len()
        );
        return Err(unreadable(byte(MAX_WEBHOOK_BYTES), &what, ANOTHER));
    }
    let marked = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let content = marked.trim_ascii_start();
    let at = body.len() - content.len();
    match content.first() {
        None => Err(unreadable(byte(at), "is empty", ANOTHER)),
        Some(b'{') => simdutf8::compat::from_utf8(marked).map_err(|error| {
            let at = body.len() - marked.len() + error.valid_up_to();
            unreadable(byte(at), "is not UTF-8", ANOTHER)
        }),
        Some(b'<') => Err(unreadable(byte(at), "is XML or HTML", AS_JSON)),
        Some(b'[') => Err(unreadable(String::new(), "is a list", ANOTHER)),
        Some(_) => Err(unreadable(byte(at), "is no JSON object", AS_JSON)),
    }
}

const ANOTHER: &str = "answer 400: it is none of the vendor's";
const AS_JSON: &str = "set the webhook's format to JSON where it was made";

/// What the body says: the name of its event, and the members that it is about, in one form: what `data` wraps beside
/// what stands around it, names trimmed, `"null"` none, and JSON that was sent as a text read.
///
/// # Errors
/// `Decode` for what is no JSON object, or names no event. `mark` is how many bytes stand before the text.
pub(super) fn read(text: &str, mark: usize) -> Result<(String, Members), TagoveError> {
    let fault = |fault: Box<Fault>| {
        let what = match fault.what.contains("max_depth") {
            true => format!("is nested more than {MOST_LEVELS} deep there"),
            false => format!("is no JSON there ({})", fault.what),
        };
        unreadable(byte(mark + fault.at), &what, ANOTHER)
    };
    let Tree::Object(members) = Tree::read(text, MOST_LEVELS).map_err(fault)? else {
        return Err(unreadable(String::new(), "is no JSON object", ANOTHER));
    };
    let mut outer = trimmed(members);
    let named = outer.remove("event");
    let mut members = unwrapped(outer);
    let named = named.or_else(|| members.remove("event"));
    match named {
        Some(Tree::Text(name)) if !name.is_empty() => Ok((name, members)),
        _ => Err(unreadable("/event".to_owned(), "names no event", ANOTHER)),
    }
}

/// The members of `data` and those around it, of which the former count.
fn unwrapped(mut members: Members) -> Members {
    match members.remove("data").map(read_text) {
        Some(Tree::Object(inner)) => members.extend(trimmed(inner)),
        Some(other) => {
            members.insert("data".to_owned(), other);
        }
        None => {}
    }
    let read = members.into_iter().map(|(name, value)| {
        let value = match is_words(&name) {
            true => value,
            false => read_text(value),
        };
        (name, value)
    });
    read.collect()
}

/// Members that hold what people typed: a text stays a text there, or a visitor could make it anything.
fn is_words(name: &str) -> bool {
    matches!(name, "message" | "msg" | "text")
}

/// The vendor has sent `" id"`. Where the name itself is there too, it counts.
fn trimmed(members: Members) -> Members {
    let mut out = Members::new();
    for (name, value) in members {
        let plain = name.trim();
        if plain.len() == name.len() {
            out.insert(name, value);
        } else {
            out.entry(plain.to_owned()).or_insert(value);
        }
    }
    out
}

/// The vendor sends some objects and lists as texts, and none as `"null"`.
fn read_text(value: Tree) -> Tree {
    let Tree::Text(text) = &value else {
        return value;
    };
    match text.trim_ascii_start().as_bytes().first() {
        // It will stand inside of an object.
        Some(b'{' | b'[') => Tree::read(text, MOST_LEVELS - 1).unwrap_or(value),
        _ if text == "null" => Tree::Plain("null".to_owned()),
        _ => value,
    }
}

fn byte(at: usize) -> String {
    format!("byte {at}")
}

/// Never a word of the body.
fn unreadable(at: String, what: &str, next: &str) -> TagoveError {
    let place = match at.is_empty() {
        true => String::new(),
        false => format!(" at {at}"),
    };
    let reason = format!("the webhook's body cannot be read{place}: it {what}; {next}");
    let mut error = TagoveError::new(ErrorKind::Decode, reason);
    error.fields().at = Some(at);
    error
}
