use crate::command::{run, run_with};
use crate::local::Local;
use crate::stub::{Reply, Stub};
use serde_json::{Value, json};
use std::net::TcpListener;
use tagove_server::DemoOptions;

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
fn key_that_is_wrong_is_an_authentication_error() {
    let local = Local::start(DemoOptions::default(), |server| server.key("the-right-one"));
    let refused = local.run(&["list-chats"], &[]);
    refused.assert_refused(3, &json!("Authentication"), &["401", "TAGOVE_API_KEY"]);
    let right = local.run(&["list-chats"], &[("TAGOVE_API_KEY", "the-right-one")]);
    assert_eq!(right.code, Some(0));
}

#[test]
fn key_that_is_missing_is_a_configuration_error_saying_where_it_goes() {
    let run = run(&["list-chats"]);
    run.assert_refused(
        2,
        &json!("Configuration"),
        &["TAGOVE_API_KEY", "--api-key-file", "--demo"],
    );
}

#[test]
fn key_file_that_holds_none_is_named() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    };
    let absent = dir
        .path()
        .join("absent")
        .to_str()
        .expect("UTF-8")
        .to_owned();
    for path in [
        absent,
        file("empty", b""),
        file("blank", b"\nkey"),
        file("bytes", &[0xff, 0xfe]),
    ] {
        let run = run(&["list-chats", "--api-key-file", &path]);
        run.assert_refused(2, &json!("Configuration"), &[&path, "first line"]);
    }
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

#[test]
fn usage_that_is_wrong_ends_with_two() {
    for args in [
        &["list-chats", "--page", "many"][..],
        &["list-chats", "--demo", "--base-url", "http://localhost"],
        &["list-chats", "--demo", "--api-key-file", "x"],
        &["list-chats", "--demo-chats", "3"],
        &["list-chats", "--format", "xml"],
        &["serve", "--replay", "x", "--seed", "1"],
        &["serve", "--replay", "x", "--chats", "1"],
        &["serve", "--replay", "x", "--days", "1"],
        &["serve", "--replay", "x", "--latency", "1"],
        &["serve", "--replay", "x", "--key", "1"],
        &["export"],
        &["get-chat"],
        &["chats"],
        &[],
    ] {
        let run = run(args);
        assert_eq!(
            (run.code, run.stdout.as_str()),
            (Some(2), ""),
            "{args:?} {run:?}"
        );
        assert!(run.stderr.contains("--help"), "{args:?} {run:?}");
    }
}
