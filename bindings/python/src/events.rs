//! What hooks are told, and the key that is asked for: Python's own frozen values, without the key or a body.

use crate::options;
use crate::reported::Reported;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tagove::{ApiKey, Provided};
use tokio::sync::oneshot;

/// An attempt is about to be made.
#[pyclass(frozen, eq, hash, get_all, module = "tagove")]
#[derive(Clone, PartialEq, Eq, Hash)]
pub(crate) struct RequestEvent {
    /// `list_chats`, `get_chat`, …, or `request`.
    operation: &'static str,
    /// The URL, query included.
    url: String,
    /// The `X-Request-Id` that is sent; the same for all attempts of a request.
    request_id: String,
    /// From 1.
    attempt: u32,
}

/// A whole answer came, whatever its status.
#[pyclass(frozen, eq, get_all, module = "tagove")]
#[derive(Clone, PartialEq)]
pub(crate) struct ResponseEvent {
    /// What was asked.
    request: RequestEvent,
    /// The HTTP status.
    status: u16,
    /// The body's size in bytes, decompressed.
    bytes: usize,
    /// Seconds that this attempt took.
    elapsed: f64,
}

/// An attempt failed, and another one will be made.
#[pyclass(frozen, eq, get_all, module = "tagove")]
#[derive(Clone, PartialEq)]
pub(crate) struct RetryEvent {
    /// What was asked.
    request: RequestEvent,
    /// The HTTP status, if there was an answer.
    status: Option<u16>,
    /// The kind of the failure, for example `Server`.
    kind: String,
    /// Seconds until the next attempt.
    wait: f64,
}

/// A page, or a single answer, was read.
#[pyclass(frozen, eq, get_all, module = "tagove")]
#[derive(Clone, PartialEq)]
pub(crate) struct PageEvent {
    /// `list_chats`, `get_chat`, ….
    operation: &'static str,
    /// Its number, from 1; 1 for single answers.
    page: u64,
    /// How many records it has, those delivered before included.
    records: usize,
    /// How many warnings it has.
    warnings: usize,
    /// Seconds from the first attempt to the last byte.
    elapsed: f64,
}

impl From<&tagove::RequestEvent<'_>> for RequestEvent {
    fn from(event: &tagove::RequestEvent<'_>) -> Self {
        Self {
            operation: event.operation,
            url: event.url.to_owned(),
            request_id: event.request_id.to_owned(),
            attempt: event.attempt,
        }
    }
}

impl From<&tagove::ResponseEvent<'_>> for ResponseEvent {
    fn from(event: &tagove::ResponseEvent<'_>) -> Self {
        Self {
            request: (&event.request).into(),
            status: event.status,
            bytes: event.bytes,
            elapsed: event.elapsed.as_secs_f64(),
        }
    }
}

impl From<&tagove::RetryEvent<'_>> for RetryEvent {
    fn from(event: &tagove::RetryEvent<'_>) -> Self {
        Self {
            request: (&event.request).into(),
            status: event.status,
            kind: event.kind.to_string(),
            wait: event.wait.as_secs_f64(),
        }
    }
}

impl From<&tagove::PageEvent> for PageEvent {
    fn from(event: &tagove::PageEvent) -> Self {
        Self {
            operation: event.operation,
            page: event.page,
            records: event.records,
            warnings: event.warnings,
            elapsed: event.elapsed.as_secs_f64(),
        }
    }
}

#[pymethods]
impl RequestEvent {
    fn __repr__(&self) -> String {
        format!(
            "RequestEvent(operation='{}', url='{}', request_id='{}', attempt={})",
            self.operation, self.url, self.request_id, self.attempt
        )
    }
}

#[pymethods]
impl ResponseEvent {
    fn __repr__(&self) -> String {
        format!(
            "ResponseEvent(request={}, status={}, bytes={}, elapsed={:?})",
            self.request.__repr__(),
            self.status,
            self.bytes,
            self.elapsed
        )
    }
}

#[pymethods]
impl RetryEvent {
    fn __repr__(&self) -> String {
        let status = self
            .status
            .map_or_else(|| "None".to_owned(), |status| status.to_string());
        format!(
            "RetryEvent(request={}, status={status}, kind='{}', wait={:?})",
            self.request.__repr__(),
            self.kind,
            self.wait
        )
    }
}

#[pymethods]
impl PageEvent {
    fn __repr__(&self) -> String {
        format!(
            "PageEvent(operation='{}', page={}, records={}, warnings={}, elapsed={:?})",
            self.operation, self.page, self.records, self.warnings, self.elapsed
        )
    }
}

/// A key is asked for. Dropped without an answer, the request that waits for it fails.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct KeyWanted(Mutex<Option<oneshot::Sender<Provided>>>);

impl KeyWanted {
    /// What is asked, and where its answer comes.
    pub(crate) fn new() -> (Self, oneshot::Receiver<Provided>) {
        let (asks, answer) = oneshot::channel();
        (Self(Mutex::new(Some(asks))), answer)
    }

    fn answer(&self, provided: Provided) {
        let asks = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(asks) = asks {
            // Nobody listens: the request was given up meanwhile.
            let _ = asks.send(provided);
        }
    }
}

#[pymethods]
impl KeyWanted {
    /// The key, and for how many seconds it is good.
    fn give(
        &self,
        py: Python<'_>,
        key: Bound<'_, PyString>,
        expires_in: Option<f64>,
    ) -> PyResult<()> {
        let text = options::text(
            py,
            &key,
            "the key holds a character outside of ASCII, which no key has",
        )?;
        let mut given = ApiKey::new(text);
        if let Some(seconds) = expires_in {
            given = given.expires_in(Duration::try_from_secs_f64(seconds).map_err(|_| {
                PyValueError::new_err("expires_in is no number of seconds from 0 on")
            })?);
        }
        self.answer(Ok(given));
        Ok(())
    }

    /// Whether a request still waits for it.
    fn is_wanted(&self) -> bool {
        let asks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        asks.as_ref().is_some_and(|asks| !asks.is_closed())
    }

    /// There is none, because of this.
    fn fail(&self, reason: Bound<'_, PyAny>) {
        self.answer(Err(Box::new(Reported(PyErr::from_value(reason)))));
    }
}
