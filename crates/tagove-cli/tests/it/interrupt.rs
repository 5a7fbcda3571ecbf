#![cfg(unix)]

use crate::command::{finish, signal};
use crate::export::names;
use crate::local::Local;
use crate::stub::{Reply, Stub};
use serde_json::json;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;
use tagove_server::DemoOptions;

/// One page of chats; the second never comes.
fn stuck() -> Stub {
    Stub::start(|target| match target.contains("page=1") {
        true => Reply::Json(200, r#"{"data": {"chat": {"id": "1"}}}"#.into()),
        false => Reply::Silence,
    })
}

#[test]
fn export_interrupted_leaves_nothing_and_ends_with_130() {
    for name in ["-INT", "-TERM"] {
        let dir = tempfile::tempdir().expect("a directory");
        let to = dir.path().join("out");
        let stub = stuck();
        let child = stub.spawn(&["export", "--to", to.to_str().expect("UTF-8")]);
        stub.wait_for("page=2");
        let drafts = names(&to);
        assert_eq!(drafts.len(), 2, "{drafts:?}");
        assert!(
            drafts
                .iter()
                .all(|name| name.starts_with('.') && name.ends_with(".partial"))
        );
        signal(child.id(), name);
        finish(child).assert_refused(130, &json!("Cancelled"), &["run the same command again"]);
        assert_eq!(names(dir.path()), [""; 0]);
    }
}

#[test]
fn list_interrupted_is_a_closed_document_and_ends_with_130() {
    let stub = stuck();
    let child = stub.spawn(&["list-chats", "--format", "json", "--prefetch", "0"]);
    stub.wait_for("page=2");
    signal(child.id(), "-INT");
    let run = finish(child);
    assert_eq!(
        (run.code, run.json()[0]["id"].clone()),
        (Some(130), json!("1"))
    );
    assert_eq!(run.message("error")["kind"], "Cancelled");
    assert_eq!(run.message("summary")["records"], 1);
}

#[test]
fn single_request_interrupted_hangs_up_and_ends_with_130() {
    let local = Local::start(DemoOptions::default(), |server| {
        server.latency(Duration::from_secs(3600))
    });
    let mut command = crate::command::tagove(&["get-chat", "1", "--base-url", &local.server.url()]);
    let child = command
        .env("TAGOVE_API_KEY", "test-key")
        .spawn()
        .expect("started");
    local.wait_for_requests(1);
    signal(child.id(), "-INT");
    finish(child).assert_refused(130, &json!("Cancelled"), &[]);
}

#[test]
fn list_stuck_in_a_full_pipe_ends_with_130_at_the_second_signal() {
    let page = format!(
        r#"{{"data": [{}]}}"#,
        vec![r#"{"status": "closed"}"#; 5_000].join(",")
    );
    let stub = Stub::start(move |_| Reply::Json(200, page.clone()));
    let mut child = stub.spawn(&["list-chats", "--prefetch", "0"]);
    let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
    // It is inside of the first page now, which is more than a pipe holds.
    stdout.read_line(&mut String::new()).expect("read");
    let id = child.id().to_string();
    let (sender, ended) = mpsc::channel();
    thread::spawn(move || sender.send(child.wait()));
    // Two signals at once may arrive as one.
    for _ in 0..200 {
        let _ = Command::new("kill")
            .args(["-INT", &id])
            .stderr(Stdio::null())
            .status();
        if let Ok(status) = ended.recv_timeout(Duration::from_millis(100)) {
            return assert_eq!(status.expect("waited for").code(), Some(130));
        }
    }
    panic!("it did not end");
}
