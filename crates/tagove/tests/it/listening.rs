//! Subscribers of one test among many threads.

use std::sync::OnceLock;
use tracing::subscriber::DefaultGuard;
use tracing::{Dispatch, Subscriber};

/// Has this thread's spans and events told to the subscriber, until the guard is dropped.
///
/// As long as a process has had one subscriber only, `tracing` asks the thread that comes by a place in the code first
/// whether anybody listens there, and keeps the answer for all threads. So there have to be two before there is one.
pub(crate) fn listen(subscriber: impl Subscriber + Send + Sync) -> DefaultGuard {
    static OTHERS: OnceLock<[Dispatch; 2]> = OnceLock::new();
    OTHERS.get_or_init(|| [(); 2].map(|()| Dispatch::new(tracing_subscriber::registry())));
    tracing::subscriber::set_default(subscriber)
}
