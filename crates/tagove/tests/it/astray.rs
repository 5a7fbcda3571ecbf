//! Requests that go where nobody meant them to: parameters in a path, and a page for people in the answer's place.

use crate::cassettes::{answer, answers};
use crate::wire::answer_once;
use tagove::{Client, ErrorKind, TagoveError};

const KEY: &str = "hunter2-hunter2";

fn client(base: String) -> Client {
    let client = Client::builder().api_key(KEY).base_url(base);
    client.max_retries(0).build().expect("a client")
}

async fn unread(head: &str, body: &str, id: &str) -> TagoveError {
    let base = answers(vec![answer("200 OK", head, body)]).await;
    let error = client(format!("{base}/base")).get_chat(id).await;
    error.expect_err("no answer")
}

#[tokio::test]
async fn path_with_parameters_is_refused_before_any_request() {
    let client = client("http://127.0.0.1:1".to_owned());
    for (path, mark, written) in [
        ("/chats?limit=5", "`?`", "%3F"),
        ("/chats#top", "`#`", "%23"),
        ("/?", "`?`", "%3F"),
    ] {
        let error = client.request("GET", path, &[]).await.expect_err(path);
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::InvalidRequest, 0)
        );
        let reason = error.reason();
        for part in [mark, written, "the option query"] {
            assert!(reason.contains(part), "{reason}");
        }
        assert!(!reason.contains("limit=5"), "{reason}");
    }
}

#[tokio::test]
async fn mark_that_a_path_escapes_is_sent_as_it_is() {
    let base = answer_once(answer("200 OK", "", "{}")).await;
    let answer = client(base).request("GET", "/is%3Fit%23", &[]).await;
    assert_eq!(answer.expect("an answer").status, 200);
}

#[tokio::test]
async fn html_page_tells_where_it_came_from_and_what_to_check() {
    let html = "<!DOCTYPE html><title>Log in, Ada</title>";
    let error = unread("Content-Type: text/html\r\n", html, "43074").await;
    assert_eq!(
        (error.kind(), error.status(), error.at()),
        (ErrorKind::Decode, Some(200), Some("byte 0"))
    );
    let reason = error.reason();
    for part in [
        "to GET /base/chat/43074 (status 200, content type text/html)",
        "the body is an HTML page",
        "check base_url, and any proxy in between",
        "(sent as request id ",
    ] {
        assert!(reason.contains(part), "{reason}");
    }
    assert!(
        !reason.contains("Ada") && !reason.contains('\n'),
        "{reason}"
    );
    assert_eq!(error.request_id(), None);
}

#[tokio::test]
async fn html_page_with_a_status_that_anybody_gives_is_told_too() {
    for (status, elsewhere) in [
        ("404 Gone", true),
        ("400 Bad", true),
        ("403 No", true),
        ("401 No", false),
        ("502 Bad", false),
    ] {
        let base = answers(vec![answer(status, "", "<html>Ada</html>")]).await;
        let error = client(base).get_chat("7").await.expect_err(status);
        let reason = error.reason();
        assert!(
            reason.contains("the body is an HTML page") && !reason.contains("Ada"),
            "{reason}"
        );
        assert_eq!(
            reason.contains("check base_url, and any proxy in between"),
            elsewhere,
            "{reason}"
        );
        assert!(!reason.contains("check the id"), "{reason}");
    }
}

#[tokio::test]
async fn warning_of_php_is_no_page_of_a_proxy() {
    let error = unread("", "<br />\n<b>Warning</b>: Ada {}", "7").await;
    let reason = error.reason();
    assert!(reason.contains("a warning of PHP"), "{reason}");
    assert!(
        !reason.contains("proxy") && !reason.contains("Ada"),
        "{reason}"
    );
}

#[tokio::test]
async fn request_id_of_the_answer_stands_in_the_place_of_the_one_that_was_sent() {
    let error = unread("X-Request-Id: r-7\r\n", "<html>", "7").await;
    let reason = error.reason();
    assert!(
        reason.ends_with("(request id r-7)") && !reason.contains("sent as"),
        "{reason}"
    );
}

#[tokio::test]
async fn key_in_a_path_and_a_path_without_end_are_not_shown() {
    let error = unread("", "<html>", &format!("{KEY}{}", "7".repeat(500))).await;
    let reason = error.reason();
    assert!(
        !reason.contains(KEY) && reason.contains("<redacted>"),
        "{reason}"
    );
    assert!(reason.len() < 400, "{reason}");
}

#[tokio::test]
async fn header_in_latin_1_comes_through() {
    let mut raw = b"HTTP/1.1 200 OK\r\nX-Place: caf\xe9\r\nX-Utf: caf\xc3\xa9\r\n".to_vec();
    raw.extend(b"Content-Length: 2\r\n\r\n{}");
    let answer = client(answer_once(raw).await)
        .request("GET", "/x", &[])
        .await;
    let headers = answer.expect("an answer").headers;
    for name in ["x-place", "x-utf"] {
        let value = headers.iter().find(|(known, _)| known == name);
        assert_eq!(value.map(|(_, value)| &**value), Some("café"), "{name}");
    }
}
