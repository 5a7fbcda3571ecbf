//! Time as the client sees it, so that tests can tell it.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::time::{Duration, Instant, SystemTime};

/// What a client reads the time from, and waits by. For tests: with a clock of their own, retries take no time.
///
/// ```
/// use std::time::{Duration, Instant, SystemTime};
///
/// #[derive(Debug)]
/// struct Impatient;
///
/// impl tagove::Clock for Impatient {
///     fn now(&self) -> Instant { Instant::now() }
///     fn wall(&self) -> SystemTime { SystemTime::now() }
///     fn sleep(&self, _: Duration) -> std::pin::Pin<Box<dyn Future<Output = ()> + Send + '_>> {
///         Box::pin(std::future::ready(()))
///     }
///     fn jitter(&self) -> f64 { 0.5 }
/// }
/// ```
pub trait Clock: Send + Sync + fmt::Debug {
    /// A clock that only goes forward, for budgets.
    fn now(&self) -> Instant;
    /// The time of day, for dates in `Retry-After`.
    fn wall(&self) -> SystemTime;
    /// Waits; dropping the future ends the wait.
    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
    /// A number from 0 to 1, another one each time: which part of the longest wait is waited.
    fn jitter(&self) -> f64;
}

/// The machine's own.
#[derive(Debug)]
pub(crate) struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(time))
    }

    fn jitter(&self) -> f64 {
        fastrand::f64()
    }
}
