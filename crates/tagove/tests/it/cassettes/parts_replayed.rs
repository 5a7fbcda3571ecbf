//! Which of several recorded calls a new one is.

use super::parts::respond;
use super::{ONE, answer, answers, player, read, recording};
use crate::demo;
use std::path::Path;
use tagove::{Chat, Client, ErrorKind, ListChats, Pages, TagoveError};
use tagove_server::{Replay, Server};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// The ids of the next page.
async fn ids(list: &mut Pages<Chat>) -> Result<Vec<String>, TagoveError> {
    let page = list.next_page().await?.expect("no end yet");
    let ids = page.iter().map(|chat| chat.id().expect("an id").to_owned());
    Ok(ids.collect())
}

/// Two equal lists that are read by turns, of which each was told something else.
async fn two_lists(dir: &Path) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let client = recording(&base, dir).build().expect("a client");
    let mut lists = [(); 2].map(|()| client.list_chats(ListChats::new()));
    for page in 1..=2 {
        for (number, list) in lists.iter_mut().enumerate() {
            let answered = async {
                let (socket, _) = listener.accept().await.expect("a client");
                let chats = format!(r#"{{"data":{{"chats":[{{"id":"{number}-{page}"}}]}}}}"#);
                respond(socket, &chats).await;
            };
            let (given, ()) = tokio::join!(ids(list), answered);
            assert_eq!(given.expect("a page"), [format!("{number}-{page}")]);
        }
    }
}

#[tokio::test]
async fn equal_lists_at_the_same_time_have_each_its_own_pages() {
    let dir = TempDir::new().expect("a folder");
    two_lists(dir.path()).await;
    for order in [[0, 1, 0, 1], [0, 0, 1, 1], [0, 1, 1, 0]] {
        let client = player(dir.path());
        let mut lists = [(); 2].map(|()| client.list_chats(ListChats::new()));
        let mut pages = [1, 1];
        for number in order {
            let given = ids(&mut lists[number]).await.expect("a page");
            assert_eq!(given, [format!("{number}-{}", pages[number])]);
            pages[number] += 1;
        }
        for list in &mut lists {
            let error = list.next_page().await.expect_err("no third page");
            assert!(
                error.reason().contains("page is 3, recorded 1 and 2"),
                "{error}"
            );
        }
    }
}

#[tokio::test]
async fn list_that_was_given_up_does_not_go_on_with_the_pages_of_another() {
    let dir = TempDir::new().expect("a folder");
    let (server, _) = demo(25, 0).await;
    let client = recording(&server.url(), dir.path()).build();
    let client = client.expect("a client");
    let list = |client: &Client| client.list_chats(ListChats::new().limit(10));
    let first = ids(&mut list(&client)).await.expect("a page");
    let given = read(list(&client)).await;
    server.shutdown().await;

    let client = player(dir.path());
    let mut abandoned = list(&client);
    assert_eq!(ids(&mut abandoned).await.expect("a page"), first);
    let error = ids(&mut abandoned).await.expect_err("not recorded");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.reason().contains("page is 2, recorded 1"), "{error}");
    assert_eq!(read(list(&client)).await, given);
    let error = ids(&mut list(&client)).await.expect_err("no third list");
    assert!(error.reason().contains("recorded 2 times"), "{error}");
    // In the other order it is the same: a recorded call is had by one.
    let client = player(dir.path());
    let mut whole = list(&client);
    ids(&mut whole).await.expect("the first of one page");
    assert_eq!(read(list(&client)).await, given);
    ids(&mut whole).await.expect_err("there is no second");
}

#[tokio::test]
async fn call_that_fits_none_is_told_with_what_was_asked() {
    let dir = TempDir::new().expect("a folder");
    let (server, _) = demo(25, 0).await;
    let client = recording(&server.url(), dir.path()).build();
    let client = client.expect("a client");
    read(client.list_chats(ListChats::new().limit(10))).await;
    client.get_chat("43074").await.expect("a chat");
    client.get_chat("43074").await.expect("a chat");
    let play = || player(dir.path());
    let told = |error: TagoveError, words: &[&str]| {
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let reason = error.reason();
        assert!(!reason.contains('\n'), "{reason}");
        let place = dir.path().display().to_string();
        for word in words.iter().chain([&&*place]) {
            assert!(reason.contains(word), "{word:?} is not in {reason}");
        }
    };
    let other = play().list_messages("43074").await.expect_err("a miss");
    told(other, &["of list_chats and get_chat, not of list_messages"]);
    let other = play().get_chat("7").await.expect_err("a miss");
    told(
        other,
        &[
            "/chat/7",
            "nearest is 2/1.request.http",
            "recorded /chat/43074",
        ],
    );
    let client = play();
    client.get_chat("43074").await.expect("the first");
    client.get_chat("43074").await.expect("the second");
    let other = client.get_chat("43074").await.expect_err("a miss");
    told(
        other,
        &[
            "/chat/43074",
            "recorded 2 times",
            "once more",
            "nothing that fits is left",
        ],
    );
    // Not the middle of a list that begins elsewhere.
    let mut middle = client.list_chats(ListChats::new().limit(10).page(2));
    let other = middle.next_page().await.expect_err("a miss");
    told(other, &["page is 2, recorded 1"]);
    assert_eq!(
        read(client.list_chats(ListChats::new().limit(10))).await["records"]
            .as_array()
            .map(Vec::len),
        Some(25)
    );
}

#[tokio::test]
async fn older_recording_of_equal_calls_in_one_folder_plays_them_all() {
    let dir = super::misses::one_chat();
    for name in ["request", "response"] {
        let text = std::fs::read_to_string(dir.path().join(format!("1.{name}.http")));
        let text = text.expect("a file").replace("hello", "world");
        std::fs::write(dir.path().join(format!("2.{name}.http")), text).expect("written");
    }
    let client = player(dir.path());
    for comments in ["hello", "world"] {
        let chat = client.get_chat("7").await.expect("a chat");
        assert_eq!(chat.comments.as_deref(), Some(comments));
    }
}

#[tokio::test]
async fn server_plays_all_parts() {
    let dir = TempDir::new().expect("a folder");
    let (server, _) = demo(25, 0).await;
    let client = recording(&server.url(), dir.path()).build();
    let given = asked(&client.expect("a client")).await;
    server.shutdown().await;
    let replay = Replay::load(dir.path()).expect("a recording");
    assert_eq!(replay.playable(), 3);
    let server = Server::replay(replay).bind(0).await.expect("a free port");
    assert_eq!(asked(&crate::client(&server, 0)).await, given);
}

async fn asked(client: &Client) -> [serde_json::Value; 3] {
    let list = || client.list_chats(ListChats::new().limit(10));
    let chat = client.get_chat("43074").await.expect("a chat");
    [
        serde_json::json!(*chat),
        read(list()).await,
        read(list().take(10)).await,
    ]
}

#[tokio::test]
async fn server_plays_equal_requests_of_all_parts_in_their_order() {
    let dir = TempDir::new().expect("a folder");
    let xml = "<r><data><chat><id>7</id><comments>second</comments></chat></data></r>";
    let base = answers(vec![
        answer("200 OK", "", ONE),
        answer("200 OK", "", xml),
        answer("200 OK", "", &ONE.replace("hello", "third")),
    ])
    .await;
    let client = recording(&base, dir.path()).build().expect("a client");
    for _ in 0..3 {
        client.get_chat("7").await.expect("a chat");
    }
    // The first was never answered, as far as its folder tells.
    for first in ["hello", "second"] {
        let replay = Replay::load(dir.path()).expect("a recording");
        let server = Server::replay(replay).bind(0).await.expect("a free port");
        let client = crate::client(&server, 0);
        let all = ["hello", "second", "third"];
        for comments in all.into_iter().skip_while(|comments| *comments != first) {
            let chat = client.get_chat("7").await.expect("a chat");
            assert_eq!(chat.comments.as_deref(), Some(comments));
        }
        for name in ["case.json", "1.request.http", "1.response.http"] {
            let _ = std::fs::remove_file(dir.path().join(name));
        }
    }
}
