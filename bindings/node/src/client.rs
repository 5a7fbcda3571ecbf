//! The client and its six operations.

use crate::call::Call;
use crate::failure::failure;
use crate::list::{Either, List};
use crate::page::Crossing;
use napi::bindgen_prelude::{AsyncBlock, Env};
use napi_derive::napi;
use std::time::Duration;
use tagove::{ListChats, ListVisitorSessions};

/// Options of a client; TypeScript has checked their types.
#[napi(object, object_to_js = false)]
pub struct ClientOptions {
    /// The key of the account.
    pub api_key: Option<String>,
    /// Where the API is.
    pub base_url: Option<String>,
    /// How the key is sent.
    pub auth: Option<String>,
    /// The whole time that one request may take.
    pub timeout_ms: Option<f64>,
    /// How many pages are asked for ahead.
    pub prefetch: Option<u32>,
}

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
}

/// The client.
#[napi]
pub struct NativeClient {
    client: tagove::Client,
}

/// Calls the setter of each option that was given.
macro_rules! set {
    ($target:ident, $given:ident: $($name:ident)*) => {
        $(if let Some(value) = $given.$name { $target = $target.$name(value); })*
    };
}

#[napi]
impl NativeClient {
    /// Makes the client; no request is made.
    #[napi(constructor, catch_unwind)]
    pub fn new(options: ClientOptions) -> napi::Result<Self> {
        let mut client = tagove::Client::builder();
        set!(client, options: api_key base_url);
        if let Some(auth) = options.auth {
            client = client.auth(auth.parse().map_err(failure)?);
        }
        if let Some(ms) = options.timeout_ms {
            client = client.timeout(timeout(ms));
        }
        if let Some(pages) = options.prefetch {
            client = client.prefetch(pages as usize);
        }
        let client = client.build().map_err(failure)?;
        Ok(Self { client })
    }

    /// All chats of a date range.
    #[napi(catch_unwind)]
    pub fn list_chats(&self, options: ListOptions) -> List {
        let mut list = ListChats::new();
        set!(list, options: start_date end_date page limit);
        let list = list.include_words(options.include.unwrap_or_default());
        List::new(Either::Chats(self.client.list_chats(list)))
    }

    /// All visitor sessions of a date range.
    #[napi(catch_unwind)]
    pub fn list_visitor_sessions(&self, options: ListOptions) -> List {
        let mut list = ListVisitorSessions::new();
        set!(list, options: start_date end_date page limit);
        List::new(Either::Sessions(self.client.list_visitor_sessions(list)))
    }

    /// One chat.
    #[napi(ts_return_type = "Promise<Crossing>")]
    pub fn get_chat(
        &self,
        env: &Env,
        id: String,
        call: &Call,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        let client = self.client.clone();
        call.run(env, async move { client.get_chat(&id).await })
    }

    /// One chat with its messages.
    #[napi(ts_return_type = "Promise<Crossing>")]
    pub fn list_messages(
        &self,
        env: &Env,
        id: String,
        call: &Call,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        let client = self.client.clone();
        call.run(env, async move { client.list_messages(&id).await })
    }

    /// One chat with the paths of its recorded files.
    #[napi(ts_return_type = "Promise<Crossing>")]
    pub fn get_recording(
        &self,
        env: &Env,
        id: String,
        call: &Call,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        let client = self.client.clone();
        call.run(env, async move { client.get_recording(&id).await })
    }

    /// All sessions of one visitor.
    #[napi(ts_return_type = "Promise<Crossing>")]
    pub fn get_visitor_sessions(
        &self,
        env: &Env,
        id: String,
        call: &Call,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        let client = self.client.clone();
        call.run(env, async move { client.get_visitor_sessions(&id).await })
    }
}

/// Milliseconds as a time; what is no time (negative, not a number) is zero, which the core refuses by its name.
fn timeout(ms: f64) -> Duration {
    const THIRTY_YEARS: f64 = 1e9;
    // Not `clamp`, which keeps what is not a number.
    let seconds = (ms / 1e3).max(0.0);
    Duration::from_secs_f64(seconds.min(THIRTY_YEARS))
}
