//! The client and its six operations.

use crate::call::Call;
use crate::failure::failure;
use crate::life::{Life, open};
use crate::list::{Either, List};
use crate::mailbox::Mailbox;
use crate::options::{Changes, ClientOptions, builder, changes, set, time};
use crate::page::Crossing;
use crate::raw::{self, RawCrossing};
use napi::bindgen_prelude::{AsyncBlock, Env};
use napi_derive::napi;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tagove::{ListChats, ListVisitorSessions, Options};

/// Parameters of both lists.
#[napi(object, object_to_js = false)]
pub struct ListOptions {
    /// First day.
    pub start_date: Option<String>,
    /// Last day.
    pub end_date: Option<String>,
    /// The page to begin with.
    pub page: Option<i64>,
    /// Records a page.
    pub limit: Option<i64>,
    /// What comes along with each chat.
    pub include: Option<Vec<String>>,
    /// The whole time that one page may take.
    pub timeout_ms: Option<f64>,
}

/// The client.
#[napi]
pub struct NativeClient {
    /// None once it is closed.
    client: Arc<Mutex<Option<tagove::Client>>>,
    pub(crate) life: Arc<Life>,
}

impl NativeClient {
    /// The core's client, with another budget if one is given.
    pub(crate) fn within(&self, timeout: Option<Duration>) -> napi::Result<tagove::Client> {
        let client = open(&self.client)?;
        match timeout {
            None => Ok(client),
            Some(timeout) => client
                .with_options(Options::new().timeout(timeout))
                .map_err(failure),
        }
    }
}

#[napi]
impl NativeClient {
    /// Makes the client; no request is made. With a mailbox, its callbacks are told there.
    #[napi(constructor, catch_unwind)]
    pub fn new(options: ClientOptions, mailbox: Option<&Mailbox>) -> napi::Result<Self> {
        let mut client = builder(options)?.read_aside(|read| tokio::task::block_in_place(read));
        if let Some(mailbox) = mailbox {
            client = mailbox.hang(client);
        }
        let life = Arc::<Life>::default();
        let client = life.holds(client.build().map_err(failure)?);
        Ok(Self { client, life })
    }

    /// A client with other options that shares all else, its end included.
    #[napi(catch_unwind)]
    pub fn with_options(&self, options: Changes) -> napi::Result<NativeClient> {
        let client = open(&self.client)?
            .with_options(changes(options)?)
            .map_err(failure)?;
        Ok(Self {
            client: self.life.holds(client),
            life: self.life.clone(),
        })
    }

    /// Ends its calls and lists and lets the connections go, those of all that share them. Again, it does nothing.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        self.life.end();
    }

    /// Whether it is closed.
    #[napi(getter)]
    pub fn closed(&self) -> bool {
        self.life.ended().is_cancelled()
    }

    /// All chats of a date range.
    #[napi(catch_unwind)]
    pub fn list_chats(&self, options: ListOptions) -> napi::Result<List> {
        let client = self.within(options.timeout_ms.map(time))?;
        let mut list = ListChats::new();
        set!(list, options: start_date end_date page limit);
        let list = list.include_words(options.include.unwrap_or_default());
        Ok(List::new(
            Either::Chats(client.list_chats(list)),
            self.life.clone(),
        ))
    }

    /// All visitor sessions of a date range.
    #[napi(catch_unwind)]
    pub fn list_visitor_sessions(&self, options: ListOptions) -> napi::Result<List> {
        let client = self.within(options.timeout_ms.map(time))?;
        let mut list = ListVisitorSessions::new();
        set!(list, options: start_date end_date page limit);
        let pages = client.list_visitor_sessions(list);
        Ok(List::new(Either::Sessions(pages), self.life.clone()))
    }

    /// One chat.
    #[napi(ts_return_type = "Promise<Crossing>")]
    pub fn get_chat(
        &self,
        env: &Env,
        id: String,
        call: &Call,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        call.page(
            env,
            self,
            |client| async move { client.get_chat(&id).await },
        )
    }

    /// One chat with its messages.
    #[napi(ts_return_type = "Promise<Crossing>")]
    pub fn list_messages(
        &self,
        env: &Env,
        id: String,
        call: &Call,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        call.page(env, self, |client| async move {
            client.list_messages(&id).await
        })
    }

    /// One chat with the paths of its recorded files.
    #[napi(ts_return_type = "Promise<Crossing>")]
    pub fn get_recording(
        &self,
        env: &Env,
        id: String,
        call: &Call,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        call.page(env, self, |client| async move {
            client.get_recording(&id).await
        })
    }

    /// All sessions of one visitor.
    #[napi(ts_return_type = "Promise<Crossing>")]
    pub fn get_visitor_sessions(
        &self,
        env: &Env,
        id: String,
        call: &Call,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        call.page(env, self, |client| async move {
            client.get_visitor_sessions(&id).await
        })
    }

    /// What no operation models.
    #[napi(ts_return_type = "Promise<RawCrossing>")]
    pub fn request(
        &self,
        env: &Env,
        method: String,
        path: String,
        query: Vec<String>,
        call: &Call,
    ) -> napi::Result<AsyncBlock<RawCrossing>> {
        let ask = |client| raw::ask(client, method, path, query);
        call.run(env, self, ask, |answer| Ok(answer.into()))
    }
}
