//! A server that speaks just enough HTTP/2 to break it: frames by hand, over TLS with a certificate of its own.

use flate2::Compression;
use flate2::write::GzEncoder;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use std::io::Write as _;
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_rustls::server::TlsStream;

/// What is done to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    /// 200 and this body, whole.
    Answer(&'static str),
    /// The same, compressed.
    Gzip(&'static str),
    /// `RST_STREAM` with this code, before a byte of the answer.
    Reset(u32),
    /// Head and body, and in place of their end a `RST_STREAM` with this code.
    ResetAfter(&'static str, u32),
    /// Announces so many bytes, and ends the stream after these.
    Short(&'static str, usize),
    /// `GOAWAY` without an error: no request of this connection was taken.
    GoAway,
    /// `GOAWAY` with an error and this text of the server's, after this of the body; none: before the head.
    GoAwayWith(Option<&'static str>, &'static str),
    /// Head and body without an end, and then the connection ends in good order.
    CloseAfter(&'static str),
    /// Nothing, not even to a `PING`: the connection is dead, and nobody said so.
    Nothing,
}

pub(super) const REFUSED_STREAM: u32 = 7;
pub(super) const INTERNAL_ERROR: u32 = 2;

const ENHANCE_YOUR_CALM: u8 = 11;

pub(super) struct Peer {
    pub(super) url: String,
    pub(super) certificate: String,
    /// The connection that each request came by, from 1.
    pub(super) requests: mpsc::UnboundedReceiver<u32>,
    /// Every `PING`.
    pub(super) pings: mpsc::UnboundedReceiver<()>,
}

/// Does one of these to each request, in the order in which they come.
pub(super) async fn peer<const N: usize>(moves: [Move; N]) -> Peer {
    let made = generate_simple_self_signed(["127.0.0.1".to_owned()]);
    let CertifiedKey { cert, signing_key } = made.expect("a certificate");
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("versions")
        .with_no_client_auth();
    let config = config.with_single_cert(vec![cert.der().clone()], key.into());
    let mut config = config.expect("a key");
    config.alpn_protocols = vec![b"h2".to_vec()];
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let url = format!("https://{}", listener.local_addr().expect("its address"));
    let (seen, requests) = mpsc::unbounded_channel();
    let (pinged, pings) = mpsc::unbounded_channel();
    let mut moves = moves.into_iter();
    tokio::spawn(async move {
        let acceptor = TlsAcceptor::from(Arc::new(config));
        for number in 1.. {
            let (socket, _) = listener.accept().await.expect("a client");
            let mut stream = acceptor.accept(socket).await.expect("TLS");
            let mut preface = [0; 24];
            stream.read_exact(&mut preface).await.expect("a preface");
            frame(&mut stream, SETTINGS, 0, 0, &[]).await;
            while let Some(id) = request(&mut stream, &pinged).await {
                seen.send(number).expect("the test is there");
                let next = moves.next().expect("a move for this request");
                if !make(&mut stream, next, id).await {
                    break;
                }
            }
        }
    });
    Peer {
        url,
        certificate: cert.pem(),
        requests,
        pings,
    }
}

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PING: u8 = 6;
const GO_AWAY: u8 = 7;
const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

/// Whether the connection goes on.
async fn make(stream: &mut TlsStream<TcpStream>, next: Move, id: u32) -> bool {
    match next {
        Move::Answer(body) => {
            head(stream, id, body.len(), &[]).await;
            frame(stream, DATA, END_STREAM, id, body.as_bytes()).await;
        }
        Move::Gzip(body) => {
            let mut gzip = GzEncoder::new(vec![], Compression::default());
            gzip.write_all(body.as_bytes()).expect("in memory");
            let body = gzip.finish().expect("in memory");
            head(stream, id, body.len(), &[field(26, "gzip")]).await;
            frame(stream, DATA, END_STREAM, id, &body).await;
        }
        Move::Reset(code) => frame(stream, RST_STREAM, 0, id, &code.to_be_bytes()).await,
        Move::ResetAfter(body, code) => {
            head(stream, id, 100, &[]).await;
            frame(stream, DATA, 0, id, body.as_bytes()).await;
            frame(stream, RST_STREAM, 0, id, &code.to_be_bytes()).await;
        }
        Move::Short(body, announced) => {
            head(stream, id, announced, &[]).await;
            frame(stream, DATA, 0, id, body.as_bytes()).await;
            frame(stream, DATA, END_STREAM, id, &[]).await;
        }
        Move::GoAway => {
            frame(stream, GO_AWAY, 0, 0, &[0; 8]).await;
            stream.shutdown().await.expect("an end");
            return false;
        }
        Move::GoAwayWith(body, text) => {
            if let Some(body) = body {
                head(stream, id, 100, &[]).await;
                frame(stream, DATA, 0, id, body.as_bytes()).await;
            }
            let calm = [0, 0, 0, 0, 0, 0, 0, ENHANCE_YOUR_CALM];
            let payload = [&calm, text.as_bytes()].concat();
            frame(stream, GO_AWAY, 0, 0, &payload).await;
            stream.shutdown().await.expect("an end");
            return false;
        }
        Move::CloseAfter(body) => {
            head(stream, id, 100, &[]).await;
            frame(stream, DATA, 0, id, body.as_bytes()).await;
            stream.shutdown().await.expect("an end");
            return false;
        }
        Move::Nothing => {}
    }
    true
}

async fn head(stream: &mut TlsStream<TcpStream>, id: u32, length: usize, more: &[Vec<u8>]) {
    // `:status: 200` is the eighth of the static table.
    let block = [vec![0x88], field(28, &length.to_string()), more.concat()].concat();
    frame(stream, HEADERS, END_HEADERS, id, &block).await;
}

/// A header by its number in the static table: 26 is `content-encoding`, 28 `content-length`.
fn field(number: u8, value: &str) -> Vec<u8> {
    let length = u8::try_from(value.len()).expect("short");
    [&[0x0f, number - 15, length][..], value.as_bytes()].concat()
}

async fn frame(stream: &mut TlsStream<TcpStream>, kind: u8, flags: u8, id: u32, payload: &[u8]) {
    let length = u32::try_from(payload.len()).expect("short").to_be_bytes();
    let mut bytes = vec![length[1], length[2], length[3], kind, flags];
    bytes.extend(id.to_be_bytes());
    bytes.extend(payload);
    stream.write_all(&bytes).await.expect("a client");
    stream.flush().await.expect("a client");
}

/// The stream of the next request; none when the client is gone. What else it sends needs no answer here.
async fn request(
    stream: &mut TlsStream<TcpStream>,
    pinged: &mpsc::UnboundedSender<()>,
) -> Option<u32> {
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await.ok()?;
        let [a, b, c, kind, _, id @ ..] = head;
        let mut payload = vec![0; u32::from_be_bytes([0, a, b, c]) as usize];
        stream.read_exact(&mut payload).await.ok()?;
        match kind {
            HEADERS => return Some(u32::from_be_bytes(id)),
            PING => pinged.send(()).ok()?,
            _ => {}
        }
    }
}
