//! A client that knows nothing but sockets.

use std::{io, time::Duration};

use serde_json::Value;
use tagove_server::{Behaviour, Demo, DemoOptions, Faults, Server};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWriteExt},
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

    /// The elements of a header that is a list, in lower case and in order of the alphabet.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        let lines = self.headers.iter();
        let lines = lines.filter(|(header, _)| header.eq_ignore_ascii_case(name));
        let mut elements: Vec<_> = lines
            .flat_map(|(_, line)| line.split(','))
            .map(|element| element.trim().to_ascii_lowercase())
            .collect();
        elements.sort();
        elements
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

/// A demo that does as `behaviour` says.
pub(crate) async fn behaving(options: DemoOptions, behaviour: Behaviour) -> Server {
    Server::demo(Demo::generate(options))
        .behaviour(behaviour)
        .bind(0)
        .await
        .expect("a free port")
}

/// The ids of a page of one of the two lists, whether one record or several.
pub(crate) async fn ids(server: &Server, target: &str) -> Vec<String> {
    let records = records(server, target).await;
    let ids = records.iter().map(|record| record["id"].as_str());
    ids.map(|id| id.expect("an id").to_owned()).collect()
}

/// The chats or the sessions of a page.
pub(crate) async fn records(server: &Server, target: &str) -> Vec<Value> {
    let mut data = data(server, target).await;
    if let Some(sessions) = data.get_mut("visitor_session") {
        data = sessions.take();
    }
    let records = match data {
        Value::Array(records) => records,
        one => vec![one],
    };
    let chat = |mut record: Value| match record.get_mut("chat") {
        Some(chat) => chat.take(),
        None => record,
    };
    records.into_iter().map(chat).collect()
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

/// A demo of twenty chats that fails as the script says.
pub(crate) async fn faulty(faults: Faults) -> Server {
    let options = DemoOptions {
        chats: 20,
        ..DemoOptions::default()
    };
    Server::demo(Demo::generate(options))
        .faults(faults)
        .bind(0)
        .await
        .expect("a free port")
}

/// A request with any key.
pub(crate) fn request(target: &str, headers: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer any-key\r\n{headers}\r\n")
}

/// Whatever comes until the connection ends, and how it ended.
pub(crate) async fn rest(stream: &mut (impl AsyncRead + Unpin)) -> (Vec<u8>, io::Result<()>) {
    let mut bytes = Vec::new();
    let end = soon(stream.read_to_end(&mut bytes)).await;
    (bytes, end.map(drop))
}

pub(crate) fn parse(bytes: &[u8]) -> Answer {
    let mut headers = [httparse::EMPTY_HEADER; 32];
    let mut response = httparse::Response::new(&mut headers);
    let length = response.parse(bytes).expect("a response").unwrap();
    let mut answer = Answer {
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
    };
    if answer.header("transfer-encoding") == Some("chunked") {
        answer.body = whole(&answer.body);
    }
    answer
}

/// The body that came in chunks.
fn whole(mut chunks: &[u8]) -> Vec<u8> {
    let mut body = Vec::new();
    loop {
        let status = httparse::parse_chunk_size(chunks).expect("the size of a chunk");
        let (begin, size) = status.unwrap();
        let size = usize::try_from(size).expect("a chunk in memory");
        body.extend_from_slice(&chunks[begin..begin + size]);
        chunks = &chunks[begin + size + 2..];
        if size == 0 {
            return body;
        }
    }
}
