//! Waiting for a future on the thread that wants it, a slice of time at once.
//!
//! Not with a timer of the runtime: each call would set one from outside of the thread that watches the clock, and wake
//! it. A parked thread wakes by itself.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;

/// How long Python's signal handlers wait at most.
pub(crate) const SLICE: Duration = Duration::from_millis(50);

/// A thread that waits, and whether there is something new for it.
struct Waiter {
    thread: Thread,
    woken: AtomicBool,
}

impl Wake for Waiter {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

/// Waits on this thread, slice by slice.
pub(crate) struct Slices {
    waiter: Arc<Waiter>,
    waker: Waker,
}

impl Slices {
    pub(crate) fn new() -> Self {
        let waiter = Arc::new(Waiter {
            thread: thread::current(),
            woken: AtomicBool::new(false),
        });
        Self {
            waker: waiter.clone().into(),
            waiter,
        }
    }

    /// Until the future is done, for a slice at most; none if it is not.
    pub(crate) fn wait<F: Future + ?Sized>(
        &self,
        runtime: &Runtime,
        mut future: Pin<&mut F>,
    ) -> Option<F::Output> {
        let _context = runtime.enter();
        let end = Instant::now() + SLICE;
        let mut context = Context::from_waker(&self.waker);
        loop {
            if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
                return Some(output);
            }
            while !self.waiter.woken.swap(false, Ordering::Acquire) {
                let left = end.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return None;
                }
                thread::park_timeout(left);
            }
        }
    }
}
