//! The client and its operations.

use crate::cancel::CancelToken;
use crate::credentials::{Asking, KeyProvider};
use crate::failure::Failure;
use crate::fault::guarded;
use crate::hooks::Hooks;
use crate::life::{Held, Life, open};
use crate::list::{ChatPages, VisitorSessionPages};
use crate::options::{self, Changes, Options, builder, set};
use crate::packed::{PackedPage, Single};
use crate::page::{ChatPage, RecordingPage, VisitorSessionPage};
use crate::raw::{self, Pair, RawAnswer};
use crate::runtime::runtime;
use std::fmt;
use std::sync::Arc;
use tagove::{Answer, ListChats, ListVisitorSessions, TagoveError};

/// A client of the API; see the core's `Client`. What may hold a secret is an argument: a record would print it.
#[derive(uniffi::Object)]
pub struct Client {
    client: Arc<Held>,
    life: Arc<Life>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Client")
    }
}

#[uniffi::export]
impl Client {
    /// A client; what is left out is taken from the environment or has the core's default.
    ///
    /// # Errors
    /// `Configuration` if an option is missing or makes no sense; the key and the proxy are never repeated.
    #[uniffi::constructor(default(credentials = None, hooks = None))]
    pub fn new(
        api_key: Option<String>,
        base_url: Option<String>,
        proxy: Option<String>,
        options: Options,
        credentials: Option<Arc<dyn KeyProvider>>,
        hooks: Option<Hooks>,
    ) -> Result<Arc<Self>, Failure> {
        guarded(|| {
            let mut client = builder(options)?;
            set!(client: api_key base_url proxy);
            if let Some(provider) = credentials {
                client = client.credentials(Asking(provider));
            }
            if let Some(hooks) = hooks {
                client = hooks.hang(client);
            }
            // Made here, so that a machine without threads is told of it now.
            runtime()?;
            let client = client.build()?;
            let life = Arc::<Life>::default();
            let client = life.holds(client);
            Ok(Arc::new(Self { client, life }))
        })
    }

    /// A client with other options that shares all else, its end included.
    ///
    /// # Errors
    /// `Configuration` if an option makes no sense, or the client is closed.
    pub fn with_options(&self, changes: Changes) -> Result<Arc<Self>, Failure> {
        guarded(|| {
            let changed = options::changes(changes)?;
            let client = open(&self.client)?.with_options(changed)?;
            let (client, life) = (self.life.holds(client), self.life.clone());
            Ok(Arc::new(Self { client, life }))
        })
    }

    /// Ends its calls and lists (they fail as `Cancelled`) and lets the connections go, those of all that share them.
    /// Later calls are refused as `Configuration`. Again, it does nothing. Not `close`, which Kotlin's objects have.
    pub fn end(&self) {
        self.life.end();
    }

    /// Whether it is closed.
    #[must_use]
    pub fn ended(&self) -> bool {
        self.life.is_over()
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
        set!(options: start_date end_date page limit);
        let client = self.client.clone();
        ChatPages::new(&self.life, move || {
            Ok(open(&client)?.list_chats(options.clone()))
        })
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
        set!(options: start_date end_date page limit);
        let client = self.client.clone();
        VisitorSessionPages::new(&self.life, move || {
            Ok(open(&client)?.list_visitor_sessions(options.clone()))
        })
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
        let client = open(&self.client)?;
        self.life
            .run(cancel, async move { page(client.get_chat(&chat_id).await) })
            .await
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
        let client = open(&self.client)?;
        self.life
            .run(
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
        let client = open(&self.client)?;
        self.life
            .run(
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
        let client = open(&self.client)?;
        self.life
            .run(cancel, async move {
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
        let client = open(&self.client)?;
        self.life
            .run(cancel, async move {
                match operation {
                    Single::GetChat => page(client.get_chat(&id).await),
                    Single::ListMessages => page(client.list_messages(&id).await),
                    Single::GetRecording => page(client.get_recording(&id).await),
                    Single::GetVisitorSessions => page(client.get_visitor_sessions(&id).await),
                }
            })
            .await
    }

    /// Asks for a path below the base URL that no operation models; the only method is `GET`.
    ///
    /// # Errors
    /// `InvalidRequest` if the method is another, or the path leaves the base URL; any other kind as it comes.
    pub async fn request(
        &self,
        method: String,
        path: String,
        query: Vec<Pair>,
        cancel: Option<Arc<CancelToken>>,
    ) -> Result<Arc<RawAnswer>, Failure> {
        let client = open(&self.client)?;
        self.life
            .run(cancel, async move {
                Ok(raw::ask(client, method, path, query).await?)
            })
            .await
    }
}

/// The page of an answer; its records are read from there.
fn page<T, P: for<'a> From<&'a tagove::PageInfo>>(
    answer: Result<Answer<T>, TagoveError>,
) -> Result<P, Failure> {
    Ok(answer?.page().into())
}
