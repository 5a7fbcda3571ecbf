//! The six operations over a made-up history.

mod accept;
mod answer;
mod chats;
mod connection;
mod credentials;
mod faulty;
mod format;
mod gate;
mod journal_page;
mod parameters;
mod routes;
mod visitors;
mod xml;

use std::{
    fmt,
    sync::{Arc, atomic::AtomicU64},
    time::Duration,
};

use self::connection::Http;
use crate::{
    Behaviour, Demo, Faults, Journal, Server, ServerError,
    demo::History,
    listening::Listeners,
    server,
    tls::{self, Clients},
};

/// A demo server that does not run yet.
pub struct DemoServer {
    demo: Demo,
    key: Option<String>,
    latency: Duration,
    behaviour: Behaviour,
    faults: Faults,
    tls: Option<Clients>,
    compression: bool,
}

impl DemoServer {
    pub(crate) fn new(demo: Demo) -> Self {
        Self {
            demo,
            key: None,
            latency: Duration::ZERO,
            behaviour: Behaviour::default(),
            faults: Faults::default(),
            tls: None,
            compression: true,
        }
    }

    /// The only key that is let in; without one, any key that is not empty is.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// How long every answer waits, none unless set.
    #[must_use]
    pub fn latency(mut self, latency: Duration) -> Self {
        self.latency = latency;
        self
    }

    /// Gives answers as they are, whatever encoding is asked for: where bytes are compared, or what reading them costs.
    #[must_use]
    pub fn without_compression(mut self) -> Self {
        self.compression = false;
        self
    }

    /// How the server reads what the vendor leaves open, and how it misbehaves.
    #[must_use]
    pub fn behaviour(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// What goes wrong, and with which requests.
    #[must_use]
    pub fn faults(mut self, faults: Faults) -> Self {
        self.faults = faults;
        self
    }

    /// Speaks TLS, with HTTP/1.1 and HTTP/2, and a certificate made at the start:
    /// [`Server::certificate_pem`] is what a client has to trust.
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn tls(mut self) -> Self {
        self.tls = Some(Clients::Anybody);
        self
    }

    /// As [`tls`](Self::tls), and lets in only who shows a certificate of the same authority,
    /// such as [`Server::client_identity_pem`].
    #[cfg(feature = "tls")]
    #[must_use]
    pub fn mutual_tls(mut self) -> Self {
        self.tls = Some(Clients::Certified);
        self
    }

    /// Listens on 127.0.0.1; port 0 takes a free one.
    ///
    /// # Errors
    /// The port is taken; with TLS, no certificate could be made.
    pub async fn bind(self, port: u16) -> Result<Server, ServerError> {
        let (acceptor, papers) = self.tls.map(tls::set_up).transpose()?.unzip();
        let listeners = Listeners::bind(port, self.faults.redirect()).await?;
        let journal = Journal::new();
        let other = listeners.other_address;
        let api = Api(Arc::new(State {
            history: History::new(&self.demo, &self.behaviour),
            behaviour: self.behaviour,
            key: self.key,
            latency: self.latency,
            faults: self.faults,
            other_url: other.map(|address| server::url(acceptor.is_some(), address)),
            journal: Arc::clone(&journal),
            answers: AtomicU64::new(0),
        }));
        let http = Http {
            router: routes::router(api, self.compression),
            tls: acceptor,
        };
        Ok(Server::start(listeners, journal, http, papers))
    }
}

// Written by hand, for the key stays out of it.
impl fmt::Debug for DemoServer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("DemoServer")
            .field("latency", &self.latency)
            .field("behaviour", &self.behaviour)
            .field("faults", &self.faults)
            .field("tls", &self.tls)
            .finish_non_exhaustive()
    }
}

/// What every request sees. Has no `Debug`, for the key.
struct State {
    history: History,
    behaviour: Behaviour,
    key: Option<String>,
    latency: Duration,
    faults: Faults,
    /// Where redirects lead, if the faults have any.
    other_url: Option<String>,
    journal: Arc<Journal>,
    answers: AtomicU64,
}

#[derive(Clone)]
struct Api(Arc<State>);
