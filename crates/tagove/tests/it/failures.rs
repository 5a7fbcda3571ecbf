//! Failures whose body does not come, or comes in pieces: the status is what counts.

use crate::cassettes::{answer, answers};
use crate::told::ToldClock;
use crate::wire::answer_once;
use std::time::Duration;
use tagove::{ApiKey, Client, ClientBuilder, ErrorKind, OnRateLimit, TagoveError};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

const SECOND: Duration = Duration::from_secs(1);
const CHAT: &str = r#"{"success":true,"data":{"chat":{"id":"7"}}}"#;

fn cut(status: &str) -> String {
    format!("HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 100\r\n\r\nabc")
}

fn builder(base: String) -> ClientBuilder {
    Client::builder().api_key("test-key").base_url(base)
}

async fn refused(builder: ClientBuilder) -> TagoveError {
    let client = builder.build().expect("a client");
    client.get_chat("7").await.expect_err("a failure")
}

#[tokio::test]
async fn failure_that_is_cut_short_keeps_its_status_and_what_it_asked_to_wait() {
    let cut_503 = cut("503 Busy\r\nRetry-After: 20");
    let base = answers(vec![cut_503, answer("200 OK", "", CHAT)]).await;
    let clock = ToldClock::new();
    let client = builder(base).clock(clock.clone()).build();
    let client = client.expect("a client");
    client.get_chat("7").await.expect("the second time");
    assert_eq!(clock.waits(), [20 * SECOND]);

    for (status, kind) in [
        ("404 Gone", ErrorKind::NotFound),
        ("400 Bad", ErrorKind::InvalidRequest),
        ("401 No", ErrorKind::Authentication),
    ] {
        let error = refused(builder(answer_once(cut(status)).await)).await;
        assert_eq!((error.kind(), error.attempts()), (kind, 1), "{error}");
    }
    let limited = builder(answer_once(cut("429 Slow\r\nRetry-After: 20")).await);
    let error = refused(limited.on_rate_limit(OnRateLimit::Raise)).await;
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(
        (error.retry_after(), error.attempts()),
        (Some(20 * SECOND), 1)
    );
}

#[tokio::test]
async fn failure_whose_body_stalls_keeps_its_status_when_time_is_over() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let base = format!("http://{}", listener.local_addr().expect("its address"));
    let held = tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.expect("a client");
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(socket.read_u8().await.expect("a request"));
        }
        let answer = cut("429 Slow\r\nRetry-After: 20");
        socket.write_all(answer.as_bytes()).await.expect("taken");
        // Until the client hangs up.
        let _ = socket.read(&mut [0]).await;
    });
    let client = builder(base).on_rate_limit(OnRateLimit::Raise);
    let error = refused(client.attempt_timeout(3 * SECOND)).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::RateLimited, Some(429))
    );
    assert_eq!(error.retry_after(), Some(20 * SECOND));
    held.await.expect("hung up");
}

#[tokio::test]
async fn latest_of_several_retry_after_counts() {
    let busy = answer("503 Busy", "Retry-After: 1\r\nRetry-After: 30\r\n", "{}");
    let base = answers(vec![busy, answer("200 OK", "", CHAT)]).await;
    let clock = ToldClock::new();
    let client = builder(base).clock(clock.clone()).build();
    let client = client.expect("a client");
    client.get_chat("7").await.expect("the second time");
    assert_eq!(clock.waits(), [30 * SECOND]);
}

#[tokio::test]
async fn last_answer_is_the_callers_when_no_other_attempt_can_be_made() {
    // Its turn would come after the budget.
    let base = answer_once(answer("503 Busy", "", "{}")).await;
    let slow = builder(base).clock(ToldClock::new());
    let error = refused(slow.requests_per_second(0.2).timeout(2 * SECOND)).await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Server, Some(503))
    );
    assert_eq!(error.attempts(), 1);

    // The key expired while it waited, and there is no other.
    let base = answer_once(answer("503 Busy", "", "{}")).await;
    let asked = std::sync::atomic::AtomicBool::new(false);
    let client = Client::builder().base_url(base).clock(ToldClock::new());
    let error = refused(client.credentials(move || {
        let again = asked.swap(true, std::sync::atomic::Ordering::Relaxed);
        async move {
            match again {
                false => Ok(ApiKey::new("test-key").expires_in(SECOND / 10)),
                true => Err("the vault is closed".into()),
            }
        }
    }))
    .await;
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::Server, Some(503))
    );
}

#[tokio::test]
async fn redirect_to_what_is_no_place_names_its_scheme_only() {
    let away = answer(
        "302 Found",
        "Location: mailto:anna:hunter9@example.com\r\n",
        "",
    );
    let error = refused(builder(answer_once(away).await)).await;
    let text = error.to_string();
    assert!(
        text.contains("mailto:") && !text.contains("hunter9"),
        "{text}"
    );
}
