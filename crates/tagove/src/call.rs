//! What is asked for: an operation with its arguments, and the URL that it becomes.

use serde_json::{Map, Value};
use std::sync::atomic::{AtomicU64, Ordering};
use url::Url;

/// Which call of the program a request belongs to: all pages of a list have the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct CallId(u64);

impl CallId {
    /// Unlike any other of this process.
    pub(crate) fn new() -> Self {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        Self(NEXT.fetch_add(1, Ordering::Relaxed))
    }
}

/// One request of an operation, whatever number of attempts it takes.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) id: CallId,
    /// `list_chats`, …
    pub(crate) operation: &'static str,
    /// The path with its parameters as names, for traces: `/chat/{chat-id}`. None for a path that no operation models.
    pub(crate) template: Option<&'static str>,
    /// The arguments by name, as a corpus case has them.
    pub(crate) arguments: Map<String, Value>,
    pub(crate) url: Url,
}
