//! A stream over 200 pages of 100 chats × 20 messages from the local server at 20 ms latency: one page after the
//! other, against pages asked ahead.

use crate::rounds::{Contender, compare};
use std::time::Duration;
use tagove::{Client, Include, ListChats};
use tagove_server::{Demo, DemoOptions, Server};

const PAGES: usize = 200;

#[expect(
    clippy::expect_used,
    reason = "a benchmark of something broken must not be printed"
)]
pub(crate) fn run() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let demo = Demo::generate(DemoOptions {
        chats: PAGES * 100,
        messages_per_chat: Some(20),
        ..DemoOptions::default()
    });
    let server = runtime
        .block_on(
            Server::demo(demo)
                .latency(Duration::from_millis(20))
                .bind(0),
        )
        .expect("a free port");
    let url = server.url();
    let read = |prefetch: usize| {
        let client = Client::builder()
            .api_key("demo")
            .base_url(&url)
            .prefetch(prefetch)
            .build()
            .expect("a client");
        runtime.block_on(async {
            let mut chats = client
                .list_chats(
                    ListChats::new()
                        .limit(100)
                        .include([Include::Messages, Include::Account]),
                )
                .records();
            let mut messages = 0;
            while let Some(chat) = chats.next().await {
                messages += chat
                    .expect("a chat")
                    .get()
                    .messages()
                    .map_or(0, |list| list.len());
            }
            assert_eq!(
                (chats.summary().records, messages),
                ((PAGES * 100) as u64, PAGES * 2000),
                "records are missing"
            );
        });
    };
    compare(
        "stream: 200 pages at 20 ms latency",
        3,
        1,
        &mut [
            Contender {
                name: "prefetch = 8",
                run: Box::new(|| read(8)),
            },
            Contender {
                name: "prefetch = 1, the default",
                run: Box::new(|| read(1)),
            },
            Contender {
                name: "prefetch = 0, sequential",
                run: Box::new(|| read(0)),
            },
        ],
    );
}
