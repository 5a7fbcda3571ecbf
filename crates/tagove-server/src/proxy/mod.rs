//! A forward proxy, for tests of clients that go through one.

mod passage;
mod request;

use std::{
    fmt,
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
};

use self::passage::Passage;
use crate::{
    ServerError,
    listening::{Listeners, Listening},
    server,
};

/// An HTTP/1.1 forward proxy on a free port of 127.0.0.1, with `CONNECT` and with targets in
/// absolute form. It leads to this machine only, and closes each connection after one request.
/// Dropped, it stops and cuts its connections.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    state: Arc<State>,
    listening: Listening,
}

/// What a proxy was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proxied {
    /// `CONNECT`, `GET`
    pub method: String,
    /// `127.0.0.1:8787`, or a whole URL: as sent.
    pub target: String,
    /// Whether it had a header `Proxy-Authorization`.
    pub proxy_authorization: bool,
    /// Whether it had a header `Authorization`: inside of a tunnel nobody should see one.
    pub authorization: bool,
    /// The status with which the proxy itself refused: 400, 403 (not this machine), 407 or 502.
    pub refused: Option<u16>,
}

/// What every connection shares. Has no derived `Debug`, for the password.
struct State {
    credentials: Option<(String, String)>,
    requests: Mutex<Vec<Proxied>>,
}

impl Proxy {
    /// Serves anybody.
    ///
    /// # Errors
    /// There is no free port.
    pub async fn start() -> Result<Self, ServerError> {
        Self::listen(None).await
    }

    /// Serves who brings these as `Basic` credentials.
    ///
    /// # Errors
    /// There is no free port.
    pub async fn guarded(
        user: impl Into<String>,
        password: impl Into<String>,
    ) -> Result<Self, ServerError> {
        Self::listen(Some((user.into(), password.into()))).await
    }

    /// `http://127.0.0.1:PORT`, without credentials and without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        server::url(false, self.address)
    }

    /// Where the proxy listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was asked so far, in the order in which it was decided.
    #[must_use]
    pub fn requests(&self) -> Vec<Proxied> {
        self.state.lock().clone()
    }

    /// Stops at once, and waits until every connection is closed.
    pub async fn shutdown(mut self) {
        self.listening.stop().await;
    }

    async fn listen(credentials: Option<(String, String)>) -> Result<Self, ServerError> {
        let listeners = Listeners::bind(0, false).await?;
        let state = Arc::new(State {
            credentials,
            requests: Mutex::default(),
        });
        Ok(Self {
            address: listeners.address,
            state: Arc::clone(&state),
            listening: Listening::start(listeners, Passage(state)),
        })
    }
}

impl State {
    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Proxied>> {
        self.requests.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for State {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("State")
            .field("requests", &self.requests)
            .finish_non_exhaustive()
    }
}
