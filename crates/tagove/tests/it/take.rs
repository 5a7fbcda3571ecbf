//! `take(n)`: no record more, no request more, and the summary says so.

use crate::demo;
use tagove::{Ended, ListChats};

#[tokio::test]
async fn take_ends_where_the_caller_said_and_asks_for_nothing_behind_it() {
    for (take, pages) in [(0, 0), (1, 1), (9, 1), (10, 1), (11, 2), (25, 3)] {
        let (server, client) = demo(95, 0).await;
        let mut chats = client
            .list_chats(ListChats::new().limit(10))
            .records()
            .take(take);
        let mut count = 0;
        while let Some(chat) = chats.next().await {
            chat.expect("a chat");
            count += 1;
        }
        let summary = chats.summary();
        assert_eq!((count, summary.records, summary.pages), (take, take, pages));
        assert_eq!(
            (summary.ended, summary.complete),
            (Some(Ended::Taken), false)
        );
        assert_eq!(server.journal().request_count(), pages, "take {take}");
        assert!(chats.next().await.is_none());
    }
}

#[tokio::test]
async fn take_of_more_than_there_are_ends_as_the_list_does() {
    let (_server, client) = demo(15, 2).await;
    let mut pages = client.list_chats(ListChats::new().limit(10)).take(16);
    let mut count = 0;
    while let Some(page) = pages.next_page().await.expect("a page") {
        count += page.len();
    }
    let summary = pages.summary();
    assert_eq!((count, summary.records), (15, 15));
    assert_eq!(
        (summary.ended, summary.complete),
        (Some(Ended::EmptyPage), true)
    );
}

#[tokio::test]
async fn take_of_a_list_under_way_counts_from_there() {
    // Inside the page in use, to its very end, and beyond it.
    for (more, pages) in [(0, 1), (3, 1), (6, 1), (7, 2), (26, 3)] {
        let (server, client) = demo(95, 0).await;
        let mut chats = client.list_chats(ListChats::new().limit(10)).records();
        for _ in 0..4 {
            chats.next().await.expect("a chat").expect("no error");
        }
        let mut chats = chats.take(more);
        let mut count = 0;
        while let Some(chat) = chats.next().await {
            chat.expect("a chat");
            count += 1;
        }
        let summary = chats.summary();
        assert_eq!((count, summary.records), (more, 4 + more), "{more} more");
        assert_eq!(
            (summary.ended, summary.complete),
            (Some(Ended::Taken), false)
        );
        assert_eq!(server.journal().request_count(), pages, "{more} more");
    }
}

#[tokio::test]
async fn take_asks_no_page_ahead_behind_the_one_with_the_last_record() {
    let (server, client) = demo(95, 8).await;
    let mut pages = client.list_chats(ListChats::new().limit(10)).take(10);
    let page = pages.next_page().await.expect("a page").expect("the first");
    assert_eq!(page.len(), 10);
    assert_eq!(pages.summary().ended, Some(Ended::Taken));
    client.get_chat("43074").await.expect("the vendor's chat");
    assert_eq!(server.journal().request_count(), 2);
}

#[tokio::test]
async fn take_asks_no_more_pages_ahead_than_it_needs() {
    let (server, client) = demo(95, 8).await;
    let mut chats = client
        .list_chats(ListChats::new().limit(10))
        .records()
        .take(25);
    while let Some(chat) = chats.next().await {
        chat.expect("a chat");
    }
    assert_eq!(chats.summary().records, 25);
    assert_eq!(server.journal().request_count(), 3);
}

#[tokio::test]
async fn take_of_nothing_still_tells_of_a_refused_parameter() {
    let (server, client) = demo(5, 0).await;
    let mut pages = client
        .list_chats(ListChats::new().start_date("yesterday"))
        .take(0);
    pages.next_page().await.expect_err("no date");
    assert_eq!(server.journal().request_count(), 0);
}
