//! The threads that requests run on, whatever thread the caller waits on.

use crate::cancel::CancelToken;
use crate::failure::{ErrorKind, Failure};
use std::sync::{Arc, OnceLock};
use tokio::runtime::{Builder, Runtime};
use tokio_util::task::AbortOnDropHandle;

/// The runtime of this library, made when the first client is.
pub(crate) fn runtime() -> Result<&'static Runtime, Failure> {
    static RUNTIME: OnceLock<Result<Runtime, String>> = OnceLock::new();
    let made = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("tagove")
            .enable_all()
            .build()
            .map_err(|error| error.to_string())
    });
    made.as_ref().map_err(|reason| {
        Failure::new(
            ErrorKind::Configuration,
            format!("no threads to work on: {reason}"),
        )
    })
}

/// Runs a call on the runtime. Dropping the returned future stops it and closes its socket; so does the token.
pub(crate) async fn run<T: Send + 'static>(
    cancel: Option<Arc<CancelToken>>,
    call: impl Future<Output = Result<T, Failure>> + Send + 'static,
) -> Result<T, Failure> {
    let task = AbortOnDropHandle::new(runtime()?.spawn(call));
    let done = match cancel {
        None => task.await,
        Some(token) => match token.0.run_until_cancelled(task).await {
            Some(done) => done,
            None => return Err(Failure::new(ErrorKind::Cancelled, "the caller cancelled")),
        },
    };
    // A panic is a fault of ours: it goes on as one, and UniFFI makes an exception of it.
    done.unwrap_or_else(|error| match error.try_into_panic() {
        Ok(panic) => std::panic::resume_unwind(panic),
        Err(_) => Err(Failure::new(
            ErrorKind::Cancelled,
            "the process was ending while the answer was on its way",
        )),
    })
}
