//! The same client for programs without `async` (feature `blocking`).
//!
//! ```no_run
//! # fn main() -> Result<(), tagove::TagoveError> {
//! let client = tagove::blocking::Client::new(tagove::Client::from_env()?)?;
//! for chat in client.list_chats(tagove::ListChats::new().limit(100)) {
//!     println!("{:?}", chat?.get().id());
//! }
//! # Ok(()) }
//! ```

use crate::{
    Answer, Chat, ListChats, ListVisitorSessions, Pages, Pinned, RawAnswer, Record, Recording,
    Records, Summary, TagoveError, VisitorSession, Warning,
};
use std::sync::Arc;
use tokio::runtime::{Builder, Runtime};

/// A client whose calls wait. It has a thread of its own, on which its requests are made: it must not be used inside of
/// an async runtime, where its calls panic.
#[derive(Debug, Clone)]
pub struct Client {
    client: crate::Client,
    runtime: Arc<Thread>,
}

impl Client {
    /// Makes the thread.
    ///
    /// # Errors
    /// `Configuration` if the system gives none.
    pub fn new(client: crate::Client) -> Result<Self, TagoveError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("tagove")
            .enable_all()
            .build()
            .map_err(|error| {
                TagoveError::configuration(format!("no thread for requests could be made: {error}"))
            })?;
        Ok(Self {
            client,
            runtime: Arc::new(Thread(Some(runtime))),
        })
    }

    /// As [`crate::Client::list_chats`].
    #[must_use]
    pub fn list_chats(&self, options: ListChats) -> List<Chat> {
        List::new(self.client.list_chats(options), &self.runtime)
    }

    /// As [`crate::Client::list_visitor_sessions`].
    #[must_use]
    pub fn list_visitor_sessions(&self, options: ListVisitorSessions) -> List<VisitorSession> {
        List::new(self.client.list_visitor_sessions(options), &self.runtime)
    }

    /// As [`crate::Client::get_chat`].
    ///
    /// # Errors
    /// As of the same.
    pub fn get_chat(&self, chat_id: &str) -> Result<Answer<Chat>, TagoveError> {
        self.runtime.block_on(self.client.get_chat(chat_id))
    }

    /// As [`crate::Client::list_messages`].
    ///
    /// # Errors
    /// As of the same.
    pub fn list_messages(&self, chat_id: &str) -> Result<Answer<Chat>, TagoveError> {
        self.runtime.block_on(self.client.list_messages(chat_id))
    }

    /// As [`crate::Client::get_recording`].
    ///
    /// # Errors
    /// As of the same.
    pub fn get_recording(&self, chat_id: &str) -> Result<Answer<Recording>, TagoveError> {
        self.runtime.block_on(self.client.get_recording(chat_id))
    }

    /// As [`crate::Client::get_visitor_sessions`].
    ///
    /// # Errors
    /// As of the same.
    pub fn get_visitor_sessions(
        &self,
        visitor_id: &str,
    ) -> Result<Answer<Vec<VisitorSession>>, TagoveError> {
        self.runtime
            .block_on(self.client.get_visitor_sessions(visitor_id))
    }

    /// As [`crate::Client::request`].
    ///
    /// # Errors
    /// As of the same.
    pub fn request(
        &self,
        method: &str,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<RawAnswer, TagoveError> {
        self.runtime
            .block_on(self.client.request(method, path, query))
    }
}

/// A list, record by record; each knows its page. Nothing is sent before the first is asked for.
pub struct List<R> {
    records: Records<R>,
    runtime: Arc<Thread>,
}

impl<R: Record> List<R> {
    fn new(pages: Pages<R>, runtime: &Arc<Thread>) -> Self {
        Self {
            records: pages.records(),
            runtime: runtime.clone(),
        }
    }

    /// As [`Records::take`], which is not the iterator's own: this one stops asking, and the summary says so.
    #[must_use]
    pub fn take(mut self, records: u64) -> Self {
        self.records = self.records.take(records);
        self
    }

    /// What is known of the list so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.records.summary()
    }

    /// What was noticed about the list as a whole, once it has ended.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        self.records.warnings()
    }
}

impl<R: Record> Iterator for List<R> {
    type Item = Result<Pinned<R>, TagoveError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.runtime.block_on(self.records.next())
    }
}

impl<R> std::fmt::Debug for List<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.records.fmt(f)
    }
}

/// The runtime. Dropping it never waits, so it may be dropped anywhere: what it still does is given up.
#[derive(Debug)]
struct Thread(Option<Runtime>);

impl Thread {
    fn block_on<F: Future>(&self, future: F) -> F::Output {
        match &self.0 {
            Some(runtime) => runtime.block_on(future),
            None => unreachable!("it is taken out only when it is dropped"),
        }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
