use crate::command::{Served, run, run_with};
use serde_json::{Value, json};
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

/// Sends a request as it is and gives the body of the answer.
pub(crate) fn ask(url: &str, target: &str) -> Value {
    let answer = answered(url, target, "");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    serde_json::from_str(body).expect("JSON")
}

/// The whole answer, head and all, to a request with these headers besides.
fn answered(url: &str, target: &str, headers: &str) -> String {
    let host = url.strip_prefix("http://").expect("a URL");
    let mut stream = TcpStream::connect(host).expect("a connection");
    write!(
        stream,
        "GET {target} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer b1adac97642515fdccf9f3edc1b838db\r\nconnection: close\r\n{headers}\r\n"
    )
    .expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("received");
    assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
    answer
}

#[test]
fn serve_first_line_is_the_url_and_the_vendors_sample_request_answers() {
    let served = Served::start(&["--port", "0"]);
    assert!(
        served.url.starts_with("http://127.0.0.1:"),
        "{}",
        served.url
    );
    let sample =
        "/chats?start_date=2016-08-01&end_date=2016-12-01&page=1&limit=10&with=messages%2Caccount";
    let answer = ask(&served.url, sample);
    assert_eq!(answer["success"], true);
    let items = answer["data"].as_array().expect("a list");
    assert_eq!(items.len(), 10);
    for item in items {
        assert!(item["account"]["first_name"].is_string(), "{item}");
        assert!(
            item["chat"]["id"].is_string() && item["chat"]["messages"].is_array(),
            "{item}"
        );
    }
}

#[test]
fn serve_with_sizes_and_key_serves_them() {
    let served = Served::start(&[
        "--port",
        "0",
        "--chats",
        "7",
        "--days",
        "2",
        "--seed",
        "4",
        "--key",
        "only-this",
    ]);
    let ask = |key| {
        run_with(
            &["list-chats", "--base-url", &served.url],
            &[("TAGOVE_API_KEY", key)],
        )
    };
    assert_eq!(ask("another").code, Some(3));
    let same = run(&[
        "list-chats",
        "--demo",
        "--demo-chats",
        "7",
        "--demo-days",
        "2",
        "--demo-seed",
        "4",
    ]);
    let run = ask("only-this");
    assert_eq!((run.code, run.records().len()), (Some(0), 7));
    assert_eq!(run.stdout, same.stdout);
}

#[test]
fn serve_without_compression_gives_answers_as_they_are() {
    let served = Served::start(&["--port", "0", "--chats", "1", "--no-compression"]);
    let answer = answered(&served.url, "/chats", "accept-encoding: zstd, gzip\r\n");
    assert!(!answer.contains("content-encoding"), "{answer}");
    assert!(answer.contains("\"success\":true"), "{answer}");
}

#[test]
fn serve_with_latency_lets_answers_wait() {
    let served = Served::start(&["--port", "0", "--chats", "1", "--latency", "3600"]);
    let args = ["list-chats", "--base-url", &served.url, "--timeout", "0.2"];
    let run = run_with(&args, &[("TAGOVE_API_KEY", "test-key")]);
    run.assert_refused(5, &json!("Timeout"), &["200ms"]);
}

#[cfg(unix)]
#[test]
fn serve_stopped_by_a_signal_ends_with_zero() {
    for name in ["-INT", "-TERM"] {
        let mut served = Served::start(&["--port", "0"]);
        let mut stdout = served.stdout.take().expect("not taken yet");
        let run = served.end(name);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        let mut rest = String::new();
        stdout.read_to_string(&mut rest).expect("read");
        assert_eq!(rest, "");
    }
}

#[test]
fn serve_on_a_port_that_is_taken_names_it() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let run = run(&["serve", "--port", &port]);
    run.assert_refused(2, &json!("Configuration"), &[&port, "--port"]);
}

#[test]
fn serve_with_a_latency_that_is_no_time_is_refused() {
    let run = run(&["serve", "--latency", "-1"]);
    run.assert_refused(2, &json!("Configuration"), &["--latency", "-1"]);
}
