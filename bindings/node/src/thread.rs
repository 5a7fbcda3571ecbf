//! The end of a JavaScript thread, a worker's: what it still waits for is given up, for nobody is there to hear of it.
//! The futures themselves run on threads that all of JavaScript's share.

use tokio_util::sync::CancellationToken;

/// Cancelled when its thread ends.
struct Thread(CancellationToken);

impl Drop for Thread {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

thread_local! {
    static HERE: Thread = Thread(CancellationToken::new());
}

/// What is cancelled when the calling thread ends.
pub(crate) fn end_of_this_thread() -> CancellationToken {
    // One that is ending has its end behind it.
    HERE.try_with(|thread| thread.0.clone())
        .unwrap_or_else(|_| {
            let ended = CancellationToken::new();
            ended.cancel();
            ended
        })
}
