//! What a program hears of its requests while they are made. Never the key, never a body.

use crate::ErrorKind;
use crate::aside::Aside;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// An attempt is about to be made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RequestEvent<'e> {
    /// `list_chats`, `get_chat`, …, or `request`.
    pub operation: &'static str,
    /// The URL, query included.
    pub url: &'e str,
    /// The `X-Request-Id` that is sent; the same for all attempts of a request.
    pub request_id: &'e str,
    /// From 1.
    pub attempt: u32,
}

/// A whole answer came, whatever its status.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ResponseEvent<'e> {
    /// What was asked.
    pub request: RequestEvent<'e>,
    /// The HTTP status.
    pub status: u16,
    /// The body's size in bytes, decompressed.
    pub bytes: usize,
    /// How long this attempt took.
    pub elapsed: Duration,
}

/// An attempt failed, and another one will be made.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RetryEvent<'e> {
    /// What was asked.
    pub request: RequestEvent<'e>,
    /// The HTTP status, if there was an answer, whole or not.
    pub status: Option<u16>,
    /// What the failure was.
    pub kind: ErrorKind,
    /// How long until the next attempt.
    pub wait: Duration,
}

/// A page, or a single answer, was read.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PageEvent {
    /// `list_chats`, `get_chat`, ….
    pub operation: &'static str,
    /// Its number, from 1; 1 for single answers.
    pub page: u64,
    /// How many records it has, those delivered before included.
    pub records: usize,
    /// How many warnings it has.
    pub warnings: usize,
    /// From the first attempt to the last byte.
    pub elapsed: Duration,
}

pub(crate) type OnRequest = Arc<dyn Fn(&RequestEvent<'_>) + Send + Sync>;
pub(crate) type OnResponse = Arc<dyn Fn(&ResponseEvent<'_>) + Send + Sync>;
pub(crate) type OnRetry = Arc<dyn Fn(&RetryEvent<'_>) + Send + Sync>;
pub(crate) type OnPage = Arc<dyn Fn(&PageEvent) + Send + Sync>;

/// Who hears what. Each is called where it happens, so it should be quick.
#[derive(Clone, Default)]
pub(crate) struct Hooks {
    pub(crate) request: Option<OnRequest>,
    pub(crate) response: Option<OnResponse>,
    pub(crate) retry: Option<OnRetry>,
    pub(crate) page: Option<OnPage>,
    /// Runs what takes long.
    pub(crate) aside: Option<Aside>,
}

impl Hooks {
    /// Whether somebody is told of attempts.
    pub(crate) fn hear_attempts(&self) -> bool {
        self.request.is_some() || self.response.is_some()
    }
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Hooks")
            .field("on_request", &self.request.is_some())
            .field("on_response", &self.response.is_some())
            .field("on_retry", &self.retry.is_some())
            .field("on_page", &self.page.is_some())
            .field("read_aside", &self.aside.is_some())
            .finish()
    }
}
