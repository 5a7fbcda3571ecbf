//! What a server of HTTP/2 can do to a request that one of HTTP/1.1 cannot.

use super::peer::{INTERNAL_ERROR, Move, REFUSED_STREAM, peer};
use super::trusting;
use crate::told::ToldClock;
use std::time::Duration;
use tagove::ErrorKind;

const ONE: &str = r#"{"success":true,"data":{"chat":{"id":"7","comments":"hello"}}}"#;

/// The connections of the requests that were made.
fn seen(peer: &mut super::peer::Peer) -> Vec<u32> {
    std::iter::from_fn(|| peer.requests.try_recv().ok()).collect()
}

#[tokio::test]
async fn request_that_the_server_would_not_take_is_made_again_and_counted() {
    for (refusal, connections) in [
        (Move::Reset(REFUSED_STREAM), [1, 1]),
        (Move::Reset(INTERNAL_ERROR), [1, 1]),
        (Move::ResetAfter("{", INTERNAL_ERROR), [1, 1]),
        (Move::Short("{\"success\"", 100), [1, 1]),
        (Move::GoAway, [1, 2]),
        (Move::CloseAfter("{"), [1, 2]),
    ] {
        let mut peer = peer([refusal, Move::Answer(ONE)]).await;
        let (_ca, client) = trusting(&peer.url, &peer.certificate);
        let clock = ToldClock::new();
        let client = client.clock(clock.clone()).build().expect("a client");
        let chat = client.get_chat("7").await;
        let chat = chat.unwrap_or_else(|error| panic!("{refusal:?}: {error}"));
        assert_eq!(chat.comments.as_deref(), Some("hello"));
        // Nobody below us asks again behind our back.
        assert_eq!(chat.page().attempts(), 2, "{refusal:?}");
        assert_eq!(clock.waits().len(), 1, "{refusal:?}");
        assert_eq!(seen(&mut peer), connections, "{refusal:?}");
    }
}

#[tokio::test]
async fn answer_that_stays_broken_is_an_error_of_its_kind() {
    for (broken, kind, at) in [
        (Move::Reset(REFUSED_STREAM), ErrorKind::Connection, None),
        (Move::GoAway, ErrorKind::Connection, None),
        (
            Move::ResetAfter("{", INTERNAL_ERROR),
            ErrorKind::Connection,
            None,
        ),
        // As over HTTP/1.1: an end in good order, but not where it was announced.
        (Move::Short("{\"success\"", 100), ErrorKind::Decode, None),
        (Move::Short("{\"success\"", 5), ErrorKind::Decode, None),
        (
            Move::CloseAfter("{\"success\""),
            ErrorKind::Decode,
            Some("byte 10"),
        ),
    ] {
        let mut peer = peer([broken]).await;
        let (_ca, client) = trusting(&peer.url, &peer.certificate);
        let client = client.max_retries(0).build().expect("a client");
        let error = client.get_chat("7").await.expect_err("broken");
        assert_eq!(
            (error.kind(), error.at()),
            (kind, at),
            "{broken:?}: {error}"
        );
        let text = error.to_string();
        assert!(!text.contains("test-key") && !text.contains('\n'), "{text}");
        assert_eq!(seen(&mut peer), [1], "{broken:?}");
    }
}

#[tokio::test]
async fn text_of_a_server_that_goes_away_is_in_no_error() {
    for body in [None, Some("{")] {
        let peer = peer([Move::GoAwayWith(body, "do\"not tell test-key")]).await;
        let (_ca, client) = trusting(&peer.url, &peer.certificate);
        // It would be written with a backslash.
        let client = client.api_key("do\"not").max_retries(0).build();
        let error = client.expect("a client").get_chat("7").await;
        let error = error.expect_err("gone");
        assert_eq!(error.kind(), ErrorKind::Connection);
        let shown = format!("{error} {error:?}");
        assert!(shown.contains("excessive load"), "{shown}");
        assert!(!shown.contains("not tell"), "{shown}");
    }
}

#[tokio::test]
async fn connection_that_died_silently_is_given_up_before_the_attempt_is() {
    let mut peer = peer([Move::Nothing, Move::Answer(ONE)]).await;
    let (_ca, client) = trusting(&peer.url, &peer.certificate);
    let client = client.clock(ToldClock::new()).build().expect("a client");
    let mut asked = tokio::spawn(async move { client.get_chat("7").await });
    assert_eq!(peer.requests.recv().await, Some(1));
    // Time passes only when we say so: as long as this waits, tokio does not put its clock forward by itself. It does not
    // wait for ever, so that this test can fail.
    let (end, ended) = std::sync::mpsc::channel::<()>();
    let holding = tokio::task::spawn_blocking(move || ended.recv_timeout(Duration::from_secs(20)));
    tokio::time::pause();
    tokio::time::advance(Duration::from_secs(11)).await;
    tokio::select! {
        ping = peer.pings.recv() => ping.expect("a question"),
        _ = &mut asked => panic!("nobody asked whether the connection lives"),
    }
    tokio::time::advance(Duration::from_secs(11)).await;
    let chat = asked.await.expect("no panic").expect("the second time");
    assert_eq!(chat.page().attempts(), 2);
    assert_eq!(peer.requests.recv().await, Some(2));
    drop(end);
    assert!(holding.await.expect("no panic").is_err());
}
