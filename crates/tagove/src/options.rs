//! How a client is made.

use crate::client::Client;
use crate::clock::SystemClock;
use crate::connections::{self, Route};
use crate::credentials::Keys;
use crate::hooks::Hooks;
use crate::pace::Pace;
use crate::secret::Secret;
use crate::settings::{Settings, some_time};
use crate::storm::RetryBucket;
use crate::tape::{Tape, TapeOptions};
use crate::transport::Transport;
use crate::{Clock, Credentials, OnRateLimit, Options, TagoveError, base_url};
use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Where the vendor serves the API.
pub const DEFAULT_BASE_URL: &str = "https://api.tagove.com";

/// How the key is sent.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Auth {
    /// `authorization: Bearer KEY`, as the vendor's sample request does.
    #[default]
    Bearer,
    /// HTTP Basic, the key as user name and no password, as the vendor's text says.
    Basic,
}

impl std::str::FromStr for Auth {
    type Err = TagoveError;

    fn from_str(word: &str) -> Result<Self, TagoveError> {
        match word {
            "bearer" => Ok(Self::Bearer),
            "basic" => Ok(Self::Basic),
            _ => Err(TagoveError::configuration("auth is `bearer` or `basic`")),
        }
    }
}

/// The form in which answers are asked for. An answer is read as what it is, whatever was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Accept {
    /// `application/json`.
    #[default]
    Json,
    /// `application/xml`. The vendor shows no XML: how it is read is our assumption (`docs/xml.md`).
    Xml,
}

impl Accept {
    pub(crate) fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Xml => "application/xml",
        }
    }
}

impl std::str::FromStr for Accept {
    type Err = TagoveError;

    fn from_str(word: &str) -> Result<Self, TagoveError> {
        match word {
            "json" => Ok(Self::Json),
            "xml" => Ok(Self::Xml),
            _ => Err(TagoveError::configuration("accept is `json` or `xml`")),
        }
    }
}

/// Options of a [`Client`].
///
/// ```
/// # fn main() -> Result<(), tagove::TagoveError> {
/// let client = tagove::Client::builder()
///     .api_key("b1adac97642515fdccf9f3edc1b838db")
///     .timeout(std::time::Duration::from_secs(20))
///     .build()?;
/// # Ok(()) }
/// ```
#[derive(Clone, Default)]
#[must_use]
pub struct ClientBuilder {
    api_key: Option<String>,
    credentials: Option<Arc<dyn Credentials>>,
    base_url: Option<String>,
    auth: Auth,
    accept: Accept,
    requests_per_second: Option<f64>,
    route: Route,
    tape: TapeOptions,
    pub(crate) hooks: Hooks,
    pub(crate) clock: Option<Arc<dyn Clock>>,
    options: Options,
}

/// Nothing that can hold a secret.
impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("api_key", &self.api_key.as_ref().map(|_| "<set>"))
            .field("credentials", &self.credentials.is_some())
            .field("base_url", &self.base_url.as_ref().map(|_| "<set>"))
            .field("auth", &self.auth)
            .field("accept", &self.accept)
            .field("requests_per_second", &self.requests_per_second)
            .field("route", &self.route)
            .field("tape", &self.tape)
            .field("hooks", &self.hooks)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}

impl ClientBuilder {
    /// The key of the account. Default: the environment's `TAGOVE_API_KEY`.
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = Some(key.into());
        self
    }

    /// Where keys come from, instead of `api_key`: asked before an attempt when there is none yet, when the last one
    /// expired, and once when the server answered 401.
    pub fn credentials(mut self, provider: impl Credentials + 'static) -> Self {
        self.credentials = Some(Arc::new(provider));
        self
    }

    /// Where the API is. Default: the environment's `TAGOVE_BASE_URL`, else the vendor's. HTTPS only, unless the host
    /// is this machine's loopback; a path is kept, a user name or password is refused.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(url.into());
        self
    }

    /// How the key is sent. Default: `Bearer`.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// The form in which answers are asked for. Default: `Json`.
    pub fn accept(mut self, accept: Accept) -> Self {
        self.accept = accept;
        self
    }

    /// The whole time that one request may take (one page, not the whole list): all attempts, the waits between them,
    /// and the body to its last byte. Default: 60 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.timeout(timeout);
        self
    }

    /// The time that one attempt may take. Default: 30 seconds.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.options = self.options.attempt_timeout(timeout);
        self
    }

    /// The time that making a connection may take. Default: 10 seconds.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.route.connect_timeout = Some(timeout);
        self
    }

    /// How often a request that failed in a way that may pass is made again, within `timeout`: after 408, 425, 429 and
    /// 5xx, a connection that could not be made or broke, an attempt that was too slow, a body that was not whole.
    /// Default: 2. The wait before it is drawn from 0 to 0.5, 1, 2, 4, 8 seconds, and never shorter than the server's
    /// `Retry-After`. A server that fails for everybody is asked less: clones share a bucket of retries.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.options = self.options.max_retries(retries);
        self
    }

    /// What happens at a 429: `Wait` asks again within `max_retries` and `timeout`, `Raise` never. Default: `Wait`.
    pub fn on_rate_limit(mut self, what: OnRateLimit) -> Self {
        self.options = self.options.on_rate_limit(what);
        self
    }

    /// At most so many requests a second, evenly spaced, over all clones; above 0. Default: no limit.
    pub fn requests_per_second(mut self, requests: f64) -> Self {
        self.requests_per_second = Some(requests);
        self
    }

    /// A proxy for all requests, with user name and password if it wants them: `http://user:password@proxy:3128`.
    /// Default: that of the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`), not for loopback.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.route.proxy = Some(url.into());
        self
    }

    /// A file of certificates in PEM that are trusted besides the system's. Default: none.
    pub fn ca_file(mut self, path: impl Into<PathBuf>) -> Self {
        self.route.ca_file = Some(path.into());
        self
    }

    /// A file with a certificate and its private key, both in PEM, that the client shows to the server. Default: none.
    pub fn client_certificate(mut self, path: impl Into<PathBuf>) -> Self {
        self.route.client_certificate = Some(path.into());
        self
    }

    /// A folder, empty or not there yet, into which every whole answer is written with its request as a case of the corpus
    /// (an attempt that broke, took too long or was redirected elsewhere leaves nothing): without the key, but with
    /// people's words unless `redact` is on. The first call is written into the folder itself, each later one into a
    /// folder inside, `2`, `3`, …, in the order in which they begin, over all clones: a list is one call with all its
    /// pages, and each folder is a recording of its own. A call without an answer has no number, unless a later one was
    /// under way already. What cannot be written is an error of its call and of every later one. No page is asked for
    /// ahead. Compressed answers and those of HTTP/2 are written as plain HTTP/1.1 and say so; redirects that were
    /// followed are written one by one. A file appears under its name when it is written, and one that a crash of the
    /// machine cut short is refused by `replay`, by its name. Default: none.
    pub fn record(mut self, folder: impl Into<PathBuf>) -> Self {
        self.tape.record = Some(folder.into());
        self
    }

    /// A folder that was recorded: answers come from there, no connection is made, and neither key nor base URL is
    /// needed. Each call plays one recorded call to its end: the first that no other has taken, of the same operation, that
    /// begins with the same request; of such, sooner one of the same arguments. So calls find theirs in any order; only
    /// of equal ones the order counts. Requests match by method, path and query, each recorded one once. One that was
    /// not recorded is a `Configuration` error that names the nearest one. No wait is made. Default: none.
    ///
    /// ```
    /// # async fn run() -> Result<(), tagove::TagoveError> {
    /// let client = tagove::Client::builder().replay("tests/cassettes/one-chat").build()?;
    /// let chat = client.get_chat("43074").await?;
    /// # Ok(()) }
    /// ```
    pub fn replay(mut self, folder: impl Into<PathBuf>) -> Self {
        self.tape.replay = Some(folder.into());
        self
    }

    /// Whether people's words and addresses are made unreadable in what is recorded. What is asked for stays, for a replay
    /// is found by it: an id or a parameter that could be somebody's words is refused, and so is
    /// [`request`](Client::request). Default: no.
    pub fn redact(mut self, redact: bool) -> Self {
        self.tape.redact = redact;
        self
    }

    /// How many pages are asked for ahead of the one in use, 0 to 64. Default: 1; 0 asks for none.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.options = self.options.prefetch(pages);
        self
    }

    /// Whether whatever would be a page's warning is an error instead, of kind `Decode`. Default: no. What is noticed
    /// of a list as a whole (`repeated_page`, `fewer_than_announced`) stays a warning.
    pub fn strict(mut self, strict: bool) -> Self {
        self.options = self.options.strict(strict);
        self
    }

    /// The zone that the account's times are in, by its IANA name (`Europe/Berlin`): times then have that zone's
    /// offset. One that the zone skips or repeats stays without, with a warning. Default: none, times stay civil.
    pub fn time_zone(mut self, name: impl Into<String>) -> Self {
        self.options = self.options.time_zone(name);
        self
    }

    /// The largest answer that is taken, in bytes after decompression, 1 to 268 435 456. Default: 67 108 864 (64 MiB).
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.options = self.options.max_body_bytes(bytes);
        self
    }

    /// How many records of all kinds one answer may hold, 1 to 10 000 000; also how many warnings, recorded paths, and
    /// unknown members of one object, of which 10 000 are always taken. Default: 500 000.
    pub fn max_rows(mut self, rows: usize) -> Self {
        self.options = self.options.max_rows(rows);
        self
    }

    /// How deep an answer may be nested, 1 to 512. Default: 128.
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.options = self.options.max_depth(depth);
        self
    }

    /// Makes the client. No request is made.
    ///
    /// # Errors
    /// `Configuration` if an option is missing or makes no sense; the key is never repeated.
    pub fn build(self) -> Result<Client, TagoveError> {
        let also_secret = connections::proxy_secrets(&self.route);
        let replays = self.tape.replay.is_some();
        let keys = match (self.api_key, self.credentials) {
            (None, Some(provider)) => Keys::provided(provider, also_secret),
            (Some(_), Some(_)) => {
                return Err(TagoveError::configuration(
                    "both api_key and credentials are given; give one of them",
                ));
            }
            // Nothing is sent.
            (None, None) if replays => Keys::Fixed(Arc::new(Secret::none())),
            (key, None) => Keys::Fixed(Arc::new(fixed_key(key)?.and(&also_secret))),
        };
        let base = match self.base_url {
            Some(url) => Some(url),
            None if replays => None,
            None => environment("TAGOVE_BASE_URL")?,
        };
        let base = base_url::checked(base.as_deref().unwrap_or(DEFAULT_BASE_URL))?;
        let connect_timeout = some_time("connect_timeout", self.route.connect_timeout, 10)?;
        let settings = Settings::checked(&self.options)?;
        let pace = self.requests_per_second.map(Pace::new).transpose()?;
        let http = match replays {
            true => connections::unused()?,
            false => connections::pool(&base, self.accept, &self.route, connect_timeout)?,
        };
        // Last, for it may make a folder.
        let tape = Tape::open(self.tape, &base, self.accept, self.auth)?;
        let host = match tape.player() {
            Some(player) => player.name(),
            None => base.origin().ascii_serialization(),
        };
        let transport = Transport {
            http,
            proxy: connections::proxy_origin(&base, &self.route),
            base,
            host,
            keys,
            auth: self.auth,
            bucket: RetryBucket::default(),
            pace: pace.filter(|_| !replays),
            tape,
            hooks: self.hooks,
            clock: self.clock.unwrap_or_else(|| Arc::new(SystemClock)),
        };
        Ok(Client::new(transport, self.options, settings))
    }
}

fn fixed_key(given: Option<String>) -> Result<Secret, TagoveError> {
    let key = match given {
        Some(key) => Some(key),
        None => environment("TAGOVE_API_KEY")?,
    };
    let key = key.ok_or_else(|| {
        TagoveError::configuration(
            "no api_key; give one or set TAGOVE_API_KEY (Settings > API Key in the dashboard)",
        )
    })?;
    Secret::key(key)
}

/// A variable of the environment; empty is as good as absent. One that cannot be read must not fall back to a default:
/// the key would go to a host that nobody named.
fn environment(name: &str) -> Result<Option<String>, TagoveError> {
    match std::env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(std::env::VarError::NotPresent) => Ok(None),
        Err(std::env::VarError::NotUnicode(_)) => Err(TagoveError::configuration(format!(
            "the environment's {name} is not UTF-8; set it anew"
        ))),
    }
}
