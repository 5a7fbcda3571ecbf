//! The core's error as UniFFI can carry it. The public classes are hand-written in each language.

use crate::credentials::NoKey;
use std::error::Error as _;
use std::fmt;
use tagove::TagoveError;

/// What kind of thing went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[expect(missing_docs, reason = "the core's `ErrorKind` says what each means")]
pub enum ErrorKind {
    Configuration,
    InvalidRequest,
    Authentication,
    PermissionDenied,
    NotFound,
    RateLimited,
    Server,
    Connection,
    Timeout,
    Decode,
    Cancelled,
}

impl From<tagove::ErrorKind> for ErrorKind {
    fn from(kind: tagove::ErrorKind) -> Self {
        use tagove::ErrorKind as Core;
        match kind {
            Core::Configuration => Self::Configuration,
            Core::InvalidRequest => Self::InvalidRequest,
            Core::Authentication => Self::Authentication,
            Core::PermissionDenied => Self::PermissionDenied,
            Core::NotFound => Self::NotFound,
            Core::RateLimited => Self::RateLimited,
            Core::Connection => Self::Connection,
            Core::Timeout => Self::Timeout,
            Core::Decode => Self::Decode,
            Core::Cancelled => Self::Cancelled,
            // The core may gain a kind; the test below fails until it is named here.
            _ => Self::Server,
        }
    }
}

/// Why a call failed. One variant: what differs is the kind.
#[derive(Debug, Clone, PartialEq, uniffi::Error)]
pub enum Failure {
    /// The fields of every error; see the core's `TagoveError`.
    #[expect(missing_docs, reason = "the core's `TagoveError` says what each means")]
    Failed {
        kind: ErrorKind,
        status: Option<i32>,
        code: Option<String>,
        /// Not `message`: Kotlin's exceptions have a member of that name.
        reason: String,
        request_id: Option<String>,
        retry_after_seconds: Option<f64>,
        attempts: i64,
        at: Option<String>,
        /// Under which number the language keeps what its provider of credentials threw.
        thrown: Option<i64>,
    },
}

impl Failure {
    pub(crate) fn new(kind: ErrorKind, reason: impl Into<String>) -> Self {
        Self::Failed {
            kind,
            status: None,
            code: None,
            reason: reason.into(),
            request_id: None,
            retry_after_seconds: None,
            attempts: 0,
            at: None,
            thrown: None,
        }
    }
}

impl From<TagoveError> for Failure {
    fn from(error: TagoveError) -> Self {
        Self::Failed {
            kind: error.kind().into(),
            status: error.status().map(i32::from),
            code: error.code().map(str::to_owned),
            reason: error.reason().to_owned(),
            request_id: error.request_id().map(str::to_owned),
            retry_after_seconds: error.retry_after().map(|wait| wait.as_secs_f64()),
            attempts: error.attempts().into(),
            at: error.at().map(str::to_owned),
            thrown: thrown(&error),
        }
    }
}

fn thrown(error: &TagoveError) -> Option<i64> {
    match error.source()?.downcast_ref()? {
        NoKey::Thrown { number } => Some(*number),
        NoKey::Unexpected => None,
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Failed { reason, .. } = self;
        f.write_str(reason)
    }
}

impl std::error::Error for Failure {}

#[cfg(test)]
mod tests {
    use super::ErrorKind;

    #[test]
    fn kinds_of_the_core_keep_their_names() {
        for kind in tagove::ErrorKind::ALL {
            assert_eq!(
                format!("{:?}", ErrorKind::from(kind)),
                kind.to_string(),
                "a kind has no counterpart here"
            );
        }
    }
}
