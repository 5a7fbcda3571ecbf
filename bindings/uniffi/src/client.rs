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

/// A client of the API; see the core's `Client`. What may hold a secret is an argument: a record would print it.
#[derive(Debug, uniffi::Object)]
pub struct Client(tagove::Client);

/// The options of a client that hold no secret; see the core's `ClientBuilder`. What is left out has its default.
#[derive(Debug, Clone, Default, PartialEq, uniffi::Record)]
pub struct Options {
    /// `bearer` or `basic`.
    pub auth: Option<String>,
    /// The whole time that one request may take: all attempts and the waits between them.
    pub timeout_seconds: Option<f64>,
    /// The time that one attempt may take.
    pub attempt_timeout_seconds: Option<f64>,
    /// The time that making a connection may take.
    pub connect_timeout_seconds: Option<f64>,
    /// How often a request that failed in a way that may pass is made again, 0 to 4 294 967 295.
    pub max_retries: Option<i64>,
    /// `wait` or `raise`.
    pub on_rate_limit: Option<String>,
    /// At most so many requests a second, above 0.
    pub requests_per_second: Option<f64>,
    /// The path of PEM certificates that are trusted besides the system's.
    pub ca_file: Option<String>,
    /// The path of a certificate with its private key, both in PEM.
    pub client_certificate: Option<String>,
    /// A folder to write a cassette into.
    pub record: Option<String>,
    /// The folder of a cassette that answers.
    pub replay: Option<String>,
    /// Whether people's words are made unreadable in what is recorded.
    pub redact: bool,
    /// Pages asked for ahead, 0 to 64.
    pub prefetch: Option<i64>,
    /// `json` or `xml`.
    pub accept: Option<String>,
    /// Whether a page's warning is a `Decode` error.
    pub strict: bool,
    /// The IANA name of the zone that civil times are in.
    pub time_zone: Option<String>,
    /// Bytes of an answer after decompression, 1 to 268 435 456.
    pub max_body_bytes: Option<i64>,
    /// Records of all kinds in one answer, 1 to 10 000 000.
    pub max_rows: Option<i64>,
    /// How deep an answer may be nested, 1 to 512.
    pub max_depth: Option<i64>,
}

#[uniffi::export]
impl Client {
    /// A client; what is left out is taken from the environment or has the core's default.
    ///
    /// # Errors
    /// `Configuration` if an option is missing or makes no sense; the key and the proxy are never repeated.
    #[uniffi::constructor]
    pub fn new(
        api_key: Option<String>,
        base_url: Option<String>,
        proxy: Option<String>,
        options: Options,
    ) -> Result<Arc<Self>, Failure> {
        let mut client = tagove::Client::builder()
            .strict(options.strict)
            .redact(options.redact);
        if let Some(key) = api_key {
            client = client.api_key(key);
        }
        if let Some(url) = base_url {
            client = client.base_url(url);
        }
        if let Some(url) = proxy {
            client = client.proxy(url);
        }
        if let Some(word) = options.auth {
            client = client.auth(word.parse()?);
        }
        if let Some(seconds) = options.timeout_seconds {
            client = client.timeout(time("timeout", seconds)?);
        }
        if let Some(seconds) = options.attempt_timeout_seconds {
            client = client.attempt_timeout(time("attempt_timeout", seconds)?);
        }
        if let Some(seconds) = options.connect_timeout_seconds {
            client = client.connect_timeout(time("connect_timeout", seconds)?);
        }
        if let Some(retries) = options.max_retries {
            client = client.max_retries(count("max_retries", retries, "retries")?);
        }
        if let Some(word) = options.on_rate_limit {
            client = client.on_rate_limit(word.parse()?);
        }
        if let Some(requests) = options.requests_per_second {
            client = client.requests_per_second(requests);
        }
        if let Some(path) = options.ca_file {
            client = client.ca_file(path);
        }
        if let Some(path) = options.client_certificate {
            client = client.client_certificate(path);
        }
        if let Some(folder) = options.record {
            client = client.record(folder);
        }
        if let Some(folder) = options.replay {
            client = client.replay(folder);
        }
        if let Some(pages) = options.prefetch {
            client = client.prefetch(count("prefetch", pages, "pages")?);
        }
        if let Some(word) = options.accept {
            client = client.accept(word.parse()?);
        }
        if let Some(name) = options.time_zone {
            client = client.time_zone(name);
        }
        if let Some(bytes) = options.max_body_bytes {
            client = client.max_body_bytes(count("max_body_bytes", bytes, "bytes")?);
        }
        if let Some(rows) = options.max_rows {
            client = client.max_rows(count("max_rows", rows, "records")?);
        }
        if let Some(depth) = options.max_depth {
            client = client.max_depth(count("max_depth", depth, "levels")?);
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
        let client = self.0.clone();
        ChatPages::new(move || client.list_chats(options.clone()))
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
        let client = self.0.clone();
        VisitorSessionPages::new(move || client.list_visitor_sessions(options.clone()))
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

/// A number that the core takes: what is in its range the core says.
fn count<N: TryFrom<i64>>(option: &str, number: i64, of: &str) -> Result<N, Failure> {
    N::try_from(number).map_err(|_| refused(format!("{option} {number} is no number of {of}")))
}

/// A time that the core takes; of zero the core says what it thinks.
fn time(option: &str, seconds: f64) -> Result<Duration, Failure> {
    Duration::try_from_secs_f64(seconds)
        .map_err(|_| refused(format!("{option} {seconds} is no number of seconds")))
}

/// The page of an answer; its records are read from there.
fn page<T, P: for<'a> From<&'a tagove::PageInfo>>(
    answer: Result<Answer<T>, TagoveError>,
) -> Result<P, Failure> {
    Ok(answer?.page().into())
}
