//! The proactive rate limit: requests are spread out before a server has to refuse them. Shared by all clones.

use crate::{Clock, TagoveError};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Gives each request its turn, evenly spaced.
#[derive(Debug)]
pub(crate) struct Pace {
    every: Duration,
    /// When the next turn is.
    next: Mutex<Option<Instant>>,
    /// Held by the one whose turn is next.
    queue: tokio::sync::Mutex<()>,
    waiting: AtomicU32,
}

impl Pace {
    /// # Errors
    /// `Configuration` if it is no number of requests that could be made.
    pub(crate) fn new(per_second: f64) -> Result<Self, TagoveError> {
        let every = Some(1.0 / per_second)
            // More than a day between two requests is a slip of the pen.
            .filter(|every| *every > 0.0 && *every <= 86_400.0)
            .and_then(|every| Duration::try_from_secs_f64(every).ok());
        match every {
            Some(every) => Ok(Self {
                every,
                next: Mutex::new(None),
                queue: tokio::sync::Mutex::default(),
                waiting: AtomicU32::new(0),
            }),
            None => {
                let wanted = match per_second.is_finite() && per_second > 0.0 {
                    true => "one a day is the slowest pace",
                    false => "it has to be above 0",
                };
                Err(TagoveError::configuration(format!(
                    "requests_per_second is {per_second:?}; {wanted}"
                )))
            }
        }
    }

    /// Waits for the next request's turn. Who gives up waiting leaves the queue, and its turn to the one behind. False, at
    /// once, if that would take longer than it may.
    pub(crate) async fn turn(&self, clock: &dyn Clock, longest: Duration) -> bool {
        let waiter = Waiter::new(&self.waiting);
        let next = self
            .next
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .unwrap_or(clock.now());
        let own = next.saturating_duration_since(clock.now());
        if own.saturating_add(self.every.saturating_mul(waiter.before)) >= longest {
            return false;
        }
        // Fair: first come, first served.
        let _first = self.queue.lock().await;
        let next = *self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let wait = next.map_or(Duration::ZERO, |next| {
            next.saturating_duration_since(clock.now())
        });
        if !wait.is_zero() {
            clock.sleep(wait).await;
        }
        let now = clock.now();
        // From its own turn on, not from when it was woken: a late wake must not slow all that follow.
        let turn = match next {
            Some(next) if !wait.is_zero() => next.min(now),
            _ => now,
        };
        *self.next.lock().unwrap_or_else(PoisonError::into_inner) = Some(turn + self.every);
        true
    }
}

/// One that waits, counted for as long as it does.
struct Waiter<'p> {
    waiting: &'p AtomicU32,
    /// How many were there before it.
    before: u32,
}

impl<'p> Waiter<'p> {
    fn new(waiting: &'p AtomicU32) -> Self {
        let before = waiting.fetch_add(1, Ordering::Relaxed);
        Self { waiting, before }
    }
}

impl Drop for Waiter<'_> {
    fn drop(&mut self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}
