//! Whether a request is made again, and when. One pure function: what it needs to know comes in, nothing is looked up.

use crate::{ErrorKind, TagoveError};
use std::time::Duration;

/// The longest wait before the second attempt; it doubles from attempt to attempt.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// No wait of our own is longer.
const LONGEST_WAIT: Duration = Duration::from_secs(8);

/// What happens when the server says that there were too many requests (429).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OnRateLimit {
    /// It is asked again as after any failure that may pass, within `max_retries` and `timeout`.
    #[default]
    Wait,
    /// The error comes at once.
    Raise,
}

impl std::str::FromStr for OnRateLimit {
    type Err = TagoveError;

    fn from_str(word: &str) -> Result<Self, TagoveError> {
        match word {
            "wait" => Ok(Self::Wait),
            "raise" => Ok(Self::Raise),
            _ => Err(TagoveError::configuration(
                "on_rate_limit is `wait` or `raise`",
            )),
        }
    }
}

/// What an attempt came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// A whole answer of this status.
    Answer(u16),
    /// No connection, or one that broke before the answer or inside it.
    Broken,
    /// No whole answer within the time of one attempt.
    TooSlow,
    /// A body that is shorter than announced, or not what its content encoding says.
    NotWhole,
    /// Anything else: asking again would give the same.
    Final,
}

/// What is allowed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Policy {
    pub(crate) max_retries: u32,
    /// For all attempts and the waits between them.
    pub(crate) timeout: Duration,
    pub(crate) on_rate_limit: OnRateLimit,
}

/// An attempt that is over.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Attempt {
    /// From 1.
    pub(crate) number: u32,
    pub(crate) outcome: Outcome,
    /// How long the server asked to wait.
    pub(crate) retry_after: Option<Duration>,
    /// Since the first attempt began.
    pub(crate) elapsed: Duration,
    /// From 0 to 1, drawn anew for each attempt.
    pub(crate) jitter: f64,
}

/// How long to wait before the next attempt; none if there is none.
pub(crate) fn wait(policy: &Policy, attempt: &Attempt) -> Option<Duration> {
    if attempt.number > policy.max_retries || !may_pass(policy, attempt.outcome) {
        return None;
    }
    let doublings = attempt.number.saturating_sub(1).min(16);
    let longest = (FIRST_WAIT * 2_u32.pow(doublings)).min(LONGEST_WAIT);
    // Full jitter: clients that failed together must not come back together.
    let own = longest.mul_f64(attempt.jitter.clamp(0.0, 1.0));
    let wait = own.max(attempt.retry_after.unwrap_or_default());
    let left = policy.timeout.checked_sub(attempt.elapsed)?;
    // A wait that eats the whole budget leaves no time to ask.
    (wait < left).then_some(wait)
}

/// Whether the same request may be answered otherwise next time. All requests of this API only read.
fn may_pass(policy: &Policy, outcome: Outcome) -> bool {
    match outcome {
        Outcome::Answer(429) => policy.on_rate_limit == OnRateLimit::Wait,
        Outcome::Answer(status) => is_passing(status),
        Outcome::Broken | Outcome::TooSlow | Outcome::NotWhole => true,
        Outcome::Final => false,
    }
}

/// Whether a status tells of something that may be over the next time.
pub(crate) fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 425 | 429 | 500..=599)
}

impl Outcome {
    /// Of an attempt that ended without a whole answer.
    pub(crate) fn of_kind(kind: ErrorKind) -> Self {
        match kind {
            ErrorKind::Connection => Self::Broken,
            ErrorKind::Timeout => Self::TooSlow,
            _ => Self::Final,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: Duration = Duration::from_secs(1);

    fn policy() -> Policy {
        Policy {
            max_retries: 2,
            timeout: 60 * SECOND,
            on_rate_limit: OnRateLimit::Wait,
        }
    }

    fn attempt(number: u32, outcome: Outcome) -> Attempt {
        Attempt {
            number,
            outcome,
            retry_after: None,
            elapsed: Duration::ZERO,
            jitter: 1.0,
        }
    }

    fn waits(outcome: Outcome) -> Option<Duration> {
        wait(&policy(), &attempt(1, outcome))
    }

    macro_rules! table {
        ($($name:ident: $outcome:expr => $again:literal;)*) => {$(
            #[test]
            fn $name() {
                assert_eq!(waits($outcome).is_some(), $again);
            }
        )*};
    }

    table! {
        retry_status_408_request_timeout_is_asked_again: Outcome::Answer(408) => true;
        retry_status_425_too_early_is_asked_again: Outcome::Answer(425) => true;
        retry_status_429_rate_limit_is_asked_again: Outcome::Answer(429) => true;
        retry_status_500_is_asked_again: Outcome::Answer(500) => true;
        retry_status_503_is_asked_again: Outcome::Answer(503) => true;
        retry_status_599_is_asked_again: Outcome::Answer(599) => true;
        retry_broken_connection_is_asked_again: Outcome::Broken => true;
        retry_slow_attempt_is_asked_again: Outcome::TooSlow => true;
        retry_body_that_is_not_whole_is_asked_again: Outcome::NotWhole => true;
        retry_status_200_is_not_asked_again: Outcome::Answer(200) => false;
        retry_status_304_is_not_asked_again: Outcome::Answer(304) => false;
        retry_status_400_is_not_asked_again: Outcome::Answer(400) => false;
        retry_status_401_is_not_asked_again: Outcome::Answer(401) => false;
        retry_status_404_is_not_asked_again: Outcome::Answer(404) => false;
        retry_status_600_is_not_asked_again: Outcome::Answer(600) => false;
        retry_answer_too_large_is_not_asked_again: Outcome::Final => false;
    }

    #[test]
    fn retry_rate_limit_raised_is_not_asked_again() {
        let policy = Policy {
            on_rate_limit: OnRateLimit::Raise,
            ..policy()
        };
        assert_eq!(wait(&policy, &attempt(1, Outcome::Answer(429))), None);
        assert!(wait(&policy, &attempt(1, Outcome::Answer(503))).is_some());
    }

    #[test]
    fn retry_ends_after_the_retries_allowed() {
        for (max_retries, number, again) in [
            (0, 1, false),
            (1, 1, true),
            (1, 2, false),
            (2, 2, true),
            (2, 3, false),
        ] {
            let policy = Policy {
                max_retries,
                ..policy()
            };
            let wait = wait(&policy, &attempt(number, Outcome::Broken));
            assert_eq!(
                wait.is_some(),
                again,
                "attempt {number} of {max_retries} retries"
            );
        }
    }

    #[test]
    fn retry_waits_double_from_half_a_second_to_eight() {
        let policy = Policy {
            max_retries: 100,
            timeout: 1000 * SECOND,
            ..policy()
        };
        for (number, seconds) in [
            (1, 0.5),
            (2, 1.0),
            (3, 2.0),
            (4, 4.0),
            (5, 8.0),
            (6, 8.0),
            (90, 8.0),
        ] {
            let longest = attempt(number, Outcome::Broken);
            assert_eq!(
                wait(&policy, &longest),
                Some(Duration::from_secs_f64(seconds))
            );
            let shortest = Attempt {
                jitter: 0.0,
                ..longest
            };
            assert_eq!(wait(&policy, &shortest), Some(Duration::ZERO));
        }
    }

    #[test]
    fn retry_is_never_earlier_than_the_server_asked() {
        for jitter in [0.0, 0.5, 1.0] {
            let asked = Attempt {
                retry_after: Some(20 * SECOND),
                jitter,
                ..attempt(1, Outcome::Answer(503))
            };
            assert_eq!(wait(&policy(), &asked), Some(20 * SECOND));
        }
        let short = Attempt {
            retry_after: Some(Duration::ZERO),
            ..attempt(1, Outcome::Answer(503))
        };
        assert_eq!(wait(&policy(), &short), Some(SECOND / 2));
    }

    #[test]
    fn retry_that_does_not_fit_the_budget_is_not_waited_for() {
        for (elapsed, asked, again) in [
            (0, 59, true),
            (0, 60, false),
            (30, 29, true),
            (30, 30, false),
            (61, 0, false),
            (0, u64::MAX, false),
        ] {
            let late = Attempt {
                elapsed: elapsed * SECOND,
                retry_after: Some(Duration::from_secs(asked)),
                ..attempt(1, Outcome::Answer(429))
            };
            assert_eq!(
                wait(&policy(), &late).is_some(),
                again,
                "{asked} s after {elapsed} s"
            );
        }
    }
}
