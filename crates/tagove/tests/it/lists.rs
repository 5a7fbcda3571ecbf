//! Lists: when requests are made, how many, what stops them, what an error leaves.

use crate::{client, demo};
use futures_util::StreamExt as _;
use std::ops::RangeInclusive;
use tagove::{Ended, ErrorKind, ListChats};
use tagove_server::{Demo, DemoOptions, Fault, Faults, Server};

/// Requests that are never answered: nothing but giving them up ends them.
fn unanswered(numbers: RangeInclusive<u64>) -> Faults {
    Faults::at(numbers.map(|number| (number, Fault::Silence)))
}

#[tokio::test]
async fn list_that_nobody_reads_makes_no_request() {
    let (server, client) = demo(30, 5).await;
    let pages = client.list_chats(ListChats::new());
    let records = client.list_chats(ListChats::new()).records();
    drop((pages, records));
    // A request that was sent before this one would be in the journal before it.
    client.get_chat("43074").await.expect("the vendor's chat");
    assert_eq!(server.journal().request_count(), 1);
}

#[tokio::test]
async fn list_read_to_its_end_delivers_every_chat_once() {
    let (server, _) = demo(95, 0).await;
    for prefetch in [0, 1, 4, 50] {
        let mut chats = client(&server, prefetch)
            .list_chats(ListChats::new().limit(10))
            .records();
        let mut ids = std::collections::BTreeSet::new();
        while let Some(chat) = chats.next().await {
            ids.insert(chat.expect("a chat").get().id().expect("an id").to_owned());
        }
        let summary = chats.summary();
        assert_eq!(
            (ids.len(), summary.records, summary.pages),
            (95, 95, 11),
            "prefetch {prefetch}"
        );
        assert_eq!(
            (summary.ended, summary.complete, summary.duplicates),
            (Some(Ended::EmptyPage), true, 0)
        );
        assert!(
            chats.next().await.is_none(),
            "a list that ended has no more"
        );
    }
}

#[tokio::test]
async fn prefetch_asks_as_many_pages_ahead_and_none_before_the_first_came() {
    for prefetch in [0, 1, 3] {
        let (server, _) = demo(200, 0).await;
        let mut pages = client(&server, prefetch).list_chats(ListChats::new().limit(10));
        pages.next_page().await.expect("a page").expect("the first");
        server
            .journal()
            .wait_for_requests(1 + prefetch as u64)
            .await;
        pages
            .next_page()
            .await
            .expect("a page")
            .expect("the second");
        server
            .journal()
            .wait_for_requests(2 + prefetch as u64)
            .await;
        drop(pages);
        assert_eq!(server.journal().request_count(), 2 + prefetch as u64);
    }
}

#[tokio::test]
async fn list_that_is_dropped_stops_the_pages_asked_ahead() {
    let demo = Demo::generate(DemoOptions {
        chats: 100,
        ..DemoOptions::default()
    });
    let server = Server::demo(demo)
        .faults(unanswered(2..=5))
        .bind(0)
        .await
        .expect("a free port");
    let mut pages = client(&server, 4).list_chats(ListChats::new().limit(10));
    pages.next_page().await.expect("a page").expect("the first");
    server.journal().wait_for_requests(5).await;
    drop(pages);
    server.journal().wait_for_hang_ups(4).await;
}

#[tokio::test]
async fn list_that_is_stopped_ahead_hangs_up_and_still_delivers_everything() {
    let demo = Demo::generate(DemoOptions {
        chats: 30,
        ..DemoOptions::default()
    });
    let server = Server::demo(demo)
        .faults(unanswered(2..=3))
        .bind(0)
        .await
        .expect("a free port");
    let mut pages = client(&server, 2).list_chats(ListChats::new().limit(10));
    pages.next_page().await.expect("a page").expect("the first");
    server.journal().wait_for_requests(3).await;
    pages.stop_ahead();
    server.journal().wait_for_hang_ups(2).await;
    while pages.next_page().await.expect("a page").is_some() {}
    let summary = pages.summary();
    assert_eq!((summary.records, summary.complete), (30, true));
    assert_eq!(summary.ended.map(Ended::as_str), Some("empty_page"));
}

#[tokio::test]
async fn list_works_with_the_combinators_of_futures() {
    let (_server, client) = demo(30, 1).await;
    let chats = client.list_chats(ListChats::new().limit(10)).records();
    let some: Vec<_> = chats.take(12).collect().await;
    assert_eq!(some.into_iter().filter_map(Result::ok).count(), 12);
}

#[tokio::test]
async fn page_that_failed_can_be_asked_again() {
    let (server, _) = demo(25, 0).await;
    let address = server.address();
    let mut pages = client(&server, 0).list_chats(ListChats::new().limit(10));
    pages.next_page().await.expect("a page").expect("the first");
    server.shutdown().await;
    let error = pages.next_page().await.expect_err("the server is gone");
    assert_eq!(
        (error.kind(), pages.summary().ended),
        (ErrorKind::Connection, Some(Ended::Error))
    );

    let demo = Demo::generate(DemoOptions {
        chats: 25,
        ..DemoOptions::default()
    });
    let _server = Server::demo(demo)
        .bind(address.port())
        .await
        .expect("the port that was ours");
    let mut numbers = vec![];
    while let Some(page) = pages.next_page().await.expect("the server is back") {
        numbers.push(page.number());
    }
    assert_eq!((numbers, pages.summary().records), (vec![2, 3, 4], 25));
    assert_eq!(
        (pages.summary().ended, pages.summary().complete),
        (Some(Ended::EmptyPage), true)
    );
}

#[tokio::test]
async fn waiting_for_a_page_that_is_given_up_loses_nothing() {
    let (_server, client) = demo(60, 2).await;
    let mut chats = client.list_chats(ListChats::new().limit(5)).records();
    let mut count = 0;
    loop {
        // Polled once and dropped, again and again: the pager must not lose its place.
        let polled = futures_util::poll!(std::pin::pin!(chats.next()));
        match polled {
            std::task::Poll::Ready(Some(chat)) => {
                chat.expect("a chat");
                count += 1;
            }
            std::task::Poll::Ready(None) => break,
            std::task::Poll::Pending => tokio::task::yield_now().await,
        }
    }
    assert_eq!(count, 60);
}
