//! A connection that becomes TLS, with the protocol that both sides agree on.

use hyper_util::{rt::TokioExecutor, server::conn::auto::Builder};
use tokio_rustls::{TlsAcceptor, server::TlsStream};

use crate::cut::Cuttable;

/// What ALPN calls HTTP/2.
const HTTP_2: &[u8] = b"h2";

/// What ALPN offers, the dearest first.
pub(super) fn protocols() -> Vec<Vec<u8>> {
    vec![HTTP_2.to_vec(), b"http/1.1".to_vec()]
}

#[derive(Clone)]
pub(crate) struct Acceptor(pub(super) TlsAcceptor);

impl Acceptor {
    /// None if the client does not trust us, or we not it.
    pub(crate) async fn accept(
        &self,
        stream: Cuttable,
        http: Builder<TokioExecutor>,
    ) -> Option<(TlsStream<Cuttable>, Builder<TokioExecutor>)> {
        let stream = self.0.accept(stream).await.ok()?;
        let is_http_2 = stream.get_ref().1.alpn_protocol() == Some(HTTP_2);
        let http = if is_http_2 {
            http.http2_only()
        } else {
            http.http1_only()
        };
        Some((stream, http))
    }
}
