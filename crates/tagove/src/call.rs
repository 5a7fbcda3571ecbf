//! What is asked for: an operation with its arguments, and the URL that it becomes.

use serde_json::{Map, Value};
use url::Url;

/// One request of an operation, whatever number of attempts it takes.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    /// `list_chats`, …
    pub(crate) operation: &'static str,
    /// The path with its parameters as names, for traces: `/chat/{chat-id}`. None for a path that no operation models.
    pub(crate) template: Option<&'static str>,
    /// The arguments by name, as a corpus case has them.
    pub(crate) arguments: Map<String, Value>,
    pub(crate) url: Url,
}
