//! Below HTTP: answers that break, told by a socket that says exactly what it is given.

use tagove::{Client, ErrorKind};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A server that answers its first request with these bytes, then closes; its base URL.
pub(crate) async fn answer_once(bytes: impl Into<Vec<u8>>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let bytes = bytes.into();
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            request.push(socket.read_u8().await.expect("a request"));
        }
        socket.write_all(&bytes).await.expect("an answer");
        socket.shutdown().await.expect("an end");
        // Until the client has hung up: closing earlier could take back what is still on its way.
        let _ = socket.read(&mut [0]).await;
    });
    base
}

async fn error_of(answer: &str) -> tagove::TagoveError {
    let base = answer_once(answer).await;
    let client = Client::builder()
        .api_key("key")
        .max_retries(0)
        .base_url(base)
        .build()
        .expect("a client");
    client.get_chat("1").await.expect_err("a broken answer")
}

#[tokio::test]
async fn answer_without_a_head_is_a_connection_error() {
    let error = error_of("").await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Connection, None)
    );
}

#[tokio::test]
async fn chunked_answer_that_stops_is_a_decode_error_where_it_stops() {
    let error =
        error_of("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"suc\r\n").await;
    assert_eq!(
        (error.kind(), error.status(), error.at()),
        (ErrorKind::Decode, Some(200), Some("byte 5"))
    );
}

#[tokio::test]
async fn body_larger_than_the_limit_is_refused_by_its_announcement_or_its_bytes() {
    let mut answer = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".to_vec();
    answer.resize(answer.len() + (64 << 20) + 1, b' ');
    let client = Client::builder()
        .api_key("key")
        .max_retries(0)
        .base_url(answer_once(answer).await)
        .build()
        .expect("a client");
    let error = client.get_chat("1").await.expect_err("too large");
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.reason().contains("max_body_bytes (67108864)"),
        "{error}"
    );
}

#[tokio::test]
async fn redirects_in_a_circle_end() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let asked = tokio::spawn(async move {
        let mut asked = 0;
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                request.push(socket.read_u8().await.expect("a request"));
            }
            asked += 1;
            let answer = b"HTTP/1.1 302 Found\r\nLocation: /round\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.write_all(answer).await.expect("an answer");
            if asked == 6 {
                break;
            }
        }
        asked
    });
    let client = Client::builder()
        .api_key("key")
        .max_retries(0)
        .base_url(base)
        .build()
        .expect("a client");
    let error = client.get_chat("1").await.expect_err("a circle");
    assert_eq!(error.kind(), ErrorKind::Connection);
    assert!(error.reason().contains("more than 5 times"), "{error}");
    assert_eq!(asked.await.expect("the count"), 6);
}
