//! The key of an account, where the app provides it: so that no app need hold one.

use crate::failure::{ErrorKind, Failure};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tagove::{ApiKey, Credentials, Provided};

/// A key, and for how long it is good. An object, because a record would print it on the other side.
#[derive(Debug, uniffi::Object)]
pub struct ProvidedKey(ApiKey);

#[uniffi::export]
impl ProvidedKey {
    /// A key that is good for so many seconds, from 0; without them, until the server refuses it.
    ///
    /// # Errors
    /// `Configuration` if that is no time. The key is looked at when it is used.
    #[uniffi::constructor]
    pub fn new(key: String, expires_in_seconds: Option<f64>) -> Result<Arc<Self>, Failure> {
        let mut given = ApiKey::new(key);
        match expires_in_seconds {
            Some(seconds) if seconds.is_nan() || seconds < 0.0 => {
                return Err(Failure::new(
                    ErrorKind::Configuration,
                    "expires_in of a key is no time that can be waited; give one from 0 on, or none",
                ));
            }
            // What is good for longer than can be counted is good until it is refused.
            Some(seconds) => {
                if let Ok(time) = Duration::try_from_secs_f64(seconds) {
                    given = given.expires_in(time);
                }
            }
            None => {}
        }
        Ok(Arc::new(Self(given)))
    }
}

/// Why a provider gave no key.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Error)]
pub enum NoKey {
    /// It threw: the language keeps what, under this number, and finds it again by [`Failure`]'s `thrown`.
    Thrown {
        /// Of the language's own choice.
        number: i64,
    },
    /// Whatever else a language can throw across; its words are the app's, and are not looked at.
    Unexpected,
}

impl fmt::Display for NoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<what the provider of credentials threw>")
    }
}

impl std::error::Error for NoKey {}

impl From<uniffi::UnexpectedUniFFICallbackError> for NoKey {
    fn from(_: uniffi::UnexpectedUniFFICallbackError) -> Self {
        Self::Unexpected
    }
}

/// Provides keys: asked before an attempt when there is none yet, when the last one expired, and once after a 401.
/// Giving the request up gives the question up.
#[uniffi::export(with_foreign)]
#[async_trait::async_trait]
pub trait KeyProvider: Send + Sync {
    /// The key to use from now on.
    async fn provide(&self) -> Result<Arc<ProvidedKey>, NoKey>;
}

/// The provider that asks the app.
pub(crate) struct Asking(pub(crate) Arc<dyn KeyProvider>);

impl Credentials for Asking {
    fn api_key(&self) -> Pin<Box<dyn Future<Output = Provided> + Send + '_>> {
        Box::pin(async {
            match self.0.provide().await {
                Ok(key) => Ok(key.0.clone()),
                Err(error) => Err(error.into()),
            }
        })
    }
}
