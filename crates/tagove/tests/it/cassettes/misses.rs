use super::{ONE, player, read, recording};
use crate::demo;
use std::path::Path;
use tagove::{Client, ErrorKind, ListChats, TagoveError};
use tempfile::TempDir;

/// A cassette of pages 1 and 2 of a list.
async fn two_pages() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    let (server, _) = demo(20, 0).await;
    let client = recording(&server.url(), dir.path())
        .build()
        .expect("a client");
    let list = ListChats::new().limit(10).start_date("2016-08-01");
    read(client.list_chats(list).take(20)).await;
    dir
}

fn assert_told(error: &TagoveError, dir: &Path, words: &[&str]) {
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let reason = error.reason();
    assert!(!reason.contains('\n'), "{reason}");
    assert!(reason.contains(&dir.display().to_string()), "{reason}");
    for word in words {
        assert!(reason.contains(word), "{word:?} is not in {reason}");
    }
}

async fn miss(dir: &Path, list: ListChats) -> TagoveError {
    let mut pages = player(dir).list_chats(list);
    loop {
        match pages.next_page().await {
            Ok(Some(_)) => {}
            Ok(None) => panic!("no miss"),
            Err(error) => return error,
        }
    }
}

#[tokio::test]
async fn page_that_was_not_recorded_is_told_with_the_nearest() {
    let dir = two_pages().await;
    let list = || ListChats::new().limit(10).start_date("2016-08-01");
    let error = miss(dir.path(), list()).await;
    let words = [
        "/chats?",
        "page=3",
        "request.http",
        "page is 3, recorded 1 and 2",
    ];
    assert_told(&error, dir.path(), &words);

    let error = miss(dir.path(), list().start_date("2016-09-01")).await;
    let words = [
        "1.request.http",
        "start_date is 2016-09-01, recorded 2016-08-01",
    ];
    assert_told(&error, dir.path(), &words);

    let error = miss(dir.path(), ListChats::new().limit(10)).await;
    let words = ["start_date is not given, recorded 2016-08-01"];
    assert_told(&error, dir.path(), &words);

    let error = miss(dir.path(), list().end_date("2017-01-01")).await;
    let words = ["end_date is 2017-01-01, recorded not given"];
    assert_told(&error, dir.path(), &words);
}

#[tokio::test]
async fn request_once_more_than_it_was_recorded_is_a_miss() {
    let dir = one_chat();
    let player = player(dir.path());
    player.get_chat("7").await.expect("a chat");
    let error = player.get_chat("7").await.expect_err("a miss");
    assert_told(
        &error,
        dir.path(),
        &["/chat/7", "recorded once", "once more"],
    );
    // Each client plays the whole cassette; clones share it.
    super::player(dir.path())
        .get_chat("7")
        .await
        .expect("a chat");
    player.clone().get_chat("7").await.expect_err("a miss");
}

#[tokio::test]
async fn chat_that_was_not_recorded_is_told_with_its_path() {
    let dir = one_chat();
    let error = player(dir.path()).get_chat("8").await.expect_err("a miss");
    assert_told(&error, dir.path(), &["path is /chat/8, recorded /chat/7"]);
}

#[tokio::test]
async fn cassette_of_another_operation_is_told_with_both_names() {
    let dir = one_chat();
    let error = player(dir.path())
        .list_messages("7")
        .await
        .expect_err("a refusal");
    assert_told(&error, dir.path(), &["of get_chat", "list_messages"]);
    assert_eq!(error.attempts(), 0);
    let mut pages = player(dir.path()).list_chats(ListChats::new());
    let error = pages.next_page().await.expect_err("a refusal");
    assert_told(&error, dir.path(), &["of get_chat", "list_chats"]);
}

#[tokio::test]
async fn replay_below_another_base_url_or_with_a_key_is_the_same() {
    let dir = one_chat();
    let client = Client::builder()
        .replay(dir.path())
        .base_url("https://example.com/proxy/tagove/")
        .api_key("hunter2")
        .requests_per_second(0.001);
    let client = client.build().expect("a player");
    assert_eq!(
        client.get_chat("7").await.expect("a chat").id.as_deref(),
        Some("7")
    );
}

pub(super) fn one_chat() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    let case = r#"{"operation":"get_chat","arguments":{"chat_id":"7"},"options":{},"formats":["json"],"compare_headers":[]}"#;
    let length = ONE.len();
    for (name, text) in [
        ("case.json", case.to_owned()),
        ("1.request.http", "GET /chat/7 HTTP/1.1\r\n\r\n".to_owned()),
        (
            "1.response.http",
            format!("HTTP/1.1 200 OK\r\nContent-Length: {length}\r\n\r\n{ONE}"),
        ),
    ] {
        std::fs::write(dir.path().join(name), text).expect("written");
    }
    dir
}
