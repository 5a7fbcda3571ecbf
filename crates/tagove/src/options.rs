//! How a client is made.

use crate::client::Client;
use crate::limits::Limits;
use crate::reading::Reading;
use crate::secret::Secret;
use crate::transport::{Transport, Wire};
use crate::zone::Zone;
use crate::{TagoveError, base_url};
use std::time::Duration;

/// Where the vendor serves the API.
pub const DEFAULT_BASE_URL: &str = "https://api.tagove.com";

/// Pages that may be asked for ahead: each is a connection, and half a megabyte once it came.
const MAX_PREFETCH: usize = 64;

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
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct ClientBuilder {
    api_key: Option<Hidden>,
    base_url: Option<Hidden>,
    auth: Auth,
    timeout: Option<Duration>,
    prefetch: Option<usize>,
    accept: Accept,
    strict: bool,
    time_zone: Option<String>,
    limits: Limits,
}

/// A text that the caller gave and that may hold a secret.
#[derive(Clone)]
struct Hidden(String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<set>")
    }
}

impl ClientBuilder {
    /// The key of the account. Default: the environment's `TAGOVE_API_KEY`.
    pub fn api_key(mut self, key: impl Into<String>) -> Self {
        self.api_key = Some(Hidden(key.into()));
        self
    }

    /// Where the API is. Default: the environment's `TAGOVE_BASE_URL`, else the vendor's. HTTPS only, unless the host
    /// is this machine's loopback; a path is kept, a user name or password is refused.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.base_url = Some(Hidden(url.into()));
        self
    }

    /// How the key is sent. Default: `Bearer`.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// The whole time that one request may take (one page, not the whole list), from connecting to the last byte.
    /// Default: 60 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How many pages are asked for ahead of the one in use, 0 to 64. Default: 1; 0 asks for none.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = Some(pages);
        self
    }

    /// The form in which answers are asked for. Default: `Json`.
    pub fn accept(mut self, accept: Accept) -> Self {
        self.accept = accept;
        self
    }

    /// Whether whatever would be a page's warning is an error instead, of kind `Decode`. Default: no. What is noticed
    /// of a list as a whole (`repeated_page`, `fewer_than_announced`) stays a warning.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = strict;
        self
    }

    /// The zone that the account's times are in, by its IANA name (`Europe/Berlin`): times then have that zone's
    /// offset. One that the zone skips or repeats stays without, with a warning. Default: none, times stay civil.
    pub fn time_zone(mut self, name: impl Into<String>) -> Self {
        self.time_zone = Some(name.into());
        self
    }

    /// The largest answer that is taken, in bytes after decompression, 1 to 268 435 456. Default: 67 108 864 (64 MiB).
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.limits.max_body_bytes = bytes;
        self
    }

    /// How many records of all kinds one answer may hold, 1 to 10 000 000; also how many warnings, recorded paths, and
    /// unknown members of one object, of which 10 000 are always taken. Default: 500 000.
    pub fn max_rows(mut self, rows: usize) -> Self {
        self.limits.max_rows = rows;
        self
    }

    /// How deep an answer may be nested, 1 to 512. Default: 128.
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.limits.max_depth = depth;
        self
    }

    /// Makes the client. No request is made.
    ///
    /// # Errors
    /// `Configuration` if an option is missing or makes no sense; the key is never repeated.
    pub fn build(self) -> Result<Client, TagoveError> {
        let key = match self.api_key {
            Some(key) => Some(key.0),
            None => environment("TAGOVE_API_KEY")?,
        };
        let key = key.ok_or_else(|| {
            TagoveError::configuration(
                "no api_key; give one or set TAGOVE_API_KEY (Settings > API Key in the dashboard)",
            )
        })?;
        let key = Secret::key(key)?;
        let base = match self.base_url {
            Some(url) => Some(url.0),
            None => environment("TAGOVE_BASE_URL")?,
        };
        let base = base_url::checked(base.as_deref().unwrap_or(DEFAULT_BASE_URL))?;
        let timeout = self.timeout.unwrap_or(Duration::from_secs(60));
        if timeout.is_zero() {
            return Err(TagoveError::configuration(
                "timeout is zero, so that no request could be made; give it at least some milliseconds",
            ));
        }
        let prefetch = self.prefetch.unwrap_or(1);
        if prefetch > MAX_PREFETCH {
            return Err(TagoveError::configuration(format!(
                "prefetch is {prefetch}, which would keep as many pages in memory; it goes up to {MAX_PREFETCH}"
            )));
        }
        let reading = Reading {
            limits: self.limits.checked()?,
            strict: self.strict,
            zone: self.time_zone.as_deref().map(Zone::named).transpose()?,
        };
        let wire = Wire {
            auth: self.auth,
            accept: self.accept,
            timeout,
            max_body_bytes: reading.limits.max_body_bytes,
        };
        let transport = Transport::new(base, key, wire)?;
        Ok(Client::new(transport, prefetch, reading))
    }
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
