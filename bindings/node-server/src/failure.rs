//! Errors on their way out, in the form of the client's addon: one JSON object, from which TypeScript makes the class.

use napi::Error;

/// An option that cannot be, or a server that is gone.
pub(crate) fn refused(reason: &str) -> Error {
    bare("Configuration", reason)
}

/// What a call ends with whose JavaScript thread is gone.
pub(crate) fn cancelled() -> Error {
    bare("Cancelled", "the caller cancelled")
}

/// What a panic becomes.
pub(crate) fn fault() -> Error {
    bare("Decode", "a fault of this library, please report it")
}

/// The kind is a word of the core's `ErrorKind`, which this crate does without; the tests of `node/` compare the classes.
fn bare(kind: &str, reason: &str) -> Error {
    Error::from_reason(
        serde_json::json!({
            "kind": kind, "status": null, "code": null, "reason": reason,
            "request_id": null, "retry_after": null, "attempts": 0, "at": null,
        })
        .to_string(),
    )
}
