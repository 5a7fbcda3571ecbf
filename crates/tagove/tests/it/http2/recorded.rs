//! A recording of HTTP/2 is one of plain HTTP/1.1 that says so, and plays the same wherever it is played.

use super::peer::{Move, peer};
use super::{records, secure, trusting};
use std::path::Path;
use tagove::{Accept, Client};
use tagove_server::{Faults, Replay, Server};
use tempfile::TempDir;

/// The heads of a recording's answers, in order.
fn heads(folder: &Path, ending: &str, count: usize) -> Vec<String> {
    let read = |number: usize| {
        let file = folder.join(format!("{number}{ending}"));
        let text = std::fs::read_to_string(file).expect("a recorded answer");
        let (head, body) = text.split_once("\r\n\r\n").expect("a head");
        assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
        assert!(head.contains(&format!("Content-Length: {}", body.len())));
        head.to_ascii_lowercase()
    };
    (1..=count).map(read).collect()
}

#[tokio::test]
async fn list_of_http_2_plays_the_same_from_its_recording_and_from_a_server_of_it() {
    for (accept, ending) in [
        (Accept::Json, ".response.http"),
        (Accept::Xml, ".response.xml.http"),
    ] {
        let folder = TempDir::new().expect("a folder");
        let secure = secure(Faults::default()).await;
        let client = secure.client.accept(accept).record(folder.path());
        let given = records(&client.build().expect("a client")).await;
        assert_eq!(given.0.len(), 25);
        let asked = secure.server.journal().requests();
        assert!(asked.iter().all(|asked| asked.version == "HTTP/2"));
        secure.server.shutdown().await;

        for head in heads(folder.path(), ending, asked.len()) {
            assert!(
                head.contains("\r\nx-tagove-recorded: zstd, http/2\r\n"),
                "{head}"
            );
            let compressed = head.contains("content-encoding");
            assert!(!compressed && !head.contains("\r\n:status"), "{head}");
        }
        let replay = Client::builder().replay(folder.path()).accept(accept);
        assert_eq!(records(&replay.build().expect("a player")).await, given);

        let replay = Replay::load(folder.path()).expect("a recording");
        let server = Server::replay(replay).bind(0).await.expect("a free port");
        let client = Client::builder().api_key("key").base_url(server.url());
        let client = client.accept(accept).prefetch(0).build().expect("a client");
        assert_eq!(records(&client).await, given);
        let asked = server.journal().requests();
        assert!(asked.iter().all(|asked| asked.version == "HTTP/1.1"));
    }
}

#[tokio::test]
async fn answer_of_http_2_and_gzip_says_so_and_its_bytes_are_the_same() {
    const ONE: &str = r#"{"success":true,"data":{"chat":{"id":"7","comments":"\u00e9"}}}"#;
    let folder = TempDir::new().expect("a folder");
    let peer = peer([Move::Gzip(ONE)]).await;
    let (_ca, client) = trusting(&peer.url, &peer.certificate);
    let client = client.record(folder.path()).build().expect("a client");
    let chat = client.get_chat("7").await.expect("a chat");
    assert_eq!(chat.page().body(), ONE.as_bytes());
    let head = &heads(folder.path(), ".response.http", 1)[0];
    assert!(head.contains("x-tagove-recorded: gzip, http/2"), "{head}");

    let player = Client::builder().replay(folder.path()).build();
    let played = player.expect("a player").get_chat("7").await;
    let played = played.expect("a chat");
    assert_eq!(played.page().body(), ONE.as_bytes());
    assert_eq!(*played, *chat);
    let replay = Replay::load(folder.path()).expect("a recording");
    let server = Server::replay(replay).bind(0).await.expect("a free port");
    let played = crate::client(&server, 0).get_chat("7").await;
    let played = played.expect("a chat");
    assert_eq!(played.page().body(), ONE.as_bytes());
    assert_eq!(*played, *chat);
}
