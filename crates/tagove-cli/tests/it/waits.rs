//! What a user hears of requests that are made again.
#![cfg(unix)]

use crate::command::{finish, signal, tagove};
use crate::local::Local;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader, Read as _};
use std::process::Stdio;

/// The first line on stderr, told while the command waits; then it is interrupted.
fn told(args: &[&str], fault: &str) -> String {
    let local = Local::failing(&[(1, fault)]);
    let mut command = tagove(args);
    command.env("TAGOVE_API_KEY", "test-key");
    command.env("TAGOVE_BASE_URL", local.server.url());
    // A list that nobody reads would never end.
    command.stdout(Stdio::null());
    let mut child = command.spawn().expect("started");
    let mut stderr = BufReader::new(child.stderr.take().expect("piped"));
    let mut line = String::new();
    stderr.read_line(&mut line).expect("read");
    assert_eq!(local.targets().len(), 1, "{line}");
    signal(child.id(), "-INT");
    assert_eq!(finish(child).code, Some(130), "{line}");
    let mut rest = String::new();
    stderr.read_to_string(&mut rest).expect("read");
    assert!(
        rest.contains("interrupted") && rest.lines().count() == 1,
        "{rest}"
    );
    line
}

#[test]
fn wait_that_is_long_is_told_to_people_while_it_lasts() {
    let dir = tempfile::tempdir().expect("a directory");
    let to = dir.path().join("out");
    let to = to.to_str().expect("UTF-8");
    for command in [
        &["get-chat", "43074"][..],
        &["list-chats"],
        &["export", "--to", to],
    ] {
        let args = [command, &["--format", "table"]].concat();
        let line = told(&args, "429:30");
        assert_eq!(line, "retry: the server says 429; asking again in 30 s\n");
    }
}

#[test]
fn wait_that_is_long_is_told_to_programs_as_an_object() {
    let line = told(&["list-chats"], "503:30");
    let mut told: Value = serde_json::from_str(&line).expect("JSON");
    let id = told["retry"]["request_id"].take();
    assert_eq!(id.as_str().map(str::len), Some(32), "{line}");
    let retry = json!({
        "operation": "list_chats", "request_id": null, "attempt": 1, "status": 503, "kind": "Server", "wait": 30.0,
    });
    assert_eq!(told, json!({"retry": retry}));
}

#[test]
fn wait_that_is_short_is_not_told() {
    let local = Local::failing(&[(1, "503"), (3, "reset-before-head")]);
    let run = local.run(&["get-chat", "43074"], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let run = local.run(&["get-chat", "43074", "--format", "table"], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    assert_eq!(local.targets().len(), 4);
}

#[test]
fn last_failure_tells_how_often_it_was_tried_and_how_long_the_server_asks_to_wait() {
    let args = ["get-chat", "43074", "--max-retries", "1"];
    let table = [&args[..], &["--format", "table"]].concat();
    for (first, second, attempts, retry_after, end) in [
        ("503", "503", 2, Value::Null, "); 2 attempts\n"),
        (
            "429:120",
            "200",
            1,
            json!(120.0),
            "); the server asks to wait 120 s\n",
        ),
        (
            "503",
            "503:3600",
            2,
            json!(3600.0),
            "); 2 attempts; the server asks to wait 3600 s\n",
        ),
        ("404", "404", 1, Value::Null, ")\n"),
    ] {
        let script = |fault: &str| match fault {
            "200" => None,
            fault => Some(fault.to_owned()),
        };
        let faults: Vec<_> = [(1, script(first)), (2, script(second))]
            .into_iter()
            .filter_map(|(at, fault)| Some((at, fault?)))
            .collect();
        let faults: Vec<_> = faults
            .iter()
            .map(|(at, fault)| (*at, fault.as_str()))
            .collect();
        let error = Local::failing(&faults).run(&args, &[]).message("error");
        assert_eq!(
            (&error["attempts"], &error["retry_after"]),
            (&json!(attempts), &retry_after),
            "{error}"
        );
        let run = Local::failing(&faults).run(&table, &[]);
        assert!(run.stderr.ends_with(end), "{run:?}");
        assert_eq!(run.stderr.lines().count(), 1);
        assert_eq!(
            run.stderr.contains("; 2 attempts"),
            attempts == 2,
            "{run:?}"
        );
    }
}
