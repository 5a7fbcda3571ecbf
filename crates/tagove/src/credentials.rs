//! Where the key comes from: a fixed one, or a provider that is asked when the last one is no longer good.

use crate::secret::Secret;
use crate::{Clock, ErrorKind, TagoveError};
use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::sync::Mutex;

/// A key, and for how long it is good. Its `Debug` does not show the key.
#[derive(Clone)]
pub struct ApiKey {
    key: String,
    expires_in: Option<Duration>,
}

impl ApiKey {
    /// A key that is good until the server refuses it.
    pub fn new(key: impl Into<String>) -> Self {
        Self {
            key: key.into(),
            expires_in: None,
        }
    }

    /// After this time the provider is asked for another one.
    #[must_use]
    pub fn expires_in(mut self, time: Duration) -> Self {
        self.expires_in = Some(time);
        self
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiKey")
            .field("expires_in", &self.expires_in)
            .finish_non_exhaustive()
    }
}

/// What a provider's future gives.
pub type Provided = Result<ApiKey, Box<dyn Error + Send + Sync>>;

/// Provides keys. It is asked before an attempt when there is none yet, when the last one expired, and once when the
/// server answered 401. Any closure that returns a future of a key is one.
///
/// ```
/// # fn main() -> Result<(), tagove::TagoveError> {
/// use tagove::{ApiKey, Client};
///
/// let client = Client::builder()
///     .credentials(|| async { Ok(ApiKey::new("b1adac97642515fdccf9f3edc1b838db")) })
///     .build()?;
/// # Ok(()) }
/// ```
pub trait Credentials: Send + Sync {
    /// The key to use from now on.
    fn api_key(&self) -> Pin<Box<dyn Future<Output = Provided> + Send + '_>>;
}

impl<F, Fut> Credentials for F
where
    F: Fn() -> Fut + Send + Sync,
    Fut: Future<Output = Provided> + Send + 'static,
{
    fn api_key(&self) -> Pin<Box<dyn Future<Output = Provided> + Send + '_>> {
        Box::pin(self())
    }
}

/// The key of a client.
pub(crate) enum Keys {
    Fixed(Arc<Secret>),
    Asked {
        provider: Arc<dyn Credentials>,
        /// What has to be hidden beside each key.
        also_secret: Vec<String>,
        last: Mutex<Option<Last>>,
    },
}

/// The last key that a provider gave.
pub(crate) struct Last {
    key: Arc<Secret>,
    expires: Option<Instant>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

impl Keys {
    pub(crate) fn provided(provider: Arc<dyn Credentials>, also_secret: Vec<String>) -> Self {
        Self::Asked {
            provider,
            also_secret,
            last: Mutex::default(),
        }
    }

    /// Whether a 401 can be mended by asking for another key.
    pub(crate) fn can_renew(&self) -> bool {
        matches!(self, Self::Asked { .. })
    }

    /// The key for an attempt. `refused` is one that the server no longer takes.
    pub(crate) async fn key(
        &self,
        clock: &dyn Clock,
        refused: Option<&Arc<Secret>>,
    ) -> Result<Arc<Secret>, TagoveError> {
        let (provider, also_secret, last) = match self {
            Self::Fixed(key) => return Ok(key.clone()),
            Self::Asked {
                provider,
                also_secret,
                last,
            } => (provider, also_secret, last),
        };
        // Who waits here gets the key that the one before asked for.
        let mut last = last.lock().await;
        if let Some(Last { key, expires }) = &*last
            && expires.is_none_or(|expires| clock.now() < expires)
            && !refused.is_some_and(|refused| Arc::ptr_eq(refused, key))
        {
            return Ok(key.clone());
        }
        let ApiKey { key, expires_in } = provider.api_key().await.map_err(|error| {
            // Its text is another's, who may have put the key in it.
            let mut refused = TagoveError::new(
                ErrorKind::Authentication,
                "the credentials provider gave no key; its own error is the source of this one",
            );
            refused.set_source(error);
            refused
        })?;
        let key = Arc::new(Secret::key(key)?.and(also_secret));
        *last = Some(Last {
            key: key.clone(),
            expires: expires_in.and_then(|time| clock.now().checked_add(time)),
        });
        Ok(key)
    }
}
