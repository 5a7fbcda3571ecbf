//! One connection of a demo server: plain, or TLS with HTTP/1.1 or 2.

use axum::Router;
use hyper_util::{
    rt::{TokioExecutor, TokioIo},
    server::conn::auto,
    service::TowerToHyperService,
};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tower_http::add_extension::AddExtension;

use crate::{
    asked::Connected,
    cut::{Cut, Cuttable},
    listening::Service,
    tls::HTTP_2,
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
    pub(super) tls: Option<TlsAcceptor>,
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
        let Ok(stream) = tls.accept(stream).await else {
            return; // the client does not trust us, or we not it
        };
        let is_http_2 = stream.get_ref().1.alpn_protocol() == Some(HTTP_2);
        let http = if is_http_2 {
            http.http2_only()
        } else {
            http.http1_only()
        };
        let _ = http.serve_connection(TokioIo::new(stream), service).await;
    }
}
