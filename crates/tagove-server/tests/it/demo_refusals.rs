use std::time::{Duration, Instant};

use serde_json::json;
use tagove_server::{Demo, DemoOptions, Server};

use crate::client::{ask, demo, get};

const SECRET: &str = "b1adac97642515fdccf9f3edc1b838db";

async fn locked() -> Server {
    let demo = Demo::generate(DemoOptions {
        chats: 3,
        ..DemoOptions::default()
    });
    Server::demo(demo)
        .key(SECRET)
        .bind(0)
        .await
        .expect("a free port")
}

#[tokio::test]
async fn key_missing_or_wrong_gives_401_without_repeating_it() {
    let server = locked().await;
    for headers in [
        &[][..],
        &["Authorization: Bearer wrong-key"],
        &["Authorization: Bearer "],
        &["Authorization: wrong-key"],
        &["Authorization: Basic d3Jvbmcta2V5Og=="],
        // The right key with a password.
        &["Authorization: Basic YjFhZGFjOTc2NDI1MTVmZGNjZjlmM2VkYzFiODM4ZGI6eA=="],
        &["Authorization: Digest b1adac97642515fdccf9f3edc1b838db"],
    ] {
        for target in ["/chats", "/nowhere"] {
            let answer = ask(&server, "GET", target, headers).await;
            assert_eq!(answer.status, 401, "{headers:?}");
            assert_eq!(answer.json()["success"], false);
            assert_eq!(answer.json()["error"]["code"], "ERROR_UNAUTHORIZED");
            let body = String::from_utf8_lossy(&answer.body).into_owned();
            assert!(
                !body.contains(SECRET) && !body.contains("wrong-key"),
                "{body}"
            );
        }
    }
}

#[tokio::test]
async fn key_of_any_text_is_let_in_where_none_is_fixed_but_an_empty_one_is_not() {
    let (_, server) = demo(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    })
    .await;
    for (header, status) in [
        ("Authorization: Bearer any", 200),
        ("Authorization: Basic YW55Og==", 200),
        ("Authorization: Bearer ", 401),
        // A colon alone.
        ("Authorization: Basic Og==", 401),
    ] {
        assert_eq!(
            ask(&server, "GET", "/chats", &[header]).await.status,
            status,
            "{header}"
        );
    }
}

#[tokio::test]
async fn key_right_is_let_in_as_bearer_and_as_basic() {
    let server = locked().await;
    for header in [
        "authorization: Bearer b1adac97642515fdccf9f3edc1b838db",
        "AUTHORIZATION: bearer b1adac97642515fdccf9f3edc1b838db",
        "Authorization: Basic YjFhZGFjOTc2NDI1MTVmZGNjZjlmM2VkYzFiODM4ZGI6",
    ] {
        assert_eq!(
            ask(&server, "GET", "/chats", &[header]).await.status,
            200,
            "{header}"
        );
    }
}

#[tokio::test]
async fn server_with_a_key_prints_no_key() {
    let setup = Server::demo(Demo::generate(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    }))
    .key(SECRET);
    assert!(!format!("{setup:?}").contains(SECRET));
}

#[tokio::test]
async fn id_unknown_gives_404_record_not_found() {
    let (_, server) = demo(DemoOptions::default()).await;
    for target in [
        "/chat/1",
        "/chat/043074",
        "/chat/+43074",
        "/chat/abc",
        "/chat/1/messages",
        "/chat/99999999999999999999/recording",
        "/visitor/1",
        "/visitor/838161%2F",
        "/visitor/0838161",
    ] {
        let answer = get(&server, target).await;
        assert_eq!(answer.status, 404, "{target}");
        assert_eq!(answer.json()["success"], false);
        assert_eq!(
            answer.json()["error"]["code"],
            "ERROR_RECORD_NOT_FOUND",
            "{target}"
        );
    }
}

#[tokio::test]
async fn path_unknown_gives_404_in_json() {
    let (_, server) = demo(DemoOptions::default()).await;
    for target in [
        "/",
        "/chat",
        "/chat/",
        "/chats/",
        "/chats/43074",
        "/chat/43074/files",
        "/visitors",
    ] {
        let answer = get(&server, target).await;
        assert_eq!(
            (answer.status, &answer.json()["error"]["code"]),
            (404, &json!("ERROR_NOT_FOUND")),
            "{target}"
        );
    }
}

#[tokio::test]
async fn parameter_that_cannot_be_read_gives_400_naming_it() {
    let (_, server) = demo(DemoOptions::default()).await;
    for (query, named) in [
        ("start_date=2016-13-01", "start_date"),
        ("start_date=2016-02-30", "start_date"),
        ("start_date=20160801", "start_date"),
        ("start_date=2016-8-1", "start_date"),
        ("end_date=2016-08-01T00:00", "end_date"),
        ("end_date=", "end_date"),
        ("start_date=2016-08-02&end_date=2016-08-01", "2016-08-02"),
        ("page=0", "page"),
        ("page=-1", "page"),
        ("page=+1", "page"),
        ("page=one", "page"),
        ("limit=0", "limit"),
        ("limit=1.5", "limit"),
        ("limit=", "limit"),
        ("limit=99999999999999999999999", "limit"),
        ("with=message", "with"),
        ("with=messages,", "with"),
    ] {
        for path in ["/chats", "/visitor"] {
            let answer = get(&server, &format!("{path}?{query}")).await;
            assert_eq!(answer.status, 400, "{path}?{query}");
            let error = answer.json()["error"].take();
            assert_eq!(error["code"], "ERROR_INVALID_INPUT");
            assert!(
                error["message"]
                    .as_str()
                    .is_some_and(|text| text.contains(named)),
                "{error}"
            );
        }
    }
    assert_eq!(
        get(&server, "/chats?unknown=1&page=3&page=1").await.status,
        200
    );
}

#[tokio::test]
async fn method_other_than_get_gives_405() {
    let (_, server) = demo(DemoOptions::default()).await;
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD"] {
        let answer = ask(
            &server,
            method,
            "/chats",
            &["Authorization: Bearer k", "Content-Length: 0"],
        )
        .await;
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), Some("GET"));
        assert_eq!(answer.header("content-type"), Some("application/json"));
        if method != "HEAD" {
            assert_eq!(answer.json()["error"]["code"], "ERROR_METHOD_NOT_ALLOWED");
        }
    }
}

#[tokio::test]
async fn request_id_sane_is_given_back_and_any_other_replaced_by_a_count() {
    let (_, server) = demo(DemoOptions::default()).await;
    let key = "Authorization: Bearer k";
    let sent = ask(&server, "GET", "/chats", &[key, "X-Request-Id: 7f.A-b_9"]).await;
    assert_eq!(sent.header("x-request-id"), Some("7f.A-b_9"));
    assert_eq!(sent.header("content-type"), Some("application/json"));
    let long = format!("X-Request-Id: {}", "a".repeat(129));
    let counted: [&[&str]; 4] = [&[key], &[key, "X-Request-Id: a b"], &[key, &long], &[]];
    for (count, headers) in (1..).zip(counted) {
        let answer = ask(&server, "GET", "/nowhere", headers).await;
        assert_eq!(
            answer.header("x-request-id"),
            Some(&*format!("demo-{count:06}"))
        );
        assert_eq!(answer.header("content-type"), Some("application/json"));
    }
}

#[tokio::test]
async fn latency_set_delays_every_answer() {
    let demo = Demo::generate(DemoOptions {
        chats: 1,
        ..DemoOptions::default()
    });
    let latency = Duration::from_millis(30);
    let server = Server::demo(demo)
        .latency(latency)
        .bind(0)
        .await
        .expect("a free port");
    for headers in [&["Authorization: Bearer k"][..], &[]] {
        let before = Instant::now();
        ask(&server, "GET", "/chats", headers).await;
        assert!(before.elapsed() >= latency);
    }
}
