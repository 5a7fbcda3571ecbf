//! When things go wrong: what is asked again, how long after, and what the caller gets in the end.
//!
//! The sentences of the README's section of that name, and where else they are held: which outcomes pass and how long
//! the waits are, `src/retry.rs` and `src/retry_after.rs`; HTTP/2, `http2.rs`; hooks and `X-Request-Id`, `hooks.rs`; spans
//! and `traceparent`, `traces.rs`; recording and replay, `cassettes.rs`; the escape hatch, `raw.rs`.

use crate::scripted::{builder, server, status};
use crate::told::{EndlessClock, ToldClock};
use std::time::Duration;
use tagove::{Client, ErrorKind, ListChats, OnRateLimit, Options};
use tagove_server::{Fault, Faults};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn failures_that_may_pass_are_asked_again_until_they_do() {
    for fault in [
        status(408, None),
        status(429, None),
        status(500, None),
        status(503, None),
        Fault::ResetBeforeHead,
        Fault::ClosedBeforeHead,
        Fault::ResetInBody,
        Fault::Truncated,
        Fault::FalseGzip,
    ] {
        let server = server(Faults::at([(1, fault.clone()), (2, fault.clone())])).await;
        let clock = ToldClock::new();
        let client = builder(&server, &clock).build().expect("a client");
        let chat = client
            .get_chat("43074")
            .await
            .unwrap_or_else(|error| panic!("{fault}: {error}"));
        assert_eq!(
            (chat.id.as_deref(), chat.page().attempts()),
            (Some("43074"), 3),
            "{fault}"
        );
        assert_eq!(clock.waits(), [SECOND / 2, SECOND], "{fault}");
    }
}

#[tokio::test]
async fn failures_that_stay_are_the_callers_after_the_last_attempt() {
    let server = server(Faults::at((1..=5).map(|n| (n, status(503, None))))).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock).build().expect("a client");
    let error = client.get_chat("43074").await.expect_err("three times 503");
    assert_eq!(
        (error.kind(), error.status(), error.attempts()),
        (ErrorKind::Server, Some(503), 3)
    );
    assert_eq!(server.journal().request_count(), 3);
    let once = client
        .with_options(Options::new().max_retries(0))
        .expect("a client");
    let error = once.get_chat("43074").await.expect_err("a fourth");
    assert_eq!(error.attempts(), 1);
}

#[tokio::test]
async fn failures_that_do_not_pass_are_not_asked_again() {
    for fault in [
        status(400, None),
        status(404, None),
        Fault::RedirectToOtherPort,
    ] {
        let server = server(Faults::at([(1, fault.clone())])).await;
        let clock = ToldClock::new();
        let client = builder(&server, &clock).build().expect("a client");
        let error = client.get_chat("43074").await.expect_err("a failure");
        assert_eq!(error.attempts(), 1, "{fault}: {error}");
        assert!(clock.waits().is_empty());
    }
}

#[tokio::test]
async fn retry_after_is_waited_for_in_seconds_and_as_a_date() {
    for (retry_after, seconds) in [
        ("20", 20),
        ("Sun, 06 Nov 1994 08:49:37 GMT", 7),
        ("soon", 0),
    ] {
        let server = server(Faults::at([(1, status(429, Some(retry_after)))])).await;
        let clock = ToldClock::new();
        let client = builder(&server, &clock).build().expect("a client");
        client.get_chat("43074").await.expect("the second time");
        let expected = (seconds * SECOND).max(SECOND / 2);
        assert_eq!(clock.waits(), [expected], "{retry_after}");
    }
}

#[tokio::test]
async fn retry_after_beyond_the_budget_fails_at_once_and_says_when() {
    let server = server(Faults::at([(1, status(429, Some("61")))])).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock).build().expect("a client");
    let error = client.get_chat("43074").await.expect_err("too long");
    assert_eq!(
        (error.kind(), error.retry_after()),
        (ErrorKind::RateLimited, Some(61 * SECOND))
    );
    assert_eq!((error.attempts(), clock.waits().len()), (1, 0));
}

#[tokio::test]
async fn rate_limit_is_raised_if_the_caller_wants_that() {
    let server = server(Faults::at([(1, status(429, Some("1")))])).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock)
        .on_rate_limit(OnRateLimit::Raise)
        .build()
        .expect("a client");
    let error = client.get_chat("43074").await.expect_err("raised");
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::RateLimited, 1)
    );
}

#[tokio::test]
async fn attempt_that_is_too_slow_is_made_again() {
    let server = server(Faults::at([(1, Fault::Silence)])).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock)
        .attempt_timeout(3 * SECOND)
        .build()
        .expect("a client");
    let chat = client.get_chat("43074").await.expect("the second time");
    assert_eq!(chat.page().attempts(), 2);
    server.journal().wait_for_hang_ups(1).await;
}

#[tokio::test]
async fn budget_covers_all_attempts_and_the_waits_between_them() {
    let server = server(Faults::at((1..=9).map(|n| (n, status(503, None))))).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock)
        .max_retries(9)
        .timeout(3 * SECOND)
        .build()
        .expect("a client");
    let error = client.get_chat("43074").await.expect_err("no time left");
    // 0.5 s and 1 s fit; 2 s more would not.
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Server, 3));
    assert_eq!(clock.waits(), [SECOND / 2, SECOND]);
}

#[tokio::test]
async fn requests_are_spread_out_over_all_clones() {
    let server = server(Faults::at([])).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock)
        .requests_per_second(2.0)
        .build()
        .expect("a client");
    let other = client
        .with_options(Options::new().strict(true))
        .expect("a client");
    for client in [&client, &other, &client] {
        client.get_chat("43074").await.expect("a chat");
    }
    assert_eq!(clock.waits(), [SECOND / 2, SECOND / 2]);
}

#[tokio::test]
async fn storm_of_failures_is_ended_for_all_clones() {
    let refused = std::net::TcpListener::bind("127.0.0.1:0")
        .expect("a port")
        .local_addr()
        .expect("its address");
    let clock = ToldClock::new();
    let client = Client::builder()
        .api_key("test-key")
        .base_url(format!("http://{refused}"))
        .clock(clock.clone())
        .build()
        .expect("a client");
    let mut attempts = 0;
    for _ in 0..60 {
        attempts += client
            .clone()
            .get_chat("1")
            .await
            .expect_err("nobody there")
            .attempts();
    }
    // Sixty first attempts, and the hundred retries that the bucket holds.
    assert_eq!(attempts, 160);
    let error = client.get_chat("1").await.expect_err("nobody there");
    assert!(error.reason().contains("used up"), "{error}");
    assert!(error.request_id().is_none() && error.reason().contains("(sent as request id "));
}

#[tokio::test]
async fn list_goes_on_behind_a_page_that_failed_for_good() {
    let server = server(Faults::at([(2, status(503, None))])).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock)
        .max_retries(0)
        .prefetch(0)
        .build()
        .expect("a client");
    let mut pages = client.list_chats(ListChats::new().limit(10));
    let mut count = 0;
    let mut failed = 0;
    loop {
        match pages.next_page().await {
            Ok(Some(page)) => count += page.len(),
            Ok(None) => break,
            Err(_) => failed += 1,
        }
    }
    assert_eq!((count, failed), (30, 1));
    assert!(pages.summary().complete);
}

#[tokio::test]
async fn wait_that_is_given_up_makes_no_further_request() {
    let server = server(Faults::at([(1, status(503, Some("5")))])).await;
    let clock = EndlessClock::new();
    let client = Client::builder().api_key("test-key").base_url(server.url());
    let client = client.clock(clock.clone()).build().expect("a client");
    tokio::select! {
        _ = client.get_chat("43074") => panic!("the wait has no end"),
        () = clock.waited() => {}
    }
    // The call is gone, and its wait: the next request is the next call's own.
    client.get_chat("43074").await.expect("a chat");
    assert_eq!(server.journal().request_count(), 2);
}

#[tokio::test]
async fn turn_of_a_call_that_was_given_up_goes_to_the_one_behind() {
    let server = server(Faults::at([])).await;
    let clock = EndlessClock::new();
    let client = Client::builder().api_key("test-key").base_url(server.url());
    let client = client.requests_per_second(1.0).clock(clock.clone());
    let client = client.build().expect("a client");
    client.get_chat("43074").await.expect("the first at once");
    for _ in 0..100 {
        tokio::select! {
            _ = client.get_chat("43074") => panic!("the wait has no end"),
            () = clock.waited() => {}
        }
    }
    // A hundred turns are a hundred seconds; the budget is 60. The next one waits as well, and is not refused.
    tokio::select! {
        result = client.get_chat("43074") => panic!("{result:?}"),
        () = clock.waited() => {}
    }
}

#[tokio::test]
async fn storm_of_rate_limits_is_ended_as_well() {
    let server = server(Faults::at((1..=400).map(|n| (n, status(429, None))))).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock)
        .max_retries(1)
        .timeout(3600 * SECOND);
    let client = client.build().expect("a client");
    for _ in 0..200 {
        client.get_chat("43074").await.expect_err("429");
    }
    let error = client.get_chat("43074").await.expect_err("429");
    assert!(error.reason().contains("used up"), "{error}");
    // All first attempts, and the hundred retries that the bucket holds.
    assert_eq!(server.journal().request_count(), 301);
}
