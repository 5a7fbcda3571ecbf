//! One connection of a demo server: plain, or TLS with HTTP/1.1 or 2.

use axum::Router;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::net::TcpStream;
use tower_http::add_extension::AddExtension;

use crate::{
    asked::Connected,
    cut::{Cut, Cuttable},
    listening::Service,
    tls::Acceptor,
};

/// What a request may know of the connection it came by.
#[derive(Debug, Clone)]
pub(super) struct Connection {
    /// Ends it from within an answer.
    pub(super) cut: Cut,
    /// Which one it is.
    pub(super) connected: Connected,
}

#[derive(Clone)]
pub(super) struct Http {
    pub(super) router: Router,
    pub(super) tls: Option<Acceptor>,
}

impl Service for Http {
    // How a connection ends is the client's matter; the journal has what counts.
    async fn serve(self, stream: TcpStream) {
        let Ok(address) = stream.local_addr() else {
            return; // gone before it was served
        };
        let connected = Connected::new(address.port());
        let (stream, cut) = Cuttable::new(stream);
        let connection = AddExtension::new(self.router, Connection { cut, connected });
        let service = TowerToHyperService::new(connection);
        let http = auto::Builder::new(TokioExecutor::new());
        let Some(tls) = self.tls else {
            let http = http.http1_only();
            let _ = http.serve_connection(TokioIo::new(stream), service).await;
            return;
        };
        let Some((stream, http)) = tls.accept(stream, http).await else {
            return;
        };
        let _ = http.serve_connection(TokioIo::new(stream), service).await;
    }
}
