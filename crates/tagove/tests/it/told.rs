//! A clock that tests tell: no wait takes time, and every wait is known.

use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant, SystemTime};
use tagove::Clock;
use tokio::sync::Notify;

#[derive(Debug)]
pub(crate) struct ToldClock {
    begin: Instant,
    waits: Mutex<Vec<Duration>>,
}

impl ToldClock {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            begin: Instant::now(),
            waits: Mutex::default(),
        })
    }

    /// Every wait so far.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.waits.lock().expect("not poisoned").clone()
    }
}

impl Clock for ToldClock {
    fn now(&self) -> Instant {
        self.begin + self.waits().iter().sum::<Duration>()
    }

    fn wall(&self) -> SystemTime {
        // 1994-11-06T08:49:30Z.
        SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770)
    }

    fn sleep(&self, time: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.waits.lock().expect("not poisoned").push(time);
        Box::pin(ready(()))
    }

    fn jitter(&self) -> f64 {
        1.0
    }
}

/// A clock by which no wait ends.
#[derive(Debug)]
pub(crate) struct EndlessClock(Notify);

impl EndlessClock {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self(Notify::new()))
    }

    /// Until somebody waits by it.
    pub(crate) async fn waited(&self) {
        self.0.notified().await;
    }
}

impl Clock for EndlessClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        self.0.notify_one();
        Box::pin(std::future::pending())
    }

    fn jitter(&self) -> f64 {
        1.0
    }
}
