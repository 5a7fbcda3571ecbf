//! One client, any number of calls: each is a part of its own.

use super::{ONE, answer, answers, player, read, recording, text};
use crate::demo;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use tagove::{ApiKey, Client, ErrorKind, ListChats, ListVisitorSessions, Options};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// All files below a folder, by their paths from there.
pub(super) fn tree(dir: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(dir).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if path.is_dir() {
            let inside = tree(&path).into_iter();
            files.extend(inside.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            files.insert(name.into_owned(), std::fs::read(&path).expect("a file"));
        }
    }
    files
}

pub(super) fn names(dir: &Path) -> Vec<String> {
    tree(dir).into_keys().collect()
}

/// The files of a part with so many exchanges.
fn part(before: &str, exchanges: u32) -> Vec<String> {
    let mut names = vec![format!("{before}case.json")];
    for number in 1..=exchanges {
        names.push(format!("{before}{number}.request.http"));
        names.push(format!("{before}{number}.response.http"));
    }
    names
}

fn assert_parts(dir: &Path, exchanges: &[u32]) {
    let parts = exchanges.iter().zip(1..);
    let mut expected: Vec<String> = parts
        .flat_map(|(exchanges, number)| match number {
            1 => part("", *exchanges),
            number => part(&format!("{number}/"), *exchanges),
        })
        .collect();
    expected.sort();
    assert_eq!(names(dir), expected);
}

/// Answers whoever is connected, by what is asked for.
pub(super) async fn respond(mut socket: TcpStream, body: &str) {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(socket.read_u8().await.expect("a request"));
    }
    let answer = answer("200 OK", "", body);
    socket
        .write_all(answer.as_bytes())
        .await
        .expect("an answer");
    socket.shutdown().await.expect("an end");
}

/// What a program asks, in this order or the other one.
async fn program(client: &Client, other: &str, backwards: bool) -> BTreeMap<u8, Value> {
    let chats = |limit| ListChats::new().limit(limit);
    let mut given = BTreeMap::new();
    let mut steps: Vec<u8> = (0..9).collect();
    if backwards {
        steps.reverse();
    }
    for step in steps {
        let answer = match step {
            0 => read(client.list_chats(chats(10))).await,
            1 => read(client.list_chats(chats(20))).await,
            2 => read(client.list_chats(chats(20)).take(5)).await,
            3 => read(client.list_visitor_sessions(ListVisitorSessions::new())).await,
            4 => json!(*client.get_chat("43074").await.expect("a chat")),
            5 => json!(*client.get_chat(other).await.expect("a chat")),
            6 => json!(*client.list_messages("43074").await.expect("a chat")),
            7 => json!(client.get_chat("none").await.expect_err("404").to_string()),
            _ => {
                let raw = client.request("GET", "/chat/43074", &[("with", "all")]);
                json!(raw.await.expect("an answer").body)
            }
        };
        given.insert(step, answer);
    }
    given
}

#[tokio::test]
async fn every_call_of_a_client_is_recorded_and_played_in_any_order() {
    let dir = TempDir::new().expect("a folder");
    let (server, client) = demo(25, 0).await;
    let page = client.list_chats(ListChats::new()).next_page().await;
    let page = page.expect("no error").expect("a page");
    let mut ids = page.iter().filter_map(|chat| chat.id());
    let other = ids.find(|id| *id != "43074").expect("another chat");
    let client = recording(&server.url(), dir.path()).build();
    let given = program(&client.expect("a client"), other, false).await;
    server.shutdown().await;
    assert_parts(dir.path(), &[4, 3, 1, 4, 1, 1, 1, 1, 1]);
    let case: Value = serde_json::from_str(&text(dir.path(), "3/case.json")).expect("JSON");
    assert_eq!(case["arguments"], json!({"limit": 20, "take": 5}));

    for backwards in [false, true] {
        assert_eq!(program(&player(dir.path()), other, backwards).await, given);
    }
    // Each part is a recording of its own.
    let second = player(&dir.path().join("2")).list_chats(ListChats::new().limit(20));
    assert_eq!(read(second).await, given[&1]);
}

#[tokio::test]
async fn clones_with_other_options_share_the_recording() {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![answer("200 OK", "", ONE), answer("200 OK", "", ONE)]).await;
    let client = recording(&base, dir.path()).build().expect("a client");
    let strict = client.with_options(Options::new().strict(true));
    client.get_chat("7").await.expect("a chat");
    strict.expect("a clone").get_chat("7").await.expect("too");
    for (name, options) in [
        ("case.json", json!({})),
        ("2/case.json", json!({"strict": true})),
    ] {
        let case: Value = serde_json::from_str(&text(dir.path(), name)).expect("JSON");
        assert_eq!(case["options"], options);
    }
    let player = player(dir.path());
    let other = player.with_options(Options::new().strict(true));
    let other = other.expect("a clone");
    player.get_chat("7").await.expect("the first");
    other.get_chat("7").await.expect("the second");
    other.get_chat("7").await.expect_err("no third");
}

#[tokio::test]
async fn attempts_of_a_call_stay_in_its_part() {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![
        answer("200 OK", "", ONE),
        answer("503 Busy", "", ""),
        answer("200 OK", "", &ONE.replace("hello", "again")),
        answer("200 OK", "", &ONE.replace("hello", "third")),
    ])
    .await;
    let client = recording(&base, dir.path()).clock(crate::told::ToldClock::new());
    let client = client.build().expect("a client");
    for _ in 0..3 {
        client.get_chat("7").await.expect("a chat");
    }
    assert_parts(dir.path(), &[1, 2, 1]);
    let player = player(dir.path());
    for (comments, attempts) in [("hello", 1), ("again", 2), ("third", 1)] {
        let chat = player.get_chat("7").await.expect("a chat");
        assert_eq!(chat.comments.as_deref(), Some(comments));
        assert_eq!(chat.page().attempts(), attempts);
    }
}

#[tokio::test]
async fn call_without_an_answer_takes_no_number() {
    let dir = TempDir::new().expect("a folder");
    let two = ONE.replace('7', "8");
    let base = answers(vec![
        String::new(),
        answer("200 OK", "", ONE),
        String::new(),
        String::new(),
        answer("200 OK", "", &two),
    ])
    .await;
    let client = recording(&base, dir.path()).max_retries(0);
    let client = client.build().expect("a client");
    client.get_chat("6").await.expect_err("no answer");
    client.get_chat("7").await.expect("a chat");
    // The list is still there when the next call begins.
    let mut list = client.list_chats(ListChats::new());
    list.next_page().await.expect_err("no answer");
    client.get_chat("7").await.expect_err("no answer");
    client.get_chat("8").await.expect("a chat");
    assert_parts(dir.path(), &[1, 1]);
    let player = player(dir.path());
    player.get_chat("8").await.expect("a chat");
    let error = player.get_chat("6").await.expect_err("not recorded");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    player.get_chat("7").await.expect("a chat");
}

#[tokio::test]
async fn number_of_a_call_that_is_under_way_is_taken_by_no_other() {
    let dir = TempDir::new().expect("a folder");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let client = recording(&base, dir.path()).max_retries(0);
    let client = client.build().expect("a client");
    let ask = |id: &'static str| {
        let client = client.clone();
        tokio::spawn(async move { client.get_chat(id).await })
    };
    let first = ask("1");
    let (first_socket, _) = listener.accept().await.expect("the first");
    let second = ask("2");
    drop(listener.accept().await.expect("the second"));
    second.await.expect("no panic").expect_err("no answer");
    let third = ask("3");
    let (socket, _) = listener.accept().await.expect("the third");
    respond(socket, ONE).await;
    third.await.expect("no panic").expect("a chat");
    respond(first_socket, ONE).await;
    first.await.expect("no panic").expect("a chat");
    assert_parts(dir.path(), &[1, 1]);
    assert!(text(dir.path(), "1.request.http").starts_with("GET /chat/1 "));
    assert!(text(dir.path(), "2/1.request.http").starts_with("GET /chat/3 "));
}

#[tokio::test]
async fn words_and_keys_are_in_no_part() {
    for redact in [true, false] {
        let dir = TempDir::new().expect("a folder");
        // The second call is told the key that the server refused in the first.
        let told = ONE.replace("hello", "Jane, by key-number-1 and key-number-2");
        let base = answers(vec![
            answer("401 No", "", "key-number-1"),
            answer("200 OK", "", &told),
            answer("200 OK", "", &told),
        ])
        .await;
        let count = std::sync::atomic::AtomicU32::new(0);
        let client = Client::builder()
            .credentials(move || {
                let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
                async move { Ok(ApiKey::new(format!("key-number-{number}"))) }
            })
            .base_url(base)
            .record(dir.path())
            .redact(redact);
        let client = client.build().expect("a client");
        client.get_chat("7").await.expect("a chat");
        if redact {
            client.get_chat("Jane Doe").await.expect_err("not redacted");
            client.request("GET", "/x", &[]).await.expect_err("neither");
        }
        client.get_chat("7").await.expect("a chat");
        assert_parts(dir.path(), &[1, 1]);
        for (name, bytes) in tree(dir.path()) {
            let shown = String::from_utf8_lossy(&bytes);
            assert!(!shown.contains("key-number"), "{name}: {shown}");
            let is_answer = name.ends_with("response.http");
            assert_eq!(
                shown.contains("Jane"),
                is_answer && !redact,
                "{name}: {shown}"
            );
        }
    }
}
