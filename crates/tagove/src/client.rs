//! The client and its six operations.

use crate::answer::{Answer, Page, PageInfo};
use crate::pages::Pages;
use crate::reading::Reading;
use crate::requests::{ListChats, ListVisitorSessions, segment};
use crate::row::{Record, View};
use crate::shape::{self, Shape};
use crate::transport::Transport;
use crate::{Chat, ClientBuilder, ErrorKind, Recording, TagoveError, VisitorSession, read};
use std::sync::Arc;
use url::Url;

/// A client of the API. Cheap to clone; clones share their connections. Its `Debug` does not show the key.
///
/// ```no_run
/// # async fn run() -> Result<(), tagove::TagoveError> {
/// let client = tagove::Client::builder().api_key("b1adac97642515fdccf9f3edc1b838db").build()?;
/// let chat = client.get_chat("43074").await?;
/// println!("{:?} is {:?}", chat.id, chat.status);
/// # Ok(()) }
/// ```
#[derive(Debug, Clone)]
pub struct Client {
    transport: Arc<Transport>,
    prefetch: usize,
    reading: Arc<Reading>,
}

impl Client {
    /// The options of a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    /// A client with the key and the base URL of the environment: `TAGOVE_API_KEY`, `TAGOVE_BASE_URL`.
    ///
    /// # Errors
    /// `Configuration` if there is no key or the base URL is refused.
    pub fn from_env() -> Result<Self, TagoveError> {
        Self::builder().build()
    }

    pub(crate) fn new(transport: Transport, prefetch: usize, reading: Reading) -> Self {
        Self {
            transport: Arc::new(transport),
            prefetch,
            reading: Arc::new(reading),
        }
    }

    /// All chats of a date range, page by page or one by one (`GET /chats`, "List all chat history"). Nothing is sent
    /// before the first page or record is asked for; a parameter that is refused shows there, as `InvalidRequest`.
    ///
    /// ```no_run
    /// # async fn run(client: tagove::Client) -> Result<(), tagove::TagoveError> {
    /// let mut chats = client.list_chats(tagove::ListChats::new().start_date("2016-08-01")).records();
    /// while let Some(chat) = chats.next().await {
    ///     println!("{:?}", chat?.get().id());
    /// }
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn list_chats(&self, options: ListChats) -> Pages<Chat> {
        Pages::new(self.clone(), "/chats", options.query(), &shape::CHATS)
    }

    /// One chat (`GET /chat/{chat-id}`, "Single chat history").
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn get_chat(&self, chat_id: &str) -> Result<Answer<Chat>, TagoveError> {
        self.one(
            format!("/chat/{}", segment("chat_id", chat_id)?),
            &shape::CHAT,
        )
        .await
    }

    /// One chat with its messages (`GET /chat/{chat-id}/messages`, "List all chat message").
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn list_messages(&self, chat_id: &str) -> Result<Answer<Chat>, TagoveError> {
        self.one(
            format!("/chat/{}/messages", segment("chat_id", chat_id)?),
            &shape::CHAT,
        )
        .await
    }

    /// One chat with the paths of its recorded files (`GET /chat/{chat-id}/recording`, "List all chat recording").
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn get_recording(&self, chat_id: &str) -> Result<Answer<Recording>, TagoveError> {
        self.one(
            format!("/chat/{}/recording", segment("chat_id", chat_id)?),
            &shape::RECORDING,
        )
        .await
    }

    /// All visitor sessions of a date range, page by page or one by one (`GET /visitor`, "List all chat visitor").
    /// Nothing is sent before the first page or record is asked for.
    #[must_use]
    pub fn list_visitor_sessions(&self, options: ListVisitorSessions) -> Pages<VisitorSession> {
        Pages::new(
            self.clone(),
            "/visitor",
            options.range.query(),
            &shape::SESSIONS,
        )
    }

    /// All sessions of one visitor, in the server's order (`GET /visitor/{visitor-id}`, "Single chat visitor").
    ///
    /// # Errors
    /// `NotFound` if there is no such visitor; any other kind as it comes.
    pub async fn get_visitor_sessions(
        &self,
        visitor_id: &str,
    ) -> Result<Answer<Vec<VisitorSession>>, TagoveError> {
        let url = self.url(
            &format!("/visitor/{}", segment("visitor_id", visitor_id)?),
            &[],
        );
        let page = self.page(url, &shape::SESSIONS, 1).await?;
        let sessions = Page::<VisitorSession>::new(page.clone())
            .iter()
            .map(Into::into)
            .collect();
        Ok(Answer::new(sessions, page))
    }

    async fn one<R: Record>(
        &self,
        path: String,
        shape: &'static Shape,
    ) -> Result<Answer<R>, TagoveError> {
        let page = self.page(self.url(&path, &[]), shape, 1).await?;
        let record = page
            .rows()
            .next()
            .map(|row| R::from_view(R::Ref::from_row(row)));
        match record {
            Some(record) => Ok(Answer::new(record, page)),
            None => Err(TagoveError::new(ErrorKind::NotFound, read::NO_RECORD)),
        }
    }

    pub(crate) fn url(&self, path: &str, query: &[(&'static str, String)]) -> Url {
        self.transport.url(path, query)
    }

    pub(crate) fn prefetch(&self) -> usize {
        self.prefetch
    }

    /// Asks for a page and reads it.
    pub(crate) async fn page(
        &self,
        url: Url,
        shape: &'static Shape,
        number: u64,
    ) -> Result<PageInfo, TagoveError> {
        let (head, body) = self.transport.get(url).await?;
        let key = self.transport.key();
        read::page(head, &body, shape, number, &self.reading, key)
    }
}
