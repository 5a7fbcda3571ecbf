//! A request as the journal keeps it, and the connection by which it came.

use std::sync::{Arc, OnceLock};

use crate::Fault;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// From 1 on, in order of arrival.
    pub number: u64,
    /// The port it came to: a server whose faults redirect has two.
    pub port: u16,
    /// The connection it came by: from 1 on, in order of their first requests.
    pub connection: u64,
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2`.
    pub version: &'static str,
    /// `GET`
    pub method: String,
    /// The path with its query, as sent.
    pub target: String,
    /// What its answer suffered, by script.
    pub fault: Option<Fault>,
    /// Its header `X-Request-Id`, if that is short and harmless.
    pub request_id: Option<String>,
    /// Whether it had a header `Authorization`.
    pub authorization: bool,
}

impl Asked {
    /// A request without numbers yet, and without headers.
    pub(crate) fn new(
        connected: &Connected,
        version: &'static str,
        method: &str,
        target: &str,
    ) -> Self {
        Self {
            number: 0,
            port: connected.port,
            connection: 0,
            version,
            method: method.to_owned(),
            target: target.to_owned(),
            fault: None,
            request_id: None,
            authorization: false,
        }
    }

    /// With what of the headers is kept.
    pub(crate) fn headers(mut self, request_id: Option<&[u8]>, authorization: bool) -> Self {
        self.request_id = request_id
            .filter(|id| is_sane(id))
            .map(|id| String::from_utf8_lossy(id).into_owned());
        self.authorization = authorization;
        self
    }
}

/// Short, and of characters that can do no harm in a log.
fn is_sane(id: &[u8]) -> bool {
    (1..=128).contains(&id.len())
        && id
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

/// A connection of a client. Clones are the same one.
#[derive(Debug, Clone)]
pub(crate) struct Connected {
    /// The port it came to.
    pub(crate) port: u16,
    /// Given with its first request: one that asks for nothing that is kept has none.
    number: Arc<OnceLock<u64>>,
}

impl Connected {
    pub(crate) fn new(port: u16) -> Self {
        Self {
            port,
            number: Arc::default(),
        }
    }

    pub(crate) fn number(&self, next: impl FnOnce() -> u64) -> u64 {
        *self.number.get_or_init(next)
    }
}
