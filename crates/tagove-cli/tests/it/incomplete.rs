//! Exports of lists that may not be all there is.

use crate::command::Run;
use crate::export::names;
use crate::stub::{Reply, Stub};
use serde_json::json;
use std::fs;
use tempfile::TempDir;

const FILES: [&str; 2] = ["chats.jsonl", "visitor_sessions.jsonl"];

/// Exports from a server whose list at this path is always this, while the other is empty.
fn export(path: &'static str, body: &'static str, format: &str) -> (Run, TempDir) {
    let dir = tempfile::tempdir().expect("a directory");
    let stub = Stub::start(move |target| {
        let body = match target.starts_with(path) {
            true => body,
            false => r#"{"data": []}"#,
        };
        Reply::Json(200, body.into())
    });
    let to = dir.path().to_str().expect("UTF-8");
    let run = stub.run(&["export", "--to", to, "--prefetch", "0", "--format", format]);
    (run, dir)
}

/// It names its files, ends with 1, and says so in one line in every form.
fn assert_findings(path: &'static str, body: &'static str, code: &str, words: &str) {
    let (table, dir) = export(path, body, "table");
    assert_eq!((table.code, table.stdout.as_str()), (Some(1), ""));
    assert_eq!(names(dir.path()), FILES);
    let lines: Vec<_> = table.stderr.lines().collect();
    assert_eq!(lines.len(), 2, "{table:?}");
    assert!(
        lines[0].starts_with(&format!("warning: {words}")),
        "{table:?}"
    );
    assert!(
        lines[1].starts_with("exported ") && lines[1].contains("not known to be complete"),
        "{table:?}"
    );

    let (jsonl, dir) = export(path, body, "jsonl");
    assert_eq!((jsonl.code, jsonl.stdout.as_str()), (Some(1), ""));
    assert_eq!(names(dir.path()), FILES);
    let warning = json!({"code": code, "page": jsonl.message("warning")["page"], "at": ""});
    assert_eq!(jsonl.message("warning"), warning);
    let summary = jsonl.message("summary");
    assert_eq!(summary["complete"], false);
    let findings = summary["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), 1);
    assert!(
        findings[0].as_str().expect("a text").starts_with(words),
        "{summary}"
    );
}

#[test]
fn export_of_a_repeated_page_ends_with_one_and_says_so() {
    assert_findings(
        "/chats",
        r#"{"data": [{"id": "1"}]}"#,
        "repeated_page",
        "the server repeated page 2: more chats may be there; ",
    );
    assert_findings(
        "/visitor",
        r#"{"data": [{"id": "1"}]}"#,
        "repeated_page",
        "the server repeated page 2: more visitor sessions may be there; ",
    );
}

#[test]
fn export_of_fewer_than_announced_ends_with_one_and_says_so() {
    assert_findings(
        "/visitor",
        r#"{"total": 3, "data": []}"#,
        "fewer_than_announced",
        "the server announced more visitor sessions than it gave: some may be missing; ",
    );
}

#[test]
fn export_that_may_be_incomplete_still_holds_what_came() {
    let (run, dir) = export("/chats", r#"{"data": [{"id": "1"}]}"#, "table");
    let chats = fs::read_to_string(dir.path().join(FILES[0])).expect("exported");
    assert_eq!(chats.lines().count(), 1);
    let counts = "exported 1 chat with 0 messages and 0 visitor sessions, not";
    assert!(run.stderr.contains(counts), "{run:?}");
}

#[test]
fn export_with_record_warnings_only_ends_with_zero() {
    let dir = tempfile::tempdir().expect("a directory");
    let stub = Stub::list(r#"[{"id": "1", "date_created": "late"}]"#);
    let to = dir.path().to_str().expect("UTF-8");
    let run = stub.run(&["export", "--to", to, "--format", "table"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let lines: Vec<_> = run.stderr.lines().collect();
    assert_eq!(
        lines[..2],
        [
            "warning: unfit_value: 1 value of chats' date_created does not fit; kept in extra (chat 1, page 1)",
            "warning: unfit_value: 1 value of visitor sessions' date_created does not fit; kept in extra \
             (visitor session 1, page 1)",
        ]
    );
    assert_eq!(lines.len(), 3);
}
