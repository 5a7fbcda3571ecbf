//! How a client is made.

use crate::TagoveError;
use crate::client::Client;
use crate::secret::Secret;
use crate::transport::Transport;
use std::time::Duration;
use url::{Host, Url};

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
        let base = base_url(base.as_deref().unwrap_or(DEFAULT_BASE_URL))?;
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
        Ok(Client::new(
            Transport::new(base, key, self.auth, timeout)?,
            prefetch,
        ))
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

fn base_url(text: &str) -> Result<Url, TagoveError> {
    let refused = |why: &str| Err(TagoveError::configuration(format!("base_url {why}")));
    let Ok(mut url) = Url::parse(text) else {
        return refused("is no URL; it looks like https://api.tagove.com");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return refused("holds a user name or password; give the key as api_key instead");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refused("holds a query or a fragment; leave it out");
    }
    match url.scheme() {
        "https" if url.host().is_some() => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            return refused(
                "is plain http, which would send the key in the open; use https (http is for loopback only)",
            );
        }
        _ => return refused("has to begin with https://"),
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// Whether requests stay on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
