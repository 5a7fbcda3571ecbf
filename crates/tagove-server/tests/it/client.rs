//! A client that knows nothing but sockets.

use std::time::Duration;

use serde_json::Value;
use tagove_server::{Demo, DemoOptions, Server};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Longer than any answer takes: only a test that fails waits for it.
const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).expect("a JSON body")
    }

    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let found = self
            .headers
            .iter()
            .find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

pub(crate) async fn demo(options: DemoOptions) -> (Demo, Server) {
    let demo = Demo::generate(options);
    let server = Server::demo(demo.clone())
        .bind(0)
        .await
        .expect("a free port");
    (demo, server)
}

/// The data of a successful answer.
pub(crate) async fn data(server: &Server, target: &str) -> Value {
    let answer = get(server, target).await;
    let mut json = answer.json();
    assert_eq!(
        (answer.status, &json["success"]),
        (200, &Value::Bool(true)),
        "{target}: {json}"
    );
    json["data"].take()
}

pub(crate) async fn get(server: &Server, target: &str) -> Answer {
    ask(server, "GET", target, &["Authorization: Bearer any-key"]).await
}

pub(crate) async fn ask(server: &Server, method: &str, target: &str, headers: &[&str]) -> Answer {
    let mut request =
        format!("{method} {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    for header in headers {
        request.push_str(header);
        request.push_str("\r\n");
    }
    request.push_str("\r\n");
    parse(&raw(server, request.as_bytes()).await)
}

/// Sends `bytes` and gives all that comes back until the server closes.
pub(crate) async fn raw(server: &Server, bytes: &[u8]) -> Vec<u8> {
    let exchange = async {
        let mut stream = TcpStream::connect(server.address())
            .await
            .expect("a connection");
        stream.write_all(bytes).await.expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.expect("received");
        answer
    };
    soon(exchange).await
}

/// Fails, rather than to wait for ever.
pub(crate) async fn soon<T>(event: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, event)
        .await
        .expect("it happens in time")
}

fn parse(bytes: &[u8]) -> Answer {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut response = httparse::Response::new(&mut headers);
    let length = response.parse(bytes).expect("a response").unwrap();
    Answer {
        status: response.code.expect("a status"),
        headers: response
            .headers
            .iter()
            .map(|header| {
                (
                    header.name.to_owned(),
                    String::from_utf8_lossy(header.value).into_owned(),
                )
            })
            .collect(),
        body: bytes[length..].to_vec(),
    }
}
