//! Errors on their way out. Node-API carries one text: it is one JSON object, from which TypeScript makes the class.

use crate::key::Thrown;
use crate::thread::end_of_this_thread;
use napi::Error;
use napi_derive::napi;
use serde_json::Value;
use std::error::Error as _;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;
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

/// What a client is refused with that is closed.
pub(crate) fn closed() -> Error {
    let reason = "this client is closed; make a new one";
    bare(ErrorKind::Configuration, reason)
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
