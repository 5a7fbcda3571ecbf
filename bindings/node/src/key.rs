//! The key of an account, where JavaScript provides it.

use crate::failure::refused;
use crate::life::held;
use napi_derive::napi;
use std::fmt;
use std::sync::Mutex;
use std::time::Duration;
use tagove::{ApiKey, Provided};
use tokio::sync::oneshot;

/// A key is asked for. Dropped without an answer, the request that waits for it fails.
#[napi]
pub struct KeyWanted {
    asks: Mutex<Option<oneshot::Sender<Provided>>>,
}

impl KeyWanted {
    /// What is asked, and where its answer comes.
    pub(crate) fn asked() -> (Self, oneshot::Receiver<Provided>) {
        let (asks, answer) = oneshot::channel();
        let asks = Mutex::new(Some(asks));
        (Self { asks }, answer)
    }

    fn answer(&self, provided: Provided) {
        if let Some(asks) = held(&self.asks).take() {
            // Nobody listens: the request was given up meanwhile.
            let _ = asks.send(provided);
        }
    }
}

#[napi]
impl KeyWanted {
    /// The key, and for how many milliseconds it is good; without them, until the server refuses it.
    #[napi(catch_unwind)]
    pub fn give(&self, key: String, expires_in_ms: Option<f64>) -> napi::Result<()> {
        let mut given = ApiKey::new(key);
        if let Some(ms) = expires_in_ms {
            let time = Duration::try_from_secs_f64(ms / 1e3)
                .map_err(|_| refused("expiresInMs is no time that can be waited"))?;
            given = given.expires_in(time);
        }
        self.answer(Ok(given));
        Ok(())
    }

    /// There is none; TypeScript knows the reason by this number.
    #[napi(catch_unwind)]
    pub fn fail(&self, reason: u32) {
        self.answer(Err(Box::new(Thrown(reason))));
    }
}

/// What a provider threw, on its way through the core: by a number, for no other thread may hold it.
pub(crate) struct Thrown(pub(crate) u32);

impl fmt::Debug for Thrown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<what the provider of credentials threw>")
    }
}

impl fmt::Display for Thrown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Thrown {}
