//! What is refused before anything is sent, and what an unreachable, slow or unwilling server becomes.

use crate::{client, demo};
use std::time::Duration;
use tagove::{Client, ErrorKind, Include, ListChats, ListVisitorSessions};
use tagove_server::{Demo, DemoOptions, Server};

#[tokio::test]
async fn request_that_makes_no_sense_is_refused_before_it_is_sent() {
    let (server, client) = demo(1, 1).await;
    let lists = [
        (
            ListChats::new().start_date("2016-13-01"),
            "start_date `2016-13-01`",
        ),
        (ListChats::new().end_date("2016-2-1"), "end_date `2016-2-1`"),
        (
            ListChats::new()
                .start_date("2016-02-02")
                .end_date("2016-02-01"),
            "start_date 2016-02-02 is after",
        ),
        (ListChats::new().page(0), "page 0"),
        (ListChats::new().limit(-3), "limit -3"),
        (
            ListChats::new().include_words(["message"]),
            "did you mean `messages`?",
        ),
        (
            ListChats::new().include_words([""]),
            "it takes `messages` and `account`",
        ),
    ];
    for (options, text) in lists {
        let error = client
            .list_chats(options)
            .next_page()
            .await
            .expect_err(text);
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::InvalidRequest, 0)
        );
        assert!(
            error.to_string().contains(text),
            "{error} is not about {text}"
        );
    }
    for id in ["", ".", ".."] {
        assert_eq!(
            client.get_chat(id).await.expect_err(id).kind(),
            ErrorKind::InvalidRequest
        );
        assert_eq!(
            client.get_visitor_sessions(id).await.expect_err(id).kind(),
            ErrorKind::InvalidRequest
        );
    }
    assert_eq!(server.journal().request_count(), 0);
}

#[tokio::test]
async fn parameters_go_out_as_the_vendor_writes_them() {
    let (server, client) = demo(1, 0).await;
    let options = ListChats::new()
        .start_date("2016-08-01")
        .end_date("2016-12-01")
        .limit(10);
    let mut pages = client.list_chats(options.include([Include::Messages, Include::Account]));
    pages.next_page().await.expect("a page");
    client
        .get_visitor_sessions("a/b c")
        .await
        .expect_err("no such visitor");
    let asked: Vec<String> = server
        .journal()
        .requests()
        .into_iter()
        .map(|asked| asked.target)
        .collect();
    assert_eq!(
        asked,
        [
            "/chats?start_date=2016-08-01&end_date=2016-12-01&limit=10&with=messages%2Caccount&page=1",
            "/visitor/a%2Fb%20c"
        ]
    );
}

#[tokio::test]
async fn server_that_is_not_there_is_a_connection_error() {
    let free = std::net::TcpListener::bind("127.0.0.1:0")
        .expect("a port")
        .local_addr()
        .expect("its address");
    let client = Client::builder()
        .api_key("key")
        .max_retries(0)
        .base_url(format!("http://{free}"))
        .build()
        .expect("a client");
    let error = client.get_chat("1").await.expect_err("nobody there");
    assert_eq!(
        (error.kind(), error.status(), error.attempts()),
        (ErrorKind::Connection, None, 1)
    );
    assert!(
        error.to_string().contains(&free.to_string()) && error.to_string().contains("base_url"),
        "{error}"
    );
}

#[tokio::test]
async fn wrong_key_is_an_authentication_error_with_all_its_fields() {
    let demo = Demo::generate(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    });
    let server = Server::demo(demo)
        .key("right")
        .bind(0)
        .await
        .expect("a free port");
    let client = Client::builder()
        .api_key("wrong-hunter2")
        .base_url(server.url())
        .build()
        .expect("a client");
    let error = client.get_chat("43074").await.expect_err("refused");
    assert_eq!(
        (error.kind(), error.status(), error.code()),
        (
            ErrorKind::Authentication,
            Some(401),
            Some("ERROR_UNAUTHORIZED")
        )
    );
    assert!(error.request_id().is_some());
    assert!(
        error.to_string().contains("check api_key") && !format!("{error:?}").contains("hunter2"),
        "{error}"
    );
}

#[tokio::test]
async fn answer_that_takes_too_long_is_a_timeout_and_the_socket_closes() {
    let demo = Demo::generate(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    });
    let server = Server::demo(demo)
        .latency(Duration::from_secs(3600))
        .bind(0)
        .await
        .expect("a free port");
    let client = Client::builder()
        .api_key("key")
        .base_url(server.url())
        .timeout(Duration::from_secs(3))
        .build()
        .expect("a client");
    let error = client.get_chat("43074").await.expect_err("too slow");
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 1));
    assert!(
        error.to_string().contains("within 3s") && error.to_string().contains("raise timeout"),
        "{error}"
    );
    server.journal().wait_for_hang_ups(1).await;
}

#[tokio::test]
async fn request_that_is_dropped_closes_its_socket() {
    let demo = Demo::generate(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    });
    let server = Server::demo(demo)
        .latency(Duration::from_secs(3600))
        .bind(0)
        .await
        .expect("a free port");
    let client = client(&server, 1);
    tokio::select! {
        _ = client.get_chat("43074") => panic!("the server answers in an hour"),
        () = server.journal().wait_for_requests(1) => {}
    }
    server.journal().wait_for_hang_ups(1).await;
}

#[tokio::test]
async fn list_of_sessions_and_sessions_of_a_visitor_agree() {
    let (_server, client) = demo(40, 1).await;
    let mut sessions = client
        .list_visitor_sessions(ListVisitorSessions::new().limit(7))
        .records();
    let mut by_visitor = std::collections::BTreeMap::<String, Vec<String>>::new();
    while let Some(session) = sessions.next().await {
        let session = session.expect("a session").to_owned();
        by_visitor
            .entry(session.visitor_id.expect("a visitor"))
            .or_default()
            .push(session.id.expect("an id"));
    }
    assert!(sessions.summary().complete && by_visitor.values().any(|sessions| sessions.len() > 1));
    for (visitor, ids) in by_visitor {
        let sessions = client
            .get_visitor_sessions(&visitor)
            .await
            .expect("sessions");
        let mut found: Vec<_> = sessions
            .iter()
            .filter_map(|session| session.id.clone())
            .collect();
        found.sort();
        let mut ids = ids;
        ids.sort();
        assert_eq!(found, ids, "of visitor {visitor}");
    }
}

#[tokio::test]
async fn url_that_cannot_be_sent_is_refused_before_any_request() {
    let client = Client::builder()
        .api_key("test-key")
        .base_url("http://127.0.0.1:9");
    let client = client.build().expect("a client");
    let error = client
        .get_chat(&"1".repeat(70_000))
        .await
        .expect_err("too long");
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::InvalidRequest, 0)
    );
    assert!(
        error.reason().contains("none above 65000 can be sent"),
        "{error}"
    );
}

#[test]
fn zone_that_is_refused_although_it_is_there_is_not_advised() {
    let client = Client::builder().api_key("test-key").time_zone("localtime");
    let error = client.build().expect_err("no zone of its own");
    assert!(!error.reason().contains("did you mean"), "{error}");
}
