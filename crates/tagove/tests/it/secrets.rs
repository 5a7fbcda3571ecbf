//! The key appears in nothing that can be printed.

mod everywhere;
mod spoken;

use crate::wire::answer_once;
use tagove::Client;

const KEY: &str = "hunter2-hunter2";

#[tokio::test]
async fn key_that_the_server_repeats_is_not_shown() {
    let json = format!(
        r#"{{"success":false,"error":{{"code":"BAD {KEY}","message":"line one\nkey {KEY} is bad"}}}}"#
    );
    let head = format!(
        "HTTP/1.1 400 Bad\r\nX-Request-Id: r-{KEY}\r\nContent-Type: text/{KEY}\r\nContent-Length: {}\r\n\r\n",
        json.len()
    );
    let base = answer_once(head + &json).await;
    let client = Client::builder()
        .api_key(KEY)
        .base_url(base)
        .build()
        .expect("a client");
    let error = client.get_chat("1").await.expect_err("a refusal");
    let shown = format!(
        "{error} {error:?} {:?} {}",
        error.request_id(),
        serde_json::to_string(&error).expect("JSON")
    );
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(
        error.reason().contains("line one key <redacted> is bad"),
        "{shown}"
    );
}

#[tokio::test]
async fn redirect_elsewhere_is_refused_and_names_where_without_its_secrets() {
    let answer = format!(
        "HTTP/1.1 302 Found\r\nLocation: http://u:{KEY}@127.0.0.2:9/x?k={KEY}\r\nContent-Length: 0\r\n\r\n"
    );
    let base = answer_once(answer).await;
    let client = Client::builder()
        .api_key(KEY)
        .base_url(base)
        .build()
        .expect("a client");
    let error = client.get_chat("1").await.expect_err("a refusal");
    assert_eq!(
        (error.kind(), error.status()),
        (tagove::ErrorKind::Connection, Some(302))
    );
    assert!(
        error.reason().contains("http://127.0.0.2:9/x") && !error.reason().contains("hunter2"),
        "{error}"
    );
}

#[tokio::test]
async fn key_that_the_server_repeats_in_another_form_is_not_shown() {
    use base64::Engine as _;
    use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
    let key = "hunter2+hunter/2";
    let forms = [
        STANDARD.encode(format!("{key}:")),
        STANDARD.encode(key),
        "hunter2%2Bhunter%2F2".to_owned(),
        "hunter2%2bhunter%2f2".to_owned(),
        "%68unter2%2Bhunter/2".to_owned(),
        URL_SAFE.encode(format!("{key}:")),
        URL_SAFE_NO_PAD.encode(key),
    ];
    let json = format!(
        r#"{{"success":false,"error":{{"message":"you sent {}"}}}}"#,
        forms.join(" and ")
    );
    let head = format!("HTTP/1.1 400 Bad\r\nContent-Length: {}\r\n\r\n", json.len());
    let base = answer_once(head + &json).await;
    let client = Client::builder()
        .api_key(key)
        .base_url(base)
        .auth(tagove::Auth::Basic);
    let error = client
        .build()
        .expect("a client")
        .get_chat("1")
        .await
        .expect_err("a refusal");
    let redacted = ["<redacted>"; 7].join(" and ");
    assert!(
        error.reason().contains(&format!("you sent {redacted}")),
        "{error}"
    );
}

#[tokio::test]
async fn strict_shows_no_name_of_the_body_that_is_the_key_or_more_than_a_line() {
    let name = format!("a\\n{KEY} {}", "x".repeat(100_000));
    let json = format!(r#"{{"data":{{"chat":{{"id":"1","{name}":1,"{name}":2}}}}}}"#);
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", json.len());
    let base = answer_once(head + &json).await;
    let client = Client::builder().api_key(KEY).base_url(base).strict(true);
    let client = client.build().expect("a client");
    let error = client.get_chat("1").await.expect_err("strict");
    assert_eq!(error.kind(), tagove::ErrorKind::Decode);
    let shown = format!("{error} {:?}", error.at());
    assert!(error.reason().contains("duplicate_member") && error.reason().contains("status 200"));
    assert!(
        !shown.contains("hunter2") && !shown.contains('\n') && shown.len() < 2000,
        "{} characters",
        shown.len()
    );
}

#[tokio::test]
async fn key_in_a_json_pointer_is_not_shown() {
    let key = "hunter2/hunter2~x";
    let json = format!(r#"{{"data":{{"chat":{{"id":"1","{key}":1,"{key}":2}}}}}}"#);
    let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", json.len());
    let base = answer_once(head + &json).await;
    let client = Client::builder().api_key(key).base_url(base).strict(true);
    let error = client.build().expect("a client").get_chat("1").await;
    let error = error.expect_err("strict");
    let shown = format!("{error} {:?}", error.at());
    assert!(
        shown.contains("duplicate_member") && !shown.contains("hunter2"),
        "{shown}"
    );
}

#[test]
fn debug_of_client_and_options_does_not_show_the_key() {
    let options = Client::builder()
        .api_key(KEY)
        .base_url("https://example.com");
    let shown = format!("{options:?} {:?}", options.clone().build());
    assert!(
        !shown.contains("hunter2") && shown.contains("Client"),
        "{shown}"
    );
}
