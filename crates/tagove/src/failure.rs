//! The many faces of failure: what the server says went wrong, wherever it says it.

use crate::extra::members;
use crate::unescape::without_lone_surrogates;
use serde_json::{Map, Value};

/// What is above this size, a failing answer or a member of any, is not searched for a message.
const MAX_MESSAGE_BODY: usize = 1 << 20;

/// What the server said.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ServerError {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Looks for an error in a whole answer: at the root, then inside `data`.
pub(crate) fn in_body(body: &str, message_alone: bool) -> Option<ServerError> {
    if body.len() > MAX_MESSAGE_BODY {
        return None;
    }
    let body = without_lone_surrogates(body);
    let root = members(&body)?;
    let inner = || members(root.iter().rev().find(|(name, _)| name == "data")?.1.get());
    let at_root = face(
        &faces(root.iter().map(|(name, value)| (&**name, value.get()))),
        message_alone,
    );
    at_root.or_else(|| {
        let inner = inner()?;
        face(
            &faces(inner.iter().map(|(name, value)| (&**name, value.get()))),
            message_alone,
        )
    })
}

/// Whether members that stand beside data are an error's. A lone `message` is not: it may say that all is well.
pub(crate) fn beside_data<'a>(members: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let mut faces = faces(members);
    faces.remove("code");
    face(&faces, false).is_some()
}

/// The members that may tell of an error. Each is read by itself: one that is no error's may be whatever it likes.
fn faces<'a>(members: impl Iterator<Item = (&'a str, &'a str)>) -> Map<String, Value> {
    let known = |name: &str| matches!(name, "error" | "errors" | "message" | "errorCode" | "code");
    members
        .filter(|(name, source)| known(name) && source.len() <= MAX_MESSAGE_BODY)
        .filter_map(|(name, source)| Some((name.to_owned(), serde_json::from_str(source).ok()?)))
        .collect()
}

fn face(members: &Map<String, Value>, message_alone: bool) -> Option<ServerError> {
    let code = members
        .get("errorCode")
        .or_else(|| members.get("code"))
        .and_then(text);
    let message = members.get("message").and_then(text);
    if let Some(error) = members.get("error").and_then(error_member) {
        return Some(ServerError {
            code: error.code.or(code),
            message: error.message.or(message),
        });
    }
    // One error may stand alone where several would be a list.
    let errors = match members.get("errors") {
        Some(Value::Array(errors)) => &errors[..],
        Some(one) => std::slice::from_ref(one),
        None => &[],
    };
    let all: Vec<ServerError> = errors.iter().filter_map(error_member).collect();
    if !all.is_empty() {
        let messages: Vec<&str> = all
            .iter()
            .filter_map(|error| error.message.as_deref())
            .collect();
        let message = (!messages.is_empty()).then(|| messages.join("; "));
        return Some(ServerError {
            code: all.iter().find_map(|error| error.code.clone()),
            message,
        });
    }
    if code.is_some() && (message.is_some() || members.contains_key("errorCode")) {
        return Some(ServerError { code, message });
    }
    (message_alone && message.is_some()).then_some(ServerError {
        code: None,
        message,
    })
}

/// One error: a text, or an object with a code and some words.
fn error_member(error: &Value) -> Option<ServerError> {
    let Value::Object(members) = error else {
        return text(error).map(|message| ServerError {
            code: None,
            message: Some(message),
        });
    };
    let named = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| members.get(*name).and_then(text))
    };
    let words: Vec<String> = [
        named(&["title"]),
        named(&["detail", "details"]),
        named(&["message"]),
    ]
    .into_iter()
    .flatten()
    .collect();
    let message = (!words.is_empty()).then(|| words.join(": "));
    let code = named(&["code", "errorCode"]).or_else(|| named(&["status"]));
    (message.is_some() || code.is_some()).then_some(ServerError { code, message })
}

/// A text that says something, or a number.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
