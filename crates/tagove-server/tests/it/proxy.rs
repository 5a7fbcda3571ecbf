use std::sync::Arc;

use tagove_server::{Demo, DemoOptions, Proxied, Proxy, Server};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::client::{Answer, demo, get, parse, request, rest, soon};

/// Sends `bytes` to the proxy and gives what comes until the end.
async fn through(proxy: &Proxy, bytes: &str) -> Answer {
    let mut stream = TcpStream::connect(proxy.address())
        .await
        .expect("a connection");
    stream.write_all(bytes.as_bytes()).await.expect("sent");
    let (bytes, end) = rest(&mut stream).await;
    end.expect("no reset");
    parse(&bytes)
}

async fn small() -> Server {
    let (_, server) = demo(DemoOptions {
        chats: 5,
        ..DemoOptions::default()
    })
    .await;
    server
}

/// A connection on which the proxy opened a tunnel to `place`.
async fn tunnel(proxy: &Proxy, place: &str, headers: &str) -> TcpStream {
    let mut stream = TcpStream::connect(proxy.address())
        .await
        .expect("a connection");
    let connect = format!("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n{headers}\r\n");
    stream.write_all(connect.as_bytes()).await.expect("sent");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(soon(stream.read_u8()).await.expect("a head"));
    }
    assert!(head.starts_with(b"HTTP/1.1 200 "), "{head:?}");
    stream
}

#[tokio::test]
async fn proxy_absolute_target_is_forwarded_without_what_is_for_the_proxy() {
    let (server, proxy) = (small().await, Proxy::start().await.expect("a free port"));
    assert_eq!(proxy.url(), format!("http://{}", proxy.address()));
    let target = format!("{}/chats?limit=2", server.url());
    let answer = through(
        &proxy,
        &request(&target, "Proxy-Connection: keep-alive\r\n"),
    )
    .await;
    assert_eq!(answer.body, get(&server, "/chats?limit=2").await.body);
    assert_eq!(server.journal().requests()[0].target, "/chats?limit=2");
    let asked = Proxied {
        method: "GET".to_owned(),
        target,
        proxy_authorization: false,
        authorization: true,
        refused: None,
    };
    assert_eq!(proxy.requests(), [asked]);
}

#[tokio::test]
async fn proxy_connect_carries_tls_that_it_cannot_read() {
    let server = Server::demo(Demo::generate(DemoOptions::default())).tls();
    let server = server.bind(0).await.expect("a free port");
    let proxy = Proxy::start().await.expect("a free port");
    let config = crate::tls::trusting(&server, None);
    let place = server.address().to_string();
    let stream = tunnel(&proxy, &place, "").await;
    let connector = tokio_rustls::TlsConnector::from(Arc::new(config));
    let name = "127.0.0.1".try_into().expect("a name");
    let mut stream = soon(connector.connect(name, stream)).await.expect("TLS");
    let request = request("/chats", "Connection: close\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let (bytes, end) = rest(&mut stream).await;
    end.expect("no reset");
    assert_eq!(parse(&bytes).status, 200);
    let asked = proxy.requests();
    assert_eq!((asked.len(), &*asked[0].method), (1, "CONNECT"));
    assert_eq!(asked[0].target, place);
    assert!(!asked[0].authorization);
}

#[tokio::test]
async fn proxy_guarded_lets_in_only_its_credentials() {
    let server = small().await;
    let proxy = Proxy::guarded("Aladdin", "open sesame").await;
    let proxy = proxy.expect("a free port");
    let target = format!("{}/chats", server.url());
    // The pair of RFC 7617, and others.
    let right = "Proxy-Authorization: Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==\r\n";
    for (headers, status) in [
        ("", 407),
        ("Proxy-Authorization: Basic QWxhZGRpbjpvcGVu\r\n", 407),
        ("Proxy-Authorization: Bearer QWxhZGRpbg==\r\n", 407),
        (right, 200),
    ] {
        let answer = through(&proxy, &request(&target, headers)).await;
        assert_eq!(answer.status, status, "{headers}");
        assert_eq!(answer.header("proxy-authenticate").is_some(), status == 407);
    }
    tunnel(&proxy, &server.address().to_string(), right).await;
    assert_eq!(server.journal().request_count(), 1);
    let asked = proxy.requests();
    let refused: Vec<_> = asked.iter().map(|asked| asked.refused).collect();
    assert_eq!(refused, [Some(407), Some(407), Some(407), None, None]);
    let shown = format!("{proxy:?}");
    assert!(!shown.contains("sesame"), "{shown}");
}

#[tokio::test]
async fn proxy_refuses_what_leads_elsewhere_or_nowhere() {
    let proxy = Proxy::start().await.expect("a free port");
    let (server, gone) = (small().await, small().await);
    let nobody = gone.url();
    gone.shutdown().await;
    for (target, status) in [
        ("http://192.0.2.1/chats", 403),
        ("http://api.tagove.com/chats", 403),
        ("http://127.0.0.1.example/chats", 403),
        ("/chats", 400),
        (&nobody, 502),
    ] {
        let answer = through(&proxy, &request(target, "")).await;
        assert_eq!(answer.status, status, "{target}");
    }
    let connect = "CONNECT api.tagove.com:443 HTTP/1.1\r\n\r\n";
    assert_eq!(through(&proxy, connect).await.status, 403);
    assert_eq!(server.journal().request_count(), 0);
    assert_eq!(proxy.requests().len(), 6);
}

#[tokio::test]
async fn proxy_stopped_cuts_its_tunnels() {
    let (server, proxy) = (small().await, Proxy::start().await.expect("a free port"));
    let mut stream = tunnel(&proxy, &server.address().to_string(), "").await;
    let address = proxy.address();
    soon(proxy.shutdown()).await;
    let (bytes, _) = rest(&mut stream).await;
    assert_eq!(bytes, b"");
    assert!(TcpStream::connect(address).await.is_err());
}
