//! What stands in a web page, and what is posted back.

mod snippet;
mod texts;
mod user_hash;
mod webhook;
mod webhook_words;

use tagove::{ErrorKind, TagoveError};

/// The error, after a look at what every one has to be.
fn refused<T: std::fmt::Debug>(result: Result<T, TagoveError>, kind: ErrorKind) -> TagoveError {
    let error = result.expect_err("refused");
    assert_eq!(error.kind(), kind, "{error}");
    assert!(!error.reason().contains(['\n', '\r']), "{error}");
    assert!(error.reason().len() < 300, "{error}");
    assert_eq!(error.attempts(), 0);
    error
}
