//! The client and its six operations.

use crate::answer::PageInfo;
use crate::aside;
use crate::call::{Call, CallId};
use crate::pages::{Listed, Pages};
use crate::reading::Reading;
use crate::requests::{ListChats, ListVisitorSessions, segment};
use crate::row::Record;
use crate::settings::Settings;
use crate::shape::{self, Shape};
use crate::single::Answer;
use crate::transport::{Received, Transport};
use crate::{
    Chat, ClientBuilder, ErrorKind, Options, PageEvent, Recording, TagoveError, VisitorSession,
    read,
};
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
    /// As they were given, for clones that change some.
    options: Arc<Options>,
    settings: Arc<Settings>,
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

    pub(crate) fn new(transport: Transport, options: Options, settings: Settings) -> Self {
        Self {
            transport: Arc::new(transport),
            options: Arc::new(options),
            settings: Arc::new(settings),
        }
    }

    /// A clone with other options, which shares connections, key, rate limit and retries with this one.
    ///
    /// # Errors
    /// `Configuration` if one makes no sense.
    pub fn with_options(&self, options: Options) -> Result<Self, TagoveError> {
        let options = options.or(&self.options);
        Ok(Self {
            transport: self.transport.clone(),
            settings: Arc::new(Settings::checked(&options)?),
            options: Arc::new(options),
        })
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
        let of = Listed {
            operation: "list_chats",
            path: "/chats",
            shape: &shape::CHATS,
            arguments: options.arguments(),
        };
        Pages::new(self.clone(), of, options.query())
    }

    /// One chat (`GET /chat/{chat-id}`, "Single chat history").
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn get_chat(&self, chat_id: &str) -> Result<Answer<Chat>, TagoveError> {
        let single = Single {
            operation: "get_chat",
            template: "/chat/{chat-id}",
            id: "chat_id",
            shape: &shape::CHAT,
        };
        self.one(&single, chat_id).await
    }

    /// One chat with its messages (`GET /chat/{chat-id}/messages`, "List all chat message").
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn list_messages(&self, chat_id: &str) -> Result<Answer<Chat>, TagoveError> {
        let single = Single {
            operation: "list_messages",
            template: "/chat/{chat-id}/messages",
            id: "chat_id",
            shape: &shape::CHAT,
        };
        self.one(&single, chat_id).await
    }

    /// One chat with the paths of its recorded files (`GET /chat/{chat-id}/recording`, "List all chat recording").
    ///
    /// # Errors
    /// `NotFound` if there is no such chat; any other kind as it comes.
    pub async fn get_recording(&self, chat_id: &str) -> Result<Answer<Recording>, TagoveError> {
        let single = Single {
            operation: "get_recording",
            template: "/chat/{chat-id}/recording",
            id: "chat_id",
            shape: &shape::RECORDING,
        };
        self.one(&single, chat_id).await
    }

    /// All visitor sessions of a date range, page by page or one by one (`GET /visitor`, "List all chat visitor").
    /// Nothing is sent before the first page or record is asked for.
    #[must_use]
    pub fn list_visitor_sessions(&self, options: ListVisitorSessions) -> Pages<VisitorSession> {
        let of = Listed {
            operation: "list_visitor_sessions",
            path: "/visitor",
            shape: &shape::SESSIONS,
            arguments: options.range.arguments(),
        };
        Pages::new(self.clone(), of, options.range.query())
    }

    /// All sessions of one visitor, in the server's order (`GET /visitor/{visitor-id}`, "Single chat visitor").
    ///
    /// # Errors
    /// `NotFound` if there is no such visitor; any other kind as it comes.
    pub async fn get_visitor_sessions(
        &self,
        visitor_id: &str,
    ) -> Result<Answer<Vec<VisitorSession>>, TagoveError> {
        let single = Single {
            operation: "get_visitor_sessions",
            template: "/visitor/{visitor-id}",
            id: "visitor_id",
            shape: &shape::SESSIONS,
        };
        let page = self
            .page(&single.call(self, visitor_id)?, single.shape, 1)
            .await?;
        Ok(Answer::all(page))
    }

    async fn one<R: Record>(&self, single: &Single, id: &str) -> Result<Answer<R>, TagoveError> {
        let page = self.page(&single.call(self, id)?, single.shape, 1).await?;
        Answer::first(page).ok_or_else(|| TagoveError::new(ErrorKind::NotFound, read::NO_RECORD))
    }

    pub(crate) fn url(&self, path: &str, query: &[(&str, String)]) -> Url {
        self.transport.url(path, query)
    }

    /// How many pages are asked for ahead.
    pub(crate) fn prefetch(&self) -> usize {
        match self.transport.tape.in_order() {
            true => 0,
            false => self.settings.prefetch,
        }
    }

    pub(crate) fn reading(&self) -> &Reading {
        &self.settings.reading
    }

    /// Asks, and takes whatever answer comes.
    pub(crate) async fn receive(&self, call: &Call) -> Result<Received, TagoveError> {
        self.transport.get(call, &self.settings).await
    }

    /// Asks for a page and reads it.
    pub(crate) async fn page(
        &self,
        call: &Call,
        shape: &'static Shape,
        number: u64,
    ) -> Result<PageInfo, TagoveError> {
        let Received { head, body, key } = self.receive(call).await?;
        let reading = &self.settings.reading;
        let large = body.len() > aside::LARGE;
        let asked = (&*key, call.url.path());
        let read = || read::page(head, &body, shape, number, reading, asked);
        let page = match &self.transport.hooks.aside {
            Some(aside) if large => aside::run(aside, read).unwrap_or_else(|| {
                let reason = "a fault of this library, please report it";
                Err(TagoveError::new(ErrorKind::Decode, reason))
            })?,
            _ => read()?,
        };
        if let Some(hook) = &self.transport.hooks.page {
            hook(&PageEvent {
                operation: call.operation,
                page: number,
                records: page.rows().len(),
                warnings: page.warnings().len(),
                elapsed: page.elapsed(),
            });
        }
        Ok(page)
    }
}

/// An operation that asks by an id.
struct Single {
    operation: &'static str,
    template: &'static str,
    /// The name of the id among the arguments.
    id: &'static str,
    shape: &'static Shape,
}

impl Single {
    fn call(&self, client: &Client, id: &str) -> Result<Call, TagoveError> {
        let segment = segment(self.id, id)?;
        // The id's name stands in the template where the id stands in the path.
        let (before, rest) = self.template.split_once('{').unwrap_or((self.template, ""));
        let after = rest.split_once('}').map_or("", |(_, after)| after);
        Ok(Call {
            id: CallId::new(),
            operation: self.operation,
            template: Some(self.template),
            arguments: [(self.id.to_owned(), id.into())].into_iter().collect(),
            url: client.url(&format!("{before}{segment}{after}"), &[]),
        })
    }
}
