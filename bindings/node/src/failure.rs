//! Errors on their way out. Node-API carries one text: it is one JSON object, from which TypeScript makes the class.

use crate::thread::end_of_this_thread;
use napi::Error;
use napi_derive::napi;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
use tagove::{ErrorKind, TagoveError};

pub(crate) fn failure(error: TagoveError) -> Error {
    match serde_json::to_string(&error) {
        Ok(json) => Error::from_reason(json),
        Err(_) => Error::from_reason(error.reason()),
    }
}

/// What a cancelled call ends with; TypeScript throws the signal's own reason in its place.
pub(crate) fn cancelled() -> Error {
    bare(ErrorKind::Cancelled, "the caller cancelled")
}

/// Runs it to its end, or to that of the JavaScript thread that calls this; a panic on the way is an error like any
/// other.
pub(crate) fn guarded<T>(
    asked: impl Future<Output = napi::Result<T>>,
) -> impl Future<Output = napi::Result<T>> {
    let end = end_of_this_thread();
    async move {
        let mut asked = pin!(asked);
        let caught = poll_fn(|context| {
            // It is not polled again after a panic.
            catch_unwind(AssertUnwindSafe(|| asked.as_mut().poll(context))).unwrap_or_else(|_| {
                let reason = "a fault of this library, please report it";
                Poll::Ready(Err(bare(ErrorKind::Decode, reason)))
            })
        });
        let ended = end.run_until_cancelled(caught).await;
        ended.unwrap_or_else(|| Err(cancelled()))
    }
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
