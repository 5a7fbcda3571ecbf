use std::time::Duration;

use tagove_server::{Demo, DemoOptions, Server, ServerError};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    sync::oneshot,
};

use crate::client::{demo, get, soon};

async fn slow() -> Server {
    let demo = Demo::generate(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    });
    let latency = Duration::from_secs(3_600);
    Server::demo(demo)
        .latency(latency)
        .bind(0)
        .await
        .expect("a free port")
}

async fn asking(server: &Server) -> TcpStream {
    let mut stream = TcpStream::connect(server.address())
        .await
        .expect("a connection");
    stream
        .write_all(b"GET /chats HTTP/1.1\r\nHost: h\r\n\r\n")
        .await
        .expect("sent");
    soon(server.journal().wait_for_requests(1)).await;
    stream
}

#[tokio::test]
async fn journal_answered_requests_are_listed_and_no_hang_ups() {
    let (_, server) = demo(DemoOptions::default()).await;
    get(&server, "/chats?page=2&with=account").await;
    get(&server, "/nowhere").await;
    let asked = server.journal().requests();
    let asked: Vec<_> = asked
        .iter()
        .map(|asked| (asked.number, &*asked.method, &*asked.target))
        .collect();
    assert_eq!(
        asked,
        [
            (1, "GET", "/chats?page=2&with=account"),
            (2, "GET", "/nowhere")
        ]
    );
    assert_eq!(
        (
            server.journal().request_count(),
            server.journal().hang_ups()
        ),
        (2, 0)
    );
}

#[tokio::test]
async fn journal_asked_over_http_waits_for_what_was_asked_and_is_not_counted_itself() {
    let (_, server) = demo(DemoOptions::default()).await;
    get(&server, "/chats?page=2").await;
    let shown = get(&server, "/__requests?requests=1").await.json();
    assert_eq!(shown["request_count"], 1);
    assert_eq!(shown["hang_ups"], 0);
    assert_eq!(shown["requests"], serde_json::json!(["GET /chats?page=2"]));
    assert_eq!(shown["log"][0]["target"], "/chats?page=2");
}

#[tokio::test]
async fn journal_client_gone_before_its_answer_counts_a_hang_up() {
    let server = slow().await;
    let stream = asking(&server).await;
    assert_eq!(server.journal().hang_ups(), 0);
    drop(stream);
    let wait = server.journal().wait_for_hang_ups(1);
    tokio::time::timeout(Duration::from_secs(20), wait)
        .await
        .expect("noticed");
    assert_eq!(server.journal().hang_ups(), 1);
}

#[tokio::test]
async fn shutdown_with_an_answer_waiting_cuts_the_connection_at_once() {
    let server = slow().await;
    let mut stream = asking(&server).await;
    let address = server.address();
    soon(server.shutdown()).await;
    let mut rest = Vec::new();
    let read = soon(stream.read_to_end(&mut rest)).await;
    assert!(read.is_err() || rest.is_empty(), "{rest:?}");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn server_dropped_stops_and_cuts_its_connections() {
    let server = slow().await;
    let mut stream = asking(&server).await;
    drop(server);
    let mut rest = Vec::new();
    let read = soon(stream.read_to_end(&mut rest)).await;
    assert!(read.is_err() || rest.is_empty(), "{rest:?}");
}

#[tokio::test]
async fn run_until_signal_serves_and_then_stops() {
    let (_, server) = demo(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    })
    .await;
    let address = server.address();
    assert_eq!(server.url(), format!("http://127.0.0.1:{}", address.port()));
    let (signal, signalled) = oneshot::channel::<()>();
    let running = tokio::spawn(server.run_until(async { drop(signalled.await) }));
    TcpStream::connect(address).await.expect("served");
    signal.send(()).expect("still serving");
    soon(running).await.expect("stopped");
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn bind_port_that_is_taken_is_an_error_naming_it() {
    let (demo, server) = demo(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    })
    .await;
    let port = server.address().port();
    let error = Server::demo(demo).bind(port).await.expect_err("taken");
    assert!(matches!(error, ServerError::Bind { port: named, .. } if named == port));
    assert!(error.to_string().contains(&port.to_string()));
}
