//! What an app hears of its requests while they are made: never the key, never a body.

use crate::page::whole;
use std::fmt;
use std::sync::Arc;
use tagove::ClientBuilder;

/// The attempt that is told of.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct RequestFacts {
    /// `list_chats`, `get_chat`, …, or `request`.
    pub operation: String,
    /// The URL, query included.
    pub url: String,
    /// The `X-Request-Id` that is sent; the same for all attempts of a request.
    pub request_id: String,
    /// From 1.
    pub attempt: i64,
}

/// One thing that is told.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
pub enum Told {
    /// An attempt is about to be made.
    Asking {
        /// The attempt.
        request: RequestFacts,
    },
    /// A whole answer came, whatever its status.
    Answered {
        /// What was asked.
        request: RequestFacts,
        /// The HTTP status.
        status: i32,
        /// The body's size, decompressed.
        bytes: i64,
        /// What this attempt took.
        elapsed_seconds: f64,
    },
    /// An attempt failed, and another one will be made.
    Retrying {
        /// What was asked.
        request: RequestFacts,
        /// The HTTP status, if there was an answer.
        status: Option<i32>,
        /// The kind of the failure.
        kind: String,
        /// How long until the next attempt.
        wait_seconds: f64,
    },
    /// A page, or a single answer, was read.
    Paged {
        /// `list_chats`, `get_chat`, ….
        operation: String,
        /// Its number, from 1; 1 for single answers.
        number: i64,
        /// How many records it has, those delivered before included.
        records: i64,
        /// How many warnings it has.
        warnings: i64,
        /// From the first attempt to the last byte.
        elapsed_seconds: f64,
    },
}

/// What a listener throws. Each language reports it in its own way before it comes here; the call goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Error)]
pub enum HookFailed {
    /// Its words are the app's, and are not looked at.
    Threw,
}

impl fmt::Display for HookFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a hook failed")
    }
}

impl std::error::Error for HookFailed {}

impl From<uniffi::UnexpectedUniFFICallbackError> for HookFailed {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Threw
    }
}

/// Hears what is told, in the order in which it happens, before the call that it is about goes on. On a thread of this
/// library: others take that thread's work over, so a slow listener holds up its own call alone.
#[uniffi::export(with_foreign)]
pub trait HookListener: Send + Sync {
    /// Is told one thing.
    fn hear(&self, told: Told) -> Result<(), HookFailed>;
}

/// A listener, and what it wants to hear: what nobody hears does not cross.
#[derive(Clone, uniffi::Record)]
pub struct Hooks {
    /// Who hears.
    pub listener: Arc<dyn HookListener>,
    /// Whether of attempts.
    pub on_request: bool,
    /// Whether of answers.
    pub on_response: bool,
    /// Whether of attempts that are made again.
    pub on_retry: bool,
    /// Whether of pages.
    pub on_page: bool,
}

impl fmt::Debug for Hooks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hooks")
    }
}

impl Hooks {
    /// The options, with whatever of the core leads to the listener.
    pub(crate) fn hang(&self, mut client: ClientBuilder) -> ClientBuilder {
        if self.on_request {
            let listener = self.listener.clone();
            client = client.on_request(move |event| {
                let request = event.into();
                tell(&*listener, Told::Asking { request });
            });
        }
        if self.on_response {
            let listener = self.listener.clone();
            client = client.on_response(move |event| tell(&*listener, event.into()));
        }
        if self.on_retry {
            let listener = self.listener.clone();
            client = client.on_retry(move |event| tell(&*listener, event.into()));
        }
        if self.on_page {
            let listener = self.listener.clone();
            client = client.on_page(move |event| tell(&*listener, event.into()));
        }
        client
    }
}

fn tell(listener: &dyn HookListener, told: Told) {
    // Who listens may wait, even for another call of this client.
    let heard = tokio::task::block_in_place(|| listener.hear(told));
    // The language has told of it.
    let _ = heard;
}

impl From<&tagove::RequestEvent<'_>> for RequestFacts {
    fn from(event: &tagove::RequestEvent<'_>) -> Self {
        Self {
            operation: event.operation.to_owned(),
            url: event.url.to_owned(),
            request_id: event.request_id.to_owned(),
            attempt: event.attempt.into(),
        }
    }
}

impl From<&tagove::ResponseEvent<'_>> for Told {
    fn from(event: &tagove::ResponseEvent<'_>) -> Self {
        Self::Answered {
            request: (&event.request).into(),
            status: event.status.into(),
            bytes: whole(event.bytes as u64),
            elapsed_seconds: event.elapsed.as_secs_f64(),
        }
    }
}

impl From<&tagove::RetryEvent<'_>> for Told {
    fn from(event: &tagove::RetryEvent<'_>) -> Self {
        Self::Retrying {
            request: (&event.request).into(),
            status: event.status.map(Into::into),
            kind: event.kind.to_string(),
            wait_seconds: event.wait.as_secs_f64(),
        }
    }
}

impl From<&tagove::PageEvent> for Told {
    fn from(event: &tagove::PageEvent) -> Self {
        Self::Paged {
            operation: event.operation.to_owned(),
            number: whole(event.page),
            records: whole(event.records as u64),
            warnings: whole(event.warnings as u64),
            elapsed_seconds: event.elapsed.as_secs_f64(),
        }
    }
}
