//! The threads that requests run on, whatever thread the caller waits on.

use crate::cancel::CancelToken;
use crate::failure::{ErrorKind, Failure};
use crate::fault::fault;
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
    done.unwrap_or_else(|error| {
        Err(match error.is_panic() {
            // Its words may be somebody's.
            true => fault(),
            false => Failure::new(
                ErrorKind::Cancelled,
                "the process was ending while the answer was on its way",
            ),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::{run, runtime};
    use crate::failure::{ErrorKind, Failure};

    #[test]
    #[expect(clippy::panic, reason = "that is what is tested")]
    fn panic_in_a_call_is_an_error_without_its_words() {
        let call = async { panic!("somebody's words") };
        let runtime = runtime().expect("threads");
        let failed: Result<(), Failure> = runtime.block_on(run(None, call));
        let Failure::Failed { kind, reason, .. } = failed.expect_err("it panicked");
        assert_eq!(kind, ErrorKind::Decode);
        assert_eq!(reason, "a fault of this library, please report it");
    }
}
