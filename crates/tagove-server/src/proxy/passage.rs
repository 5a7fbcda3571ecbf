//! One connection through the proxy.

use std::{io, net::IpAddr, sync::Arc};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional},
    net::TcpStream,
};

use super::{
    Proxied, State,
    request::{MAX_HEAD, Request},
};
use crate::{base64, listening::Service};

#[derive(Clone)]
pub(super) struct Passage(pub(super) Arc<State>);

impl Service for Passage {
    async fn serve(self, stream: TcpStream) {
        // How a connection ends is a matter of the two that it joins.
        let _ = self.join(stream).await;
    }
}

/// The status line of a refusal, and headers that belong to it.
type Refusal = (u16, &'static str);

const BAD_REQUEST: Refusal = (400, "Bad Request");
const FORBIDDEN: Refusal = (403, "Forbidden");
const NO_CREDENTIALS: Refusal = (
    407,
    "Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"",
);
const BAD_GATEWAY: Refusal = (502, "Bad Gateway");

impl Passage {
    async fn join(&self, mut client: TcpStream) -> io::Result<()> {
        let mut input = Vec::new();
        let Some(request) = next(&mut client, &mut input).await? else {
            return Ok(());
        };
        let server = self.lead(&request).await;
        self.0.lock().push(Proxied {
            method: request.method.clone(),
            target: request.target.clone(),
            proxy_authorization: request.header("proxy-authorization").is_some(),
            authorization: request.header("authorization").is_some(),
            refused: server.as_ref().err().map(|(status, _)| *status),
        });
        let mut server = match server {
            Ok(server) => server,
            Err((status, reason)) => {
                let refusal = format!(
                    "HTTP/1.1 {status} {reason}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                );
                client.write_all(refusal.as_bytes()).await?;
                return client.shutdown().await;
            }
        };
        if request.is_connect() {
            let opened = b"HTTP/1.1 200 Connection Established\r\n\r\n";
            client.write_all(opened).await?;
        } else {
            server.write_all(&request.forwarded()).await?;
        }
        // What came behind the head: a body, or the first bytes of a tunnel.
        server.write_all(&input).await?;
        copy_bidirectional(&mut client, &mut server).await?;
        Ok(())
    }

    /// A connection to where the request wants to go.
    async fn lead(&self, request: &Request) -> Result<TcpStream, Refusal> {
        if !self.may_pass(request.header("proxy-authorization")) {
            return Err(NO_CREDENTIALS);
        }
        let place = request.place().ok_or(BAD_REQUEST)?;
        if !is_here(&place) {
            return Err(FORBIDDEN);
        }
        TcpStream::connect(place).await.map_err(|_| BAD_GATEWAY)
    }

    fn may_pass(&self, sent: Option<&[u8]>) -> bool {
        let Some((user, password)) = &self.0.credentials else {
            return true;
        };
        let pair = sent.and_then(|sent| {
            let (scheme, pair) = sent.split_at_checked("basic ".len())?;
            scheme
                .eq_ignore_ascii_case(b"basic ")
                .then(|| base64::decode(pair.trim_ascii()))?
        });
        pair.is_some_and(|pair| pair == format!("{user}:{password}").into_bytes())
    }
}

/// Reads up to the end of a head, and takes it off `input`. None if the client goes before, or
/// sends what is no request.
async fn next(client: &mut TcpStream, input: &mut Vec<u8>) -> io::Result<Option<Request>> {
    while input.len() <= MAX_HEAD {
        if client.read_buf(input).await? == 0 {
            break;
        }
        match Request::parse(input) {
            Ok(Some((request, length))) => {
                input.drain(..length);
                return Ok(Some(request));
            }
            Ok(None) => {}
            Err(_) => break,
        }
    }
    Ok(None)
}

/// Whether a place is on this machine: a test that leads elsewhere is a mistake.
fn is_here(place: &str) -> bool {
    let host = place.rsplit_once(':').map_or(place, |(host, _)| host);
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || bare
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback())
}
