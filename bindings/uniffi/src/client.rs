//! The client and its operations.

use crate::cancel::CancelToken;
use crate::failure::{ErrorKind, Failure};
use crate::list::{ChatPages, VisitorSessionPages};
use crate::packed::{PackedPage, Single};
use crate::page::{ChatPage, RecordingPage, VisitorSessionPage};
use crate::runtime::{run, runtime};
use std::sync::Arc;
use std::time::Duration;
use tagove::{Answer, ListChats, ListVisitorSessions, TagoveError};

/// A client of the API; see the core's `Client`. Options are arguments: a record of them would print the key.
#[derive(Debug, uniffi::Object)]
pub struct Client(tagove::Client);

#[uniffi::export]
impl Client {
    /// A client; what is left out is taken from the environment or has the core's default.
    ///
    /// # Errors
    /// `Configuration` if an option is missing or makes no sense; the key is never repeated.
    #[uniffi::constructor(default(api_key = None, base_url = None, auth = None, timeout_seconds = None, prefetch = None))]
    pub fn new(
        api_key: Option<String>,
        base_url: Option<String>,
        auth: Option<String>,
        timeout_seconds: Option<f64>,
        prefetch: Option<i64>,
    ) -> Result<Arc<Self>, Failure> {
        let mut client = tagove::Client::builder();
        if let Some(key) = api_key {
            client = client.api_key(key);
        }
        if let Some(url) = base_url {
            client = client.base_url(url);
        }
        if let Some(word) = auth {
            client = client.auth(word.parse()?);
        }
        if let Some(seconds) = timeout_seconds {
            let timeout = Duration::try_from_secs_f64(seconds)
                .map_err(|_| refused(format!("timeout {seconds} is no number of seconds")))?;
            client = client.timeout(timeout);
        }
        if let Some(pages) = prefetch {
            let pages = usize::try_from(pages)
                .map_err(|_| refused(format!("prefetch {pages} is no number of pages")))?;
            client = client.prefetch(pages);
        }
        // The connections belong to the runtime they are made on.
        let _on = runtime()?.enter();
        Ok(Arc::new(Self(client.build()?)))
    }

    /// All chats of a date range, page by page. Nothing is sent before the first page is asked for.
    #[uniffi::method(default(start_date = None, end_date = None, page = None, limit = None, include = []))]
    #[must_use]
    pub fn list_chats(
        &self,
        start_date: Option<String>,
        end_date: Option<String>,
        page: Option<i64>,
        limit: Option<i64>,
        include: Vec<String>,
    ) -> Arc<ChatPages> {
        let mut options = ListChats::new().include_words(include);
        if let Some(date) = start_date {
            options = options.start_date(date);
        }
        if let Some(date) = end_date {
            options = options.end_date(date);
        }
        if let Some(page) = page {
            options = options.page(page);
        }
        if let Some(limit) = limit {
            options = options.limit(limit);
        }
        ChatPages::new(self.0.list_chats(options))
    }

    /// All visitor sessions of a date range, page by page. Nothing is sent before the first page is asked for.
    #[uniffi::method(default(start_date = None, end_date = None, page = None, limit = None))]
    #[must_use]
    pub fn list_visitor_sessions(
        &self,
        start_date: Option<String>,
        end_date: Option<String>,
        page: Option<i64>,
        limit: Option<i64>,
    ) -> Arc<VisitorSessionPages> {
        let mut options = ListVisitorSessions::new();
        if let Some(date) = start_date {
            options = options.start_date(date);
        }
        if let Some(date) = end_date {
            options = options.end_date(date);
        }
        if let Some(page) = page {
            options = options.page(page);
        }
        if let Some(limit) = limit {
            options = options.limit(limit);
        }
        VisitorSessionPages::new(self.0.list_visitor_sessions(options))
    }

    /// One chat.
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn get_chat(
        &self,
        chat_id: String,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<ChatPage, Failure> {
        let client = self.0.clone();
        run(cancel, async move { page(client.get_chat(&chat_id).await) }).await
    }

    /// One chat with its messages.
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn list_messages(
        &self,
        chat_id: String,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<ChatPage, Failure> {
        let client = self.0.clone();
        run(
            cancel,
            async move { page(client.list_messages(&chat_id).await) },
        )
        .await
    }

    /// One chat with the paths of its recorded files.
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn get_recording(
        &self,
        chat_id: String,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<RecordingPage, Failure> {
        let client = self.0.clone();
        run(
            cancel,
            async move { page(client.get_recording(&chat_id).await) },
        )
        .await
    }

    /// All sessions of one visitor, in the server's order.
    ///
    /// # Errors
    /// `NotFound` if there is no such visitor; any other kind as it comes.
    pub async fn get_visitor_sessions(
        &self,
        visitor_id: String,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<VisitorSessionPage, Failure> {
        let client = self.0.clone();
        run(cancel, async move {
            page(client.get_visitor_sessions(&visitor_id).await)
        })
        .await
    }

    /// Any operation of one answer, its records as one run of bytes.
    ///
    /// # Errors
    /// As of the operation.
    pub async fn get_packed(
        &self,
        operation: Single,
        id: String,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<PackedPage, Failure> {
        let client = self.0.clone();
        run(cancel, async move {
            match operation {
                Single::GetChat => page(client.get_chat(&id).await),
                Single::ListMessages => page(client.list_messages(&id).await),
                Single::GetRecording => page(client.get_recording(&id).await),
                Single::GetVisitorSessions => page(client.get_visitor_sessions(&id).await),
            }
        })
        .await
    }
}

fn refused(reason: String) -> Failure {
    Failure::new(ErrorKind::Configuration, reason)
}

/// The page of an answer; its records are read from there.
fn page<T, P: for<'a> From<&'a tagove::PageInfo>>(
    answer: Result<Answer<T>, TagoveError>,
) -> Result<P, Failure> {
    Ok(answer?.page().into())
}
