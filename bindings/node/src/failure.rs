//! Errors on their way out. Node-API carries one text: it is one JSON object, from which TypeScript makes the class.

use crate::key::Thrown;
use napi::Error;
use napi_derive::napi;
use serde_json::Value;
use std::error::Error as _;
use tagove::{ErrorKind, TagoveError};

pub(crate) fn failure(error: TagoveError) -> Error {
    let Ok(Value::Object(mut fields)) = serde_json::to_value(&error) else {
        return bare(error.kind(), error.reason());
    };
    if let Some(cause) = cause(&error) {
        fields.insert("cause".to_owned(), cause.into());
    }
    Error::from_reason(Value::Object(fields).to_string())
}

/// By which number TypeScript finds what a provider of keys threw.
fn cause(error: &TagoveError) -> Option<u32> {
    let thrown = error.source()?.downcast_ref::<Thrown>()?;
    Some(thrown.0)
}

/// An argument that cannot be.
pub(crate) fn refused(reason: &str) -> Error {
    bare(ErrorKind::Configuration, reason)
}

/// What a client is refused with that is closed.
pub(crate) fn closed() -> Error {
    let reason = "this client is closed; make a new one";
    bare(ErrorKind::Configuration, reason)
}

/// What a cancelled call ends with; TypeScript throws the signal's own reason in its place.
pub(crate) fn cancelled() -> Error {
    bare(ErrorKind::Cancelled, "the caller cancelled")
}

/// What a panic becomes.
pub(crate) fn fault() -> Error {
    bare(
        ErrorKind::Decode,
        "a fault of this library, please report it",
    )
}

/// An error that no answer of the server is behind.
pub(crate) fn bare(kind: ErrorKind, reason: &str) -> Error {
    Error::from_reason(
        serde_json::json!({
            "kind": kind, "status": null, "code": null, "reason": reason,
            "request_id": null, "retry_after": null, "attempts": 0, "at": null,
        })
        .to_string(),
    )
}

/// Every kind of error that the core knows: a test compares them with the classes.
#[napi]
pub fn error_kinds() -> Vec<String> {
    ErrorKind::ALL.iter().map(ToString::to_string).collect()
}
