//! A server that runs: where it is, and how it ends.

use std::{
    future::Future,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::{JoinHandle, JoinSet},
};

use crate::{Demo, DemoServer, Journal, Replay, ReplayServer, ServerError};

/// Answers the connections of one server.
pub(crate) trait Service: Clone + Send + 'static {
    /// Serves one connection to its end.
    fn serve(self, stream: TcpStream) -> impl Future<Output = ()> + Send;
}

/// A server on 127.0.0.1. Dropped, it stops and cuts its connections.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    journal: Arc<Journal>,
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<()>,
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

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the server listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What was asked so far.
    #[must_use]
    pub fn journal(&self) -> &Journal {
        &self.journal
    }

    /// Stops at once, and waits until every connection is closed.
    pub async fn shutdown(mut self) {
        self.journal.stop();
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        // It ends by itself now; a panic in it was reported where it happened.
        let _ = (&mut self.running).await;
    }

    /// Serves until `signal` comes, then stops.
    pub async fn run_until(self, signal: impl Future<Output = ()>) {
        signal.await;
        self.shutdown().await;
    }

    pub(crate) async fn start(
        port: u16,
        journal: Arc<Journal>,
        service: impl Service,
    ) -> Result<Self, ServerError> {
        let failed = |source| ServerError::Bind { port, source };
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .await
            .map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(accept(listener, service, stopped));
        Ok(Self {
            address,
            journal,
            stop: Some(stop),
            running,
        })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // With `stop` goes the other end of what the task waits for.
        self.journal.stop();
    }
}

async fn accept(listener: TcpListener, service: impl Service, mut stopped: oneshot::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stopped => break,
            Some(_) = connections.join_next() => {}
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    // Without it answers are only slower.
                    let _ = stream.set_nodelay(true);
                    connections.spawn(service.clone().serve(stream));
                }
                // Out of file handles, or a client that is gone already: both pass.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
        }
    }
    drop(listener);
    connections.shutdown().await;
}
