//! The many faces of failure: what the server says went wrong, wherever it says it.

use crate::said::Said;

/// What the server said.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct ServerError {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

/// Looks for an error in a whole answer: at the root, then inside `data`.
pub(crate) fn in_body(body: &str, message_alone: bool) -> Option<ServerError> {
    let root = Said::read(body)?;
    face(&|name| root.member(name), message_alone).or_else(|| {
        let data = root.member("data")?;
        face(&|name| data.member(name), message_alone)
    })
}

/// Whether members that stand beside data are an error's. A lone `message` is not: it may say that all is well.
pub(crate) fn beside_data<'a>(members: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let known = |name: &str| matches!(name, "error" | "errors" | "message" | "errorCode");
    let members: Vec<(&str, Said)> = members
        .filter(|(name, _)| known(name))
        .filter_map(|(name, source)| Some((name, Said::read(source)?)))
        .collect();
    let member = |name: &str| {
        let found = members.iter().rev().find(|(known, _)| *known == name);
        found.map(|(_, said)| said)
    };
    face(&member, false).is_some()
}

/// The error that these members tell of, if they do.
fn face<'s>(member: &dyn Fn(&str) -> Option<&'s Said>, message_alone: bool) -> Option<ServerError> {
    let code = member("errorCode")
        .or_else(|| member("code"))
        .and_then(text);
    let message = member("message").and_then(text);
    if let Some(error) = member("error").and_then(error_member) {
        return Some(ServerError {
            code: error.code.or(code),
            message: error.message.or(message),
        });
    }
    // One error may stand alone where several would be a list.
    let errors = match member("errors") {
        Some(Said::List(errors)) => &errors[..],
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
    if code.is_some() && (message.is_some() || member("errorCode").is_some()) {
        return Some(ServerError { code, message });
    }
    (message_alone && message.is_some()).then_some(ServerError {
        code: None,
        message,
    })
}

/// One error: a text, or an object with a code and some words.
fn error_member(error: &Said) -> Option<ServerError> {
    if !matches!(error, Said::Object(_)) {
        return text(error).map(|message| ServerError {
            code: None,
            message: Some(message),
        });
    }
    let named = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| error.member(name).and_then(text))
    };
    let words: Vec<String> = [
        named(&["title"]),
        named(&["detail", "details"]),
        named(&["message"]),
        // An element's own text, beside its attributes.
        named(&["#text"]),
    ]
    .into_iter()
    .flatten()
    .collect();
    let message = (!words.is_empty()).then(|| words.join(": "));
    let code = named(&["code", "errorCode"]).or_else(|| named(&["status"]));
    (message.is_some() || code.is_some()).then_some(ServerError { code, message })
}

/// A text that says something, or a number; in XML also that of an element with attributes.
fn text(said: &Said) -> Option<String> {
    match said {
        Said::Text(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Said::Object(_) => text(said.member("#text")?),
        _ => None,
    }
}
