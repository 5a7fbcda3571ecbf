//! Listens on this machine, and cuts every connection at the end.

use std::{
    future::{Future, pending},
    io,
    net::{Ipv4Addr, SocketAddr},
    time::Duration,
};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
    task::{JoinHandle, JoinSet},
};

use crate::ServerError;

/// Answers the connections of one server.
pub(crate) trait Service: Clone + Send + 'static {
    /// Serves one connection to its end.
    fn serve(self, stream: TcpStream) -> impl Future<Output = ()> + Send;
}

/// One port, or two that are served alike.
#[derive(Debug)]
pub(crate) struct Listeners {
    main: TcpListener,
    other: Option<TcpListener>,
    pub(crate) address: SocketAddr,
    pub(crate) other_address: Option<SocketAddr>,
}

impl Listeners {
    /// Port 0 takes a free one, as the other listener always does.
    pub(crate) async fn bind(port: u16, with_other: bool) -> Result<Self, ServerError> {
        let (main, address) = listen(port).await?;
        let other = if with_other {
            Some(listen(0).await?)
        } else {
            None
        };
        let (other, other_address) = other.unzip();
        Ok(Self {
            main,
            other,
            address,
            other_address,
        })
    }

    async fn accept(&self) -> io::Result<TcpStream> {
        let other = async {
            match &self.other {
                Some(other) => other.accept().await,
                None => pending().await,
            }
        };
        let (stream, _) = tokio::select! {
            accepted = self.main.accept() => accepted?,
            accepted = other => accepted?,
        };
        Ok(stream)
    }
}

async fn listen(port: u16) -> Result<(TcpListener, SocketAddr), ServerError> {
    let failed = |source| ServerError::Bind { port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .await
        .map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    Ok((listener, address))
}

/// Connections being served. Dropped, it stops and cuts them.
#[derive(Debug)]
pub(crate) struct Listening {
    stop: Option<oneshot::Sender<()>>,
    running: JoinHandle<()>,
}

impl Listening {
    pub(crate) fn start(listeners: Listeners, service: impl Service) -> Self {
        let (stop, stopped) = oneshot::channel();
        let running = tokio::spawn(accept(listeners, service, stopped));
        Self {
            stop: Some(stop),
            running,
        }
    }

    /// Stops at once, and waits until every connection is closed.
    pub(crate) async fn stop(&mut self) {
        // With it goes the other end of what the task waits for.
        drop(self.stop.take());
        // It ends by itself now; a panic in it was reported where it happened.
        let _ = (&mut self.running).await;
    }
}

async fn accept(listeners: Listeners, service: impl Service, mut stopped: oneshot::Receiver<()>) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            _ = &mut stopped => break,
            Some(_) = connections.join_next() => {}
            accepted = listeners.accept() => match accepted {
                Ok(stream) => {
                    // Without it answers are only slower.
                    let _ = stream.set_nodelay(true);
                    connections.spawn(service.clone().serve(stream));
                }
                // Out of file handles, or a client that is gone already: both pass.
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            },
        }
    }
    drop(listeners);
    connections.shutdown().await;
}
