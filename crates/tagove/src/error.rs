//! The one error of this crate.

use serde::{Serialize, Serializer, ser::SerializeStruct};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// What kind of thing went wrong; the same kinds in every language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub enum ErrorKind {
    /// An option of the client is wrong, or the client is closed.
    Configuration,
    /// The request makes no sense: refused before it was sent, or by the server with another 4xx.
    InvalidRequest,
    /// The key is missing, wrong or expired (401).
    Authentication,
    /// The key may not do this (403).
    PermissionDenied,
    /// There is no such record (404, 410).
    NotFound,
    /// Too many requests (429).
    RateLimited,
    /// The server failed (5xx), or said so under another status.
    Server,
    /// The server could not be reached, or the connection broke.
    Connection,
    /// The time allowed was not enough (also 408).
    Timeout,
    /// The answer cannot be read as what was asked for.
    Decode,
    /// The caller cancelled.
    Cancelled,
}

impl ErrorKind {
    /// Every kind, for code that maps them all.
    pub const ALL: [Self; 11] = [
        Self::Configuration,
        Self::InvalidRequest,
        Self::Authentication,
        Self::PermissionDenied,
        Self::NotFound,
        Self::RateLimited,
        Self::Server,
        Self::Connection,
        Self::Timeout,
        Self::Decode,
        Self::Cancelled,
    ];

    /// What an HTTP status of a failed answer means.
    pub(crate) fn of_status(status: u16) -> Self {
        match status {
            401 => Self::Authentication,
            403 => Self::PermissionDenied,
            404 | 410 => Self::NotFound,
            408 => Self::Timeout,
            429 => Self::RateLimited,
            400..=499 => Self::InvalidRequest,
            _ => Self::Server,
        }
    }

    /// What the server's own code means; it decides before the status does.
    pub(crate) fn of_code(code: &str) -> Option<Self> {
        match code {
            "ERROR_INVALID_INPUT" => Some(Self::InvalidRequest),
            "ERROR_RECORD_NOT_FOUND" => Some(Self::NotFound),
            "ERROR_UNAUTHORIZED" => Some(Self::Authentication),
            "ERROR_UNAUTHORIZED_ACCESS" => Some(Self::PermissionDenied),
            _ => code
                .parse()
                .ok()
                .filter(|status| (400..600).contains(status))
                .map(Self::of_status),
        }
    }

    /// What a user can do about it.
    pub(crate) fn advice(self) -> Option<&'static str> {
        match self {
            Self::Authentication => Some("check api_key (TAGOVE_API_KEY) and auth"),
            Self::PermissionDenied => Some("ask the account's owner to allow it for this key"),
            Self::NotFound => Some("check the id, or the page number"),
            Self::InvalidRequest => Some("correct what it names"),
            Self::RateLimited => Some("ask again later, or less often"),
            Self::Server => Some("ask again later; the vendor needs the request id"),
            _ => None,
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// What went wrong, where, and what to do next. Never holds the key nor people's words.
///
/// `Display` is one line for people; the fields are for code.
#[derive(Clone)]
pub struct TagoveError(Box<Fields>);

#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) kind: ErrorKind,
    pub(crate) reason: String,
    pub(crate) status: Option<u16>,
    pub(crate) code: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) attempts: u32,
    pub(crate) at: Option<String>,
    pub(crate) source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl TagoveError {
    pub(crate) fn new(kind: ErrorKind, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self(Box::new(Fields {
            kind,
            reason,
            status: None,
            code: None,
            request_id: None,
            retry_after: None,
            attempts: 0,
            at: None,
            source: None,
        }))
    }

    pub(crate) fn invalid_request(reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidRequest, reason)
    }

    pub(crate) fn configuration(reason: impl Into<String>) -> Self {
        Self::new(ErrorKind::Configuration, reason)
    }

    pub(crate) fn set_source(&mut self, source: Box<dyn std::error::Error + Send + Sync>) {
        self.0.source = Some(source.into());
    }

    pub(crate) fn fields(&mut self) -> &mut Fields {
        &mut self.0
    }

    /// What kind of thing went wrong.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// One line for people: what happened, where, what to do next.
    #[must_use]
    pub fn reason(&self) -> &str {
        &self.0.reason
    }

    /// The HTTP status, if there was an answer.
    #[must_use]
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The server's own code, for example `ERROR_RECORD_NOT_FOUND`.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// The answer's `X-Request-Id`, which the vendor's support can look up. Never the one that was sent: where there
    /// was no answer, that one stands in the reason.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// How long the server asked to wait.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// How many requests were made for it; 0 if it was refused before the first.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The place in the answer that could not be read: a JSON pointer, or `byte N`.
    #[must_use]
    pub fn at(&self) -> Option<&str> {
        self.0.at.as_deref()
    }
}

impl fmt::Display for TagoveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.reason)
    }
}

impl fmt::Debug for TagoveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TagoveError({}: {})", self.0.kind, self.0.reason)
    }
}

impl std::error::Error for TagoveError {
    /// What a credentials provider of the caller's own said; nothing else has one, for it could hold the key.
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        let source = self.0.source.as_deref()?;
        Some(source)
    }
}

impl Serialize for TagoveError {
    /// The form that is the same in every language: absent members are `null`, `retry_after` is in seconds.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("TagoveError", 8)?;
        out.serialize_field("kind", &self.0.kind)?;
        out.serialize_field("status", &self.0.status)?;
        out.serialize_field("code", &self.0.code)?;
        out.serialize_field("reason", &self.0.reason)?;
        out.serialize_field("request_id", &self.0.request_id)?;
        out.serialize_field(
            "retry_after",
            &self.0.retry_after.map(|wait| wait.as_secs_f64()),
        )?;
        out.serialize_field("attempts", &self.0.attempts)?;
        out.serialize_field("at", &self.0.at)?;
        out.end()
    }
}
