//! The six operations over a made-up history.

mod accept;
mod answer;
mod chats;
mod credentials;
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

use axum::Router;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::net::TcpStream;

use crate::{Behaviour, Demo, Journal, Server, ServerError, demo::History, server::Service};

/// A demo server that does not run yet.
pub struct DemoServer {
    demo: Demo,
    key: Option<String>,
    latency: Duration,
    behaviour: Behaviour,
}

impl DemoServer {
    pub(crate) fn new(demo: Demo) -> Self {
        Self {
            demo,
            key: None,
            latency: Duration::ZERO,
            behaviour: Behaviour::default(),
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

    /// How the server reads what the vendor leaves open, and how it misbehaves.
    #[must_use]
    pub fn behaviour(mut self, behaviour: Behaviour) -> Self {
        self.behaviour = behaviour;
        self
    }

    /// Listens on 127.0.0.1; port 0 takes a free one.
    ///
    /// # Errors
    /// The port is taken.
    pub async fn bind(self, port: u16) -> Result<Server, ServerError> {
        let journal = Journal::new();
        let api = Api(Arc::new(State {
            history: History::new(&self.demo, &self.behaviour),
            behaviour: self.behaviour,
            key: self.key,
            latency: self.latency,
            journal: Arc::clone(&journal),
            answers: AtomicU64::new(0),
        }));
        Server::start(port, journal, Http(routes::router(api))).await
    }
}

// Written by hand, for the key stays out of it.
impl fmt::Debug for DemoServer {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("DemoServer")
            .field("latency", &self.latency)
            .field("behaviour", &self.behaviour)
            .finish_non_exhaustive()
    }
}

/// What every request sees. Has no `Debug`, for the key.
struct State {
    history: History,
    behaviour: Behaviour,
    key: Option<String>,
    latency: Duration,
    journal: Arc<Journal>,
    answers: AtomicU64,
}

#[derive(Clone)]
struct Api(Arc<State>);

#[derive(Clone)]
struct Http(Router);

impl Service for Http {
    async fn serve(self, stream: TcpStream) {
        // How a connection ends is the client's matter; the journal has what counts.
        let _ = auto::Builder::new(TokioExecutor::new())
            .http1_only()
            .serve_connection(TokioIo::new(stream), TowerToHyperService::new(self.0))
            .await;
    }
}
