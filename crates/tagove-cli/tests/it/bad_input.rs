use crate::command::{run, run_with};
use crate::stub::{Reply, Stub};
use serde_json::{Value, json};
use std::net::TcpListener;

fn refused(args: &[&str], words: &[&str]) {
    run(args).assert_refused(2, &json!("InvalidRequest"), words);
    let table = run(&[args, &["--format", "table"]].concat());
    assert_eq!((table.code, table.stdout.as_str()), (Some(2), ""));
    assert_eq!(table.stderr.lines().count(), 1, "{table:?}");
    assert!(table.stderr.starts_with("error: "), "{table:?}");
}

#[test]
fn date_malformed_is_named_with_its_form() {
    for date in ["2016-02-30", "yesterday", "01.08.2016", "", "-1"] {
        for command in ["list-chats", "list-visitor-sessions"] {
            refused(
                &[command, "--demo", "--start-date", date],
                &["start_date", date, "yyyy-mm-dd"],
            );
            refused(
                &[command, "--demo", "--end-date", date],
                &["end_date", date, "yyyy-mm-dd"],
            );
        }
    }
}

#[test]
fn dates_in_the_wrong_order_are_refused() {
    let dates = ["--start-date", "2016-09-02", "--end-date", "2016-09-01"];
    refused(
        &[&["list-chats", "--demo"], &dates[..]].concat(),
        &["2016-09-02", "swap"],
    );
}

#[test]
fn page_and_limit_below_one_are_refused() {
    for number in ["0", "-1"] {
        for command in ["list-chats", "list-visitor-sessions"] {
            refused(
                &[command, "--demo", "--page", number],
                &["page", number, "below 1"],
            );
            refused(
                &[command, "--demo", "--limit", number],
                &["limit", number, "below 1"],
            );
        }
    }
}

#[test]
fn id_that_is_none_is_refused() {
    for id in ["", ".", ".."] {
        for command in ["get-chat", "list-messages", "get-recording"] {
            refused(
                &[command, "--demo", id],
                &["chat_id", "take one from a list"],
            );
        }
        refused(
            &["get-visitor-sessions", "--demo", id],
            &["visitor_id", "take one from a list"],
        );
    }
}

#[test]
fn include_unknown_is_refused_with_the_near_match() {
    refused(
        &["list-chats", "--demo", "--include", "messages,accounts"],
        &["accounts", "`account`"],
    );
}

#[test]
fn id_of_nobody_is_not_found() {
    run(&["get-visitor-sessions", "--demo", "nobody"]).assert_refused(
        4,
        &json!("NotFound"),
        &["404"],
    );
}

#[test]
fn server_that_is_not_there_is_a_connection_error_naming_it() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    drop(listener);
    let dir = tempfile::tempdir().expect("a directory");
    let to = dir.path().join("out");
    let to = to.to_str().expect("UTF-8");
    let environment = [
        ("TAGOVE_API_KEY", "test-key"),
        ("TAGOVE_BASE_URL", url.as_str()),
    ];
    for command in [
        &["list-chats"][..],
        &["get-chat", "1"],
        &["export", "--to", to],
    ] {
        let run = run_with(command, &environment);
        run.assert_refused(6, &json!("Connection"), &[&url, "check base_url"]);
    }
    assert!(!std::path::Path::new(to).exists());
}

#[test]
fn base_url_that_would_send_the_key_in_the_open_is_refused() {
    let run = run_with(
        &["list-chats", "--base-url", "http://example.com"],
        &[("TAGOVE_API_KEY", "test-key")],
    );
    run.assert_refused(2, &json!("Configuration"), &["https"]);
}

#[test]
fn timeout_that_is_no_time_is_refused() {
    for seconds in ["0", "-1", "nan", "1e300"] {
        let run = run(&["list-chats", "--demo", "--timeout", seconds]);
        run.assert_refused(2, &json!("Configuration"), &["timeout"]);
    }
}

#[test]
fn timeout_that_passes_ends_with_its_code() {
    let stub = Stub::start(|_| Reply::Silence);
    let run = stub.run(&["get-chat", "1", "--timeout", "0.05"]);
    run.assert_refused(5, &json!("Timeout"), &["50ms"]);
}

#[test]
fn failures_of_the_server_end_with_the_code_of_their_kind() {
    for (status, code, kind) in [
        (400, 2, "InvalidRequest"),
        (403, 3, "PermissionDenied"),
        (410, 4, "NotFound"),
        (429, 5, "RateLimited"),
        (408, 5, "Timeout"),
        (502, 7, "Server"),
    ] {
        let stub = Stub::start(move |_| Reply::Json(status, r#"{"message": "no\nnever"}"#.into()));
        stub.run(&["get-chat", "1"])
            .assert_refused(code, &json!(kind), &["no never"]);
    }
    let stub = Stub::start(|_| Reply::Json(200, "<html>".into()));
    stub.run(&["get-chat", "1"])
        .assert_refused(7, &json!("Decode"), &[]);
}

#[test]
fn stdout_that_is_full_is_a_disk_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
    // Only Linux has one.
    let Ok(full) = full else { return };
    let mut command = crate::command::tagove(&["get-chat", "--demo", "43074"]);
    let run = crate::command::finish(command.stdout(full).spawn().expect("started"));
    run.assert_refused(9, &Value::Null, &["stdout"]);
}
