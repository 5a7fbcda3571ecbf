//! The proactive rate limit: requests are spread out before a server has to refuse them. Shared by all clones.

use crate::{Clock, TagoveError};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Gives each request its turn, evenly spaced.
#[derive(Debug)]
pub(crate) struct Pace {
    every: Duration,
    next: Mutex<Option<Instant>>,
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
            }),
            None => {
                let wanted = match per_second.is_finite() && per_second > 0.0 {
                    true => "one a day is the slowest pace",
                    false => "it has to be above 0",
                };
                Err(TagoveError::configuration(format!(
                    "requests_per_second is {per_second}; {wanted}"
                )))
            }
        }
    }

    /// How long the next request has to wait; its turn is taken. None if that is longer than it may.
    pub(crate) fn turn(&self, clock: &dyn Clock, longest: Duration) -> Option<Duration> {
        let now = clock.now();
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let turn = next.map_or(now, |next| next.max(now));
        let wait = turn - now;
        if wait >= longest {
            return None;
        }
        *next = Some(turn + self.every);
        Some(wait)
    }
}
