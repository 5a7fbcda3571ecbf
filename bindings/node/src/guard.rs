//! What runs for JavaScript off its thread: no panic gets out of it, and it ends with the thread that asked.

use crate::failure::{cancelled, fault};
use crate::thread::end_of_this_thread;
use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

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
            catch_unwind(AssertUnwindSafe(|| asked.as_mut().poll(context)))
                .unwrap_or_else(|_| Poll::Ready(Err(fault())))
        });
        let ended = end.run_until_cancelled(caught).await;
        ended.unwrap_or_else(|| Err(cancelled()))
    }
}
