//! The client and its six operations.

use crate::call::Call;
use crate::failure::{bare, failure};
use crate::list::{Either, List};
use crate::page::Crossing;
use napi::bindgen_prelude::{AsyncBlock, Env};
use napi_derive::napi;
use std::time::Duration;
use tagove::{ClientBuilder, ErrorKind, ListChats, ListVisitorSessions};

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
    /// The time that one attempt may take.
    pub attempt_timeout_ms: Option<f64>,
    /// The time that making a connection may take.
    pub connect_timeout_ms: Option<f64>,
    /// How often a request that failed in a way that may pass is made again.
    pub max_retries: Option<u32>,
    /// What happens at a 429.
    pub on_rate_limit: Option<String>,
    /// At most so many requests a second.
    pub requests_per_second: Option<f64>,
    /// How many pages are asked for ahead.
    pub prefetch: Option<u32>,
    /// The form in which answers are asked for.
    pub accept: Option<String>,
    /// Whether a page's warning is an error.
    pub strict: Option<bool>,
    /// The zone that the account's times are in.
    pub time_zone: Option<String>,
    /// The largest answer that is taken.
    pub max_body_bytes: Option<f64>,
    /// How many records of all kinds one answer may hold.
    pub max_rows: Option<f64>,
    /// How deep an answer may be nested.
    pub max_depth: Option<f64>,
    /// A proxy for all requests.
    pub proxy: Option<String>,
    /// A file of certificates that are trusted besides the system's.
    pub ca_file: Option<String>,
    /// A file with the certificate and key that the client shows.
    pub client_certificate: Option<String>,
    /// A folder that is recorded into.
    pub record: Option<String>,
    /// A folder that answers come from.
    pub replay: Option<String>,
    /// Whether people's words are made unreadable in what is recorded.
    pub redact: Option<bool>,
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
        set!(client, options: api_key base_url strict time_zone);
        set!(client, options: max_retries requests_per_second proxy ca_file client_certificate);
        set!(client, options: record replay redact);
        if let Some(auth) = options.auth {
            client = client.auth(auth.parse().map_err(failure)?);
        }
        if let Some(word) = options.on_rate_limit {
            client = client.on_rate_limit(word.parse().map_err(failure)?);
        }
        if let Some(ms) = options.timeout_ms {
            client = client.timeout(timeout(ms));
        }
        if let Some(ms) = options.attempt_timeout_ms {
            client = client.attempt_timeout(timeout(ms));
        }
        if let Some(ms) = options.connect_timeout_ms {
            client = client.connect_timeout(timeout(ms));
        }
        if let Some(pages) = options.prefetch {
            client = client.prefetch(pages as usize);
        }
        if let Some(accept) = options.accept {
            client = client.accept(accept.parse().map_err(failure)?);
        }
        client = limit(
            client,
            ClientBuilder::max_body_bytes,
            options.max_body_bytes,
        )?;
        client = limit(client, ClientBuilder::max_rows, options.max_rows)?;
        client = limit(client, ClientBuilder::max_depth, options.max_depth)?;
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

/// A limit from 1 on, if one was given. What is no count (negative, a fraction, not a number) is refused as the core
/// refuses 0, so that the range stands in one place.
fn limit(
    client: ClientBuilder,
    set: fn(ClientBuilder, usize) -> ClientBuilder,
    given: Option<f64>,
) -> napi::Result<ClientBuilder> {
    /// 2^53: from there on a number may stand for its neighbour.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let Some(given) = given else {
        return Ok(client);
    };
    if given.fract() == 0.0 && (0.0..EXACT).contains(&given) {
        return Ok(set(client, given as usize));
    }
    let Err(error) = set(client, 0).build() else {
        return Err(bare(ErrorKind::Configuration, "a limit is no whole number"));
    };
    let number = match given {
        _ if given >= EXACT => " is beyond 2^53;".to_owned(),
        _ if given <= -EXACT => " is below -2^53;".to_owned(),
        _ if given.fract() == 0.0 => format!(" is {given};"),
        // As it is written short: 1e-9, NaN.
        _ => format!(" is {given:?};"),
    };
    let reason = error.reason().replacen(" is 0;", &number, 1);
    if reason == error.reason() {
        // Something else was refused before it.
        return Err(failure(error));
    }
    Err(bare(ErrorKind::Configuration, &reason))
}
