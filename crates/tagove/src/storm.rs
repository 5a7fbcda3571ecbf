//! A bucket of retries, shared by all clones of a client: a server that fails for everybody is not stormed.

use std::sync::{Mutex, PoisonError};

/// Enough for a hundred retries in a row.
const FULL: u32 = 500;
/// What a retry takes, and gives back if it was answered.
const RETRY: u32 = 5;
/// What an answer to a first attempt gives.
const ANSWER: u32 = 1;

/// What errors say when it is empty.
pub(crate) const STARVED: &str = "; not asked again: the retries that this client and its clones share are used up, and answers fill them again";

#[derive(Debug)]
pub(crate) struct RetryBucket(Mutex<u32>);

impl Default for RetryBucket {
    fn default() -> Self {
        Self(Mutex::new(FULL))
    }
}

impl RetryBucket {
    /// Takes what a retry costs; false if there is not enough left.
    pub(crate) fn take(&self) -> bool {
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match tokens.checked_sub(RETRY) {
            Some(left) => {
                *tokens = left;
                true
            }
            None => false,
        }
    }

    /// A request was answered: by its first attempt, or by a retry that the bucket gave.
    pub(crate) fn answered(&self, retried: bool) {
        let gives = if retried { RETRY } else { ANSWER };
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *tokens = (*tokens + gives).min(FULL);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_bucket_ends_a_storm_and_fills_with_answers() {
        let bucket = RetryBucket::default();
        assert_eq!((0..1000).filter(|_| bucket.take()).count(), 100);
        bucket.answered(false);
        assert!(!bucket.take(), "one answer is not worth a retry");
        (0..4).for_each(|_| bucket.answered(false));
        assert!(bucket.take());
        bucket.answered(true);
        assert!(bucket.take(), "an answered retry gives back what it took");
        (0..10_000).for_each(|_| bucket.answered(true));
        assert_eq!((0..1000).filter(|_| bucket.take()).count(), 100);
    }
}
