use tagove_server::Replay;

use crate::replay::{add, corpus};

const CASE: &str = r#"{"operation": "get_chat", "formats": ["json"]}"#;
const REQUEST: &str = "GET /chat/1 HTTP/1.1\r\n\r\n";
const RESPONSE: &str = "HTTP/1.1 200 OK\r\n\r\n";

#[test]
fn load_malformed_case_names_the_file() {
    let good = [
        ("case.json", CASE),
        ("1.request.http", REQUEST),
        ("1.response.http", RESPONSE),
    ];
    for (file, text, named) in [
        ("case.json", None, "case.json: cannot be read"),
        ("case.json", Some("{"), "case.json: EOF"),
        (
            "case.json",
            Some(r#"{"operation": "get_chats", "formats": ["json"]}"#),
            "case.json: `operation`",
        ),
        (
            "case.json",
            Some(r#"{"operation": "get_chat"}"#),
            "case.json: `formats`",
        ),
        (
            "case.json",
            Some(r#"{"operation": "get_chat", "formats": ["yaml"]}"#),
            "case.json: `formats`",
        ),
        (
            "case.json",
            Some(r#"{"operation": "get_chat", "formats": ["json", "xml"]}"#),
            "1.response.xml.http: cannot be read",
        ),
        (
            "case.json",
            Some(r#"{"operation": "get_chat", "formats": ["json"], "compare_headers": [1]}"#),
            "case.json: `compare_headers`",
        ),
        ("1.request.http", None, "1.request.http: cannot be read"),
        (
            "1.request.http",
            Some("GET /chat/1 HTTP/1.1\r\nHost: h\r\n"),
            "1.request.http: ends within the head",
        ),
        (
            "1.request.http",
            Some("hello\r\n\r\n"),
            "1.request.http: is no HTTP/1 request",
        ),
        (
            "1.request.http",
            Some("GET http://h/ HTTP/1.1\r\n\r\n"),
            "1.request.http: asks for",
        ),
        ("1.response.http", None, "1.response.http: cannot be read"),
        (
            "3.request.http",
            Some(REQUEST),
            "2.request.http: cannot be read",
        ),
        (
            "01.request.http",
            Some(REQUEST),
            "01.request.http: is not named like",
        ),
        (
            "1.respones.http",
            Some(RESPONSE),
            "1.respones.http: is not named like",
        ),
    ] {
        let mut files: Vec<_> = good.into_iter().filter(|(name, _)| *name != file).collect();
        files.extend(text.map(|text| (file, text)));
        let dir = corpus("get_chat/bad", &files);
        let error = Replay::load(dir.path()).expect_err(named).to_string();
        assert!(
            error.contains(named) && error.contains("bad"),
            "{file}: {error}"
        );
    }
}

#[test]
fn load_folder_without_cases_is_an_error() {
    let dir = tempfile::tempdir().expect("a folder");
    assert!(Replay::load(dir.path()).is_err());
    assert!(Replay::load(dir.path().join("nowhere")).is_err());
}

#[test]
fn load_cases_without_http_are_not_playable_and_no_error() {
    let dir = corpus(
        "parse_webhook/plain",
        &[
            ("case.json", r#"{"operation": "parse_webhook"}"#),
            ("input.bin", "\0"),
        ],
    );
    add(
        dir.path(),
        "get_chat/plain",
        &[
            ("case.json", CASE),
            ("1.request.http", REQUEST),
            ("1.response.http", RESPONSE),
        ],
    );
    add(dir.path(), ".hidden/folder", &[]);
    std::fs::write(dir.path().join("README.md"), "text").expect("written");
    assert_eq!(
        Replay::load(dir.path()).expect("a good corpus").playable(),
        1
    );
}
