//! A server that runs: where it is, and how it ends.

use std::{future::Future, net::SocketAddr, sync::Arc};

use crate::{
    Demo, DemoServer, Journal, Replay, ReplayServer,
    listening::{Listeners, Listening, Service},
    tls::Papers,
};

/// A server on 127.0.0.1. Dropped, it stops and cuts its connections.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    other_address: Option<SocketAddr>,
    journal: Arc<Journal>,
    papers: Option<Papers>,
    listening: Listening,
}

impl Server {
    /// Answers the API from a made-up history.
    #[must_use]
    pub fn demo(demo: Demo) -> DemoServer {
        DemoServer::new(demo)
    }

    /// Plays recorded answers.
    #[must_use]
    pub fn replay(replay: Replay) -> ReplayServer {
        ReplayServer::new(replay)
    }

    /// `http://127.0.0.1:PORT`, or with `https`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        url(self.papers.is_some(), self.address)
    }

    /// Where the server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The other port, where a server listens whose faults may redirect.
    #[must_use]
    pub fn other_address(&self) -> Option<SocketAddr> {
        self.other_address
    }

    /// With TLS: what a client has to trust, the certificate of the authority that signed the
    /// server's own (for 127.0.0.1, ::1 and localhost). Made at the start, its key is forgotten.
    #[must_use]
    pub fn certificate_pem(&self) -> Option<&str> {
        Some(&self.papers.as_ref()?.certificate)
    }

    /// With TLS: a client's certificate signed by the same authority, and its private key.
    #[must_use]
    pub fn client_identity_pem(&self) -> Option<&str> {
        Some(&self.papers.as_ref()?.client_identity)
    }

    /// What was asked so far.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Stops at once, and waits until every connection is closed.
    pub async fn shutdown(mut self) {
        self.journal.stop();
        self.listening.stop().await;
    }

    /// Serves until `signal` comes, then stops.
    pub async fn run_until(self, signal: impl Future<Output = ()>) {
        signal.await;
        self.shutdown().await;
    }

    pub(crate) fn start(
        listeners: Listeners,
        journal: Arc<Journal>,
        service: impl Service,
        papers: Option<Papers>,
    ) -> Self {
        Self {
            address: listeners.address,
            other_address: listeners.other_address,
            journal,
            papers,
            listening: Listening::start(listeners, service),
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.journal.stop();
    }
}

/// The URL of a server of ours.
pub(crate) fn url(secure: bool, address: SocketAddr) -> String {
    let scheme = if secure { "https" } else { "http" };
    format!("{scheme}://{address}")
}
