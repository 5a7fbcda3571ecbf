//! Cassettes: what is recorded is what was asked and answered, and plays the same without a server.

mod bad_input;
mod corpus;
mod misses;
mod parts;
mod parts_replayed;
mod parts_torn;
mod redacted;
mod redirects;
mod secrets;
mod torn;

use crate::demo;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use tagove::{Accept, Client, ClientBuilder, Include, ListChats, ListVisitorSessions, Pages};
use tagove::{Ended, ErrorKind, Record};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const KEY: &str = "hunter2+hunter/2";

/// A server that gives these answers, a connection each, then closes; its base URL.
pub(crate) async fn answers(answers: Vec<String>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    tokio::spawn(async move {
        for answer in answers {
            let (mut socket, _) = listener.accept().await.expect("a client");
            let mut request = Vec::new();
            while !request.ends_with(b"\r\n\r\n") {
                request.push(socket.read_u8().await.expect("a request"));
            }
            socket
                .write_all(answer.as_bytes())
                .await
                .expect("an answer");
            socket.shutdown().await.expect("an end");
            let _ = socket.read(&mut [0]).await;
        }
    });
    base
}

pub(crate) fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
    )
}

const ONE: &str = r#"{"success":true,"data":{"chat":{"id":"7","comments":"hello"}}}"#;

fn recording(base: &str, dir: &Path) -> ClientBuilder {
    Client::builder().api_key(KEY).base_url(base).record(dir)
}

fn player(dir: &Path) -> Client {
    Client::builder().replay(dir).build().expect("a player")
}

/// The files of a folder by name.
fn files(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = std::fs::read_dir(dir).expect("a folder");
    entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            (name.into_owned(), std::fs::read(&path).expect("a file"))
        })
        .collect()
}

fn text(dir: &Path, name: &str) -> String {
    std::fs::read_to_string(dir.join(name)).expect(name)
}

/// Records and what is known of the list.
async fn read<R: Record + serde::Serialize>(mut pages: Pages<R>) -> Value {
    let mut records = vec![];
    while let Some(page) = pages.next_page().await.expect("a page") {
        records.extend(page.rows().map(|row| row.to_json()));
    }
    json!({"records": records, "summary": pages.summary(), "warnings": pages.warnings()})
}

#[tokio::test]
async fn list_that_was_recorded_plays_the_same_without_a_server() {
    for (accept, ending, prefetch) in [
        (Accept::Json, ".response.http", 0),
        (Accept::Xml, ".response.xml.http", 5),
    ] {
        let dir = TempDir::new().expect("a folder");
        let (server, _) = demo(25, 0).await;
        let list = ListChats::new().limit(10).include(Include::ALL);
        let client = recording(&server.url(), dir.path())
            .accept(accept)
            .prefetch(prefetch)
            .time_zone("Europe/Berlin");
        let given = read(client.build().expect("a client").list_chats(list.clone())).await;
        assert_eq!(given["summary"]["records"], 25);
        server.shutdown().await;

        let mut names: Vec<String> = vec!["case.json".to_owned()];
        for number in 1..=4 {
            names.push(format!("{number}.request.http"));
            names.push(format!("{number}{ending}"));
        }
        names.sort();
        assert_eq!(files(dir.path()).into_keys().collect::<Vec<_>>(), names);

        let case: Value = serde_json::from_str(&text(dir.path(), "case.json")).expect("JSON");
        let xml = accept == Accept::Xml;
        let mut options = json!({"time_zone": "Europe/Berlin"});
        if xml {
            options["accept"] = "xml".into();
        }
        let expected = json!({
            "operation": "list_chats",
            "arguments": {"limit": 10, "include": ["messages", "account"]},
            "options": options,
            "formats": [if xml { "xml" } else { "json" }],
            "compare_headers": [],
        });
        assert_eq!(case, expected);
        let request = text(dir.path(), "2.request.http");
        let media = if xml {
            "application/xml"
        } else {
            "application/json"
        };
        assert_eq!(
            request,
            format!(
                "GET /chats?limit=10&with=messages%2Caccount&page=2 HTTP/1.1\r\nHost: api.tagove.com\r\nAccept: {media}\r\nAuthorization: Bearer <redacted>\r\n\r\n"
            )
        );
        let response = text(dir.path(), &format!("1{ending}"));
        let (head, body) = response.split_once("\r\n\r\n").expect("a head");
        let lower = head.to_lowercase();
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(
            lower.contains("x-tagove-recorded: zstd") && !lower.contains("content-encoding"),
            "{head}"
        );
        assert!(!lower.contains("transfer-encoding") && !lower.contains("connection"));
        assert!(
            head.contains(&format!("Content-Length: {}", body.len())),
            "{head}"
        );

        let replay = Client::builder().replay(dir.path()).accept(accept);
        let replay = replay.time_zone("Europe/Berlin").prefetch(prefetch);
        let played = read(replay.build().expect("no key needed").list_chats(list)).await;
        assert_eq!(played, given);
    }
}

#[tokio::test]
async fn list_that_was_recorded_in_part_has_take_among_its_arguments() {
    let dir = TempDir::new().expect("a folder");
    let (server, _) = demo(25, 0).await;
    let client = recording(&server.url(), dir.path())
        .build()
        .expect("a client");
    let list = ListVisitorSessions::new().limit(5);
    let given = read(client.list_visitor_sessions(list.clone()).take(7)).await;
    assert_eq!(files(dir.path()).len(), 5);
    let case: Value = serde_json::from_str(&text(dir.path(), "case.json")).expect("JSON");
    assert_eq!(case["arguments"], json!({"limit": 5, "take": 7}));
    let played = read(player(dir.path()).list_visitor_sessions(list).take(7)).await;
    assert_eq!(played, given);
    assert_eq!(played["summary"]["ended"], Ended::Taken.as_str());
}

#[tokio::test]
async fn attempts_that_were_answered_are_played_in_their_order() {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![
        answer("503 Busy", "Retry-After: 0\r\n", ""),
        String::new(),
        answer("200 OK", "", ONE),
    ])
    .await;
    let client = recording(&base, dir.path()).build().expect("a client");
    let chat = client.get_chat("7").await.expect("the third attempt");
    assert_eq!(chat.page().attempts(), 3);
    // The one in the middle had no answer.
    assert_eq!(files(dir.path()).len(), 5);
    assert!(text(dir.path(), "1.response.http").starts_with("HTTP/1.1 503 "));

    let chat = player(dir.path()).get_chat("7").await.expect("the retry");
    assert_eq!(
        (chat.page().attempts(), chat.comments.as_deref()),
        (2, Some("hello"))
    );
    // Nobody waits for what is on the disk, and no one the server's hour.
    std::fs::write(
        dir.path().join("1.response.http"),
        "HTTP/1.1 503 Busy\r\nRetry-After: 20\r\nContent-Length: 0\r\n\r\n",
    )
    .expect("written");
    let begin = std::time::Instant::now();
    player(dir.path()).get_chat("7").await.expect("the retry");
    assert!(begin.elapsed().as_secs() < 10);
    let once = Client::builder().replay(dir.path()).max_retries(0).build();
    let error = once
        .expect("a player")
        .get_chat("7")
        .await
        .expect_err("503");
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Server, Some(503))
    );
}

#[tokio::test]
async fn requests_at_the_same_time_are_numbered_as_they_began() {
    let dir = TempDir::new().expect("a folder");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let client = recording(&base, dir.path()).build().expect("a client");
    let (first, second) = (client.clone(), client);
    let first = tokio::spawn(async move { first.get_chat("7").await });
    let (mut one, _) = listener.accept().await.expect("the first");
    let second = tokio::spawn(async move { second.get_chat("7").await });
    let (mut two, _) = listener.accept().await.expect("the second");
    // Answered the other way round.
    for (socket, comments, task) in [(&mut two, "second", second), (&mut one, "first", first)] {
        let body = ONE.replace("hello", comments);
        let answer = answer("200 OK", "", &body);
        socket
            .write_all(answer.as_bytes())
            .await
            .expect("an answer");
        task.await.expect("no panic").expect("a chat");
    }
    assert!(text(dir.path(), "1.response.http").contains("first"));
    assert!(text(dir.path(), "2/1.response.http").contains("second"));
    let player = player(dir.path());
    for comments in ["first", "second"] {
        let chat = player.get_chat("7").await.expect("a chat");
        assert_eq!(chat.comments.as_deref(), Some(comments));
    }
}

#[tokio::test]
async fn request_that_is_given_up_holds_no_later_one_up() {
    let dir = TempDir::new().expect("a folder");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let client = recording(&base, dir.path()).build().expect("a client");
    let given_up = client.clone();
    let given_up = tokio::spawn(async move { given_up.get_chat("7").await });
    let (_socket, _) = listener.accept().await.expect("the first");
    let later = tokio::spawn(async move { client.get_chat("7").await });
    let (mut socket, _) = listener.accept().await.expect("the second");
    let answer = answer("200 OK", "", ONE);
    socket
        .write_all(answer.as_bytes())
        .await
        .expect("an answer");
    later.await.expect("no panic").expect("a chat");
    // Written at once, and as the second.
    assert_eq!(files(&dir.path().join("2")).len(), 3);
    given_up.abort();
    assert!(given_up.await.expect_err("aborted").is_cancelled());
    assert!(!dir.path().join("case.json").exists());
    player(dir.path()).get_chat("7").await.expect("the second");
}
