//! What hooks are told, as JavaScript takes it: never the key, never a body.

use crate::key::KeyWanted;
use napi_derive::napi;

/// The attempt that is told of.
#[napi(object, object_from_js = false)]
pub struct RequestFacts {
    /// `list_chats`, `get_chat`, …, or `request`.
    pub operation: String,
    /// The URL, query included.
    pub url: String,
    /// The `X-Request-Id` that is sent.
    pub request_id: String,
    /// From 1.
    pub attempt: u32,
}

/// A whole answer came.
#[napi(object, object_from_js = false)]
pub struct ResponseFacts {
    /// What was asked.
    pub request: RequestFacts,
    /// The HTTP status.
    pub status: u32,
    /// The body's size, decompressed.
    pub bytes: f64,
    /// What this attempt took.
    pub elapsed_ms: f64,
}

/// An attempt failed, and another one will be made.
#[napi(object, object_from_js = false)]
pub struct RetryFacts {
    /// What was asked.
    pub request: RequestFacts,
    /// The HTTP status, if there was an answer.
    pub status: Option<u32>,
    /// The kind of the failure.
    pub kind: String,
    /// How long until the next attempt.
    pub wait_ms: f64,
}

/// A page, or a single answer, was read.
#[napi(object, object_from_js = false)]
pub struct PageFacts {
    /// `list_chats`, `get_chat`, ….
    pub operation: String,
    /// Its number.
    pub page: f64,
    /// How many records it has, those delivered before included.
    pub records: f64,
    /// How many warnings it has.
    pub warnings: f64,
    /// From the first attempt to the last byte.
    pub elapsed_ms: f64,
}

/// One thing that is told: one of these is there.
#[napi(object, object_from_js = false)]
#[derive(Default)]
pub struct Told {
    /// A key is asked for.
    pub key: Option<KeyWanted>,
    /// An attempt is about to be made.
    pub request: Option<RequestFacts>,
    /// A whole answer came.
    pub response: Option<ResponseFacts>,
    /// An attempt failed, and another one will be made.
    pub retry: Option<RetryFacts>,
    /// A page was read.
    pub page: Option<PageFacts>,
}

impl From<&tagove::RequestEvent<'_>> for RequestFacts {
    fn from(event: &tagove::RequestEvent<'_>) -> Self {
        Self {
            operation: event.operation.to_owned(),
            url: event.url.to_owned(),
            request_id: event.request_id.to_owned(),
            attempt: event.attempt,
        }
    }
}

impl From<&tagove::ResponseEvent<'_>> for ResponseFacts {
    fn from(event: &tagove::ResponseEvent<'_>) -> Self {
        Self {
            request: (&event.request).into(),
            status: event.status.into(),
            bytes: event.bytes as f64,
            elapsed_ms: event.elapsed.as_secs_f64() * 1e3,
        }
    }
}

impl From<&tagove::RetryEvent<'_>> for RetryFacts {
    fn from(event: &tagove::RetryEvent<'_>) -> Self {
        Self {
            request: (&event.request).into(),
            status: event.status.map(Into::into),
            kind: event.kind.to_string(),
            wait_ms: event.wait.as_secs_f64() * 1e3,
        }
    }
}

impl From<&tagove::PageEvent> for PageFacts {
    fn from(event: &tagove::PageEvent) -> Self {
        Self {
            operation: event.operation.to_owned(),
            page: event.page as f64,
            records: event.records as f64,
            warnings: event.warnings as f64,
            elapsed_ms: event.elapsed.as_secs_f64() * 1e3,
        }
    }
}
