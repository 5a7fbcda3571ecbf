//! The flags of a client's options: each does what it says.

use crate::command::{Run, run_with};
use crate::local::Local;
use crate::stub::{Reply, Stub};
use serde_json::json;
use std::net::TcpListener;

fn assert_failed(run: &Run, code: i32, kind: &str, attempts: u64) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{run:?}");
    let error = run.message("error");
    assert_eq!(
        (&error["kind"], &error["attempts"]),
        (&json!(kind), &json!(attempts)),
        "{run:?}"
    );
}

#[test]
fn max_retries_of_none_ends_at_the_first_failure() {
    for command in [&["get-chat", "43074"][..], &["list-chats"]] {
        let local = Local::failing(&[(1, "503")]);
        let run = local.run(&[command, &["--max-retries", "0"]].concat(), &[]);
        assert_failed(&run, 7, "Server", 1);
        assert_eq!(local.targets().len(), 1);
    }
}

#[test]
fn max_retries_of_one_asks_once_more() {
    let local = Local::failing(&[(1, "503"), (3, "503"), (4, "503")]);
    let args = ["get-chat", "43074", "--max-retries", "1"];
    assert_eq!(local.run(&args, &[]).code, Some(0));
    assert_failed(&local.run(&args, &[]), 7, "Server", 2);
    assert_eq!(local.targets().len(), 4);
}

#[test]
fn on_rate_limit_decides_whether_a_429_is_asked_again() {
    for (word, code, asked) in [("wait", 0, 2), ("raise", 5, 1)] {
        let local = Local::failing(&[(1, "429")]);
        let run = local.run(&["get-chat", "43074", "--on-rate-limit", word], &[]);
        assert_eq!(
            (run.code, local.targets().len()),
            (Some(code), asked),
            "{run:?}"
        );
    }
}

#[test]
fn requests_per_second_gives_every_request_its_turn() {
    let local = Local::chats(20);
    let fast = [
        "list-chats",
        "--limit",
        "10",
        "--requests-per-second",
        "1e6",
    ];
    assert_eq!(local.run(&fast, &[]).records().len(), 20);
    let asked = local.targets().len();
    // The second turn would come in three hours.
    let slow = [
        "list-chats",
        "--limit",
        "10",
        "--requests-per-second",
        "0.0001",
    ];
    let run = local.run(&slow, &[]);
    assert_eq!((run.code, run.records().len()), (Some(5), 10), "{run:?}");
    let reason = run.message("error")["reason"].to_string();
    assert!(reason.contains("requests_per_second"), "{reason}");
    assert_eq!(local.targets().len(), asked + 1);
}

#[test]
fn attempt_timeout_ends_an_attempt_and_not_the_request() {
    let stub = Stub::start(|_| Reply::Silence);
    let run = stub.run(&[
        "get-chat",
        "1",
        "--attempt-timeout",
        "0.05",
        "--max-retries",
        "1",
    ]);
    assert_failed(&run, 5, "Timeout", 2);
    let reason = run.message("error")["reason"].to_string();
    assert!(reason.contains("50ms; raise attempt_timeout"), "{reason}");
}

#[test]
fn connect_timeout_ends_a_handshake_that_nobody_answers() {
    // It is connected to, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("https://{}", silent.local_addr().expect("an address"));
    let args = ["get-chat", "1", "--base-url", &url, "--max-retries", "0"];
    let limits = ["--connect-timeout", "0.05", "--attempt-timeout", "8"];
    let run = run_with(&[&args[..], &limits].concat(), &[("TAGOVE_API_KEY", "k")]);
    // The other one would be a `Timeout`.
    assert_failed(&run, 6, "Connection", 1);
}

#[test]
fn limits_of_an_answer_are_those_that_were_given() {
    let local = Local::chats(20);
    for (flag, little, enough) in [
        ("--max-body-bytes", "300", "1000000"),
        ("--max-rows", "5", "1000"),
        ("--max-depth", "2", "64"),
    ] {
        let run = local.run(&["list-chats", flag, little], &[]);
        assert_failed(&run, 7, "Decode", 1);
        let option = flag[2..].replace('-', "_");
        let reason = run.message("error")["reason"].to_string();
        assert!(reason.contains(&option), "{reason}");
        let run = local.run(&["list-chats", flag, enough], &[]);
        assert_eq!((run.code, run.records().len()), (Some(0), 20), "{flag}");
    }
}
