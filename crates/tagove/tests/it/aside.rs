//! `read_aside`: large answers are read where the caller says.

use crate::cassettes::{answer, answers};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tagove::Client;

/// An answer with one chat, of about so many bytes.
fn chat(bytes: usize) -> String {
    let body = format!(
        r#"{{"success":true,"data":{{"chat":{{"id":"7","remarks":"{}"}}}}}}"#,
        "x".repeat(bytes)
    );
    answer("200 OK", "content-type: application/json\r\n", &body)
}

async fn read(bytes: usize, run: impl Fn(&mut dyn FnMut()) + Send + Sync + 'static) -> usize {
    let calls = Arc::new(AtomicUsize::new(0));
    let counted = calls.clone();
    let client = Client::builder()
        .api_key("k")
        .base_url(answers(vec![chat(bytes)]).await)
        .read_aside(move |read| {
            counted.fetch_add(1, Ordering::Relaxed);
            run(read);
        });
    let client = client.build().expect("a client");
    let chat = client.get_chat("7").await.expect("an answer");
    assert_eq!(chat.id.as_deref(), Some("7"));
    calls.load(Ordering::Relaxed)
}

#[tokio::test]
async fn read_aside_runs_the_reading_of_large_answers_alone() {
    assert_eq!(read(3 << 20, |read| read()).await, 1);
    assert_eq!(read(1000, |read| read()).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn read_aside_may_hand_the_thread_to_others() {
    let moved = |read: &mut dyn FnMut()| tokio::task::block_in_place(read);
    let reading = tokio::spawn(read(3 << 20, moved));
    assert_eq!(reading.await.expect("no panic"), 1);
}

#[tokio::test]
async fn read_aside_that_runs_nothing_or_twice_loses_nothing() {
    assert_eq!(read(3 << 20, |_| {}).await, 1);
    assert_eq!(
        read(3 << 20, |read| {
            read();
            read();
        })
        .await,
        1
    );
}
