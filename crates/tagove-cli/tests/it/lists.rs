use crate::command::run;
use crate::local::Local;
use crate::stub::{Reply, Stub};
use serde_json::{Value, json};
use tagove_server::Asked;

#[test]
fn list_chats_demo_every_chat_is_a_line() {
    let run = run(&["list-chats", "--demo", "--demo-chats", "25"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    let records = run.records();
    assert_eq!(records.len(), 25);
    assert!(
        records
            .iter()
            .all(|chat| chat["id"].is_string() && chat["messages"].is_null())
    );
    let summary = json!({"pages": 4, "records": 25, "duplicates": 0, "ended": "empty_page", "complete": true});
    assert_eq!(run.messages(), [json!({"summary": summary})]);
}

#[test]
fn list_chats_demo_of_some_days_is_within_them() {
    let run = run(&["list-chats", "--demo", "--demo-days", "2"]);
    assert_eq!(run.records().len(), 500);
    for chat in run.records() {
        let day = chat["date_created"].as_str().expect("a time");
        assert!(
            day.starts_with("2016-08-01T") || day.starts_with("2016-08-02T"),
            "{day}"
        );
    }
}

#[test]
fn list_prefetch_asks_for_so_many_pages_ahead() {
    let stub = Stub::start(|target| match target.contains("page=1") {
        true => Reply::Json(200, r#"{"data": [{"id": "1"}]}"#.into()),
        false => Reply::Silence,
    });
    let mut child = stub.spawn(&["list-chats", "--prefetch", "3"]);
    stub.wait_for("page=4");
    child.kill().expect("killed");
    child.wait().expect("waited for");
}

#[test]
fn auth_basic_sends_the_key_as_user_name() {
    let stub = Stub::list("[]");
    assert_eq!(stub.run(&["list-chats", "--auth", "basic"]).code, Some(0));
    stub.wait_for("Basic dGVzdC1rZXk6");
    assert_eq!(stub.run(&["list-chats"]).code, Some(0));
    stub.wait_for("Bearer test-key");
}

#[test]
fn list_formats_json_and_jsonl_hold_equal_records() {
    for command in ["list-chats", "list-visitor-sessions"] {
        let json = run(&[command, "--demo", "--format", "json"]);
        let jsonl = run(&[command, "--demo", "--format", "jsonl"]);
        let elsewhere = run(&[command, "--demo"]);
        assert_eq!(json.json(), Value::Array(jsonl.records()));
        assert!(jsonl.records().len() >= 500);
        assert_eq!(jsonl.stdout, elsewhere.stdout);
    }
}

#[test]
fn list_parameters_given_as_flags_are_sent_under_the_vendors_names() {
    let local = Local::chats(20);
    let range = [
        "--start-date",
        "2016-08-01",
        "--end-date",
        "2016-12-31",
        "--page",
        "2",
        "--limit",
        "5",
        "--prefetch",
        "0",
    ];
    let chats = local.run(
        &[&["list-chats", "--include", "messages,account"], &range[..]].concat(),
        &[],
    );
    let sessions = local.run(&[&["list-visitor-sessions"], &range[..]].concat(), &[]);
    assert_eq!(
        (chats.code, chats.records().len()),
        (Some(0), 15),
        "{chats:?}"
    );
    assert!(
        chats
            .records()
            .iter()
            .all(|chat| chat["account"].is_object() && chat["messages"].is_array())
    );
    assert_eq!(sessions.code, Some(0));
    let asked: Vec<Asked> = local.server.journal().requests();
    let query = "start_date=2016-08-01&end_date=2016-12-31&limit=5";
    assert_eq!(
        asked[0].target,
        format!("/chats?{query}&with=messages%2Caccount&page=2")
    );
    assert_eq!(asked[4].target, format!("/visitor?{query}&page=2"));
}

#[test]
fn list_empty_in_json_is_an_empty_array() {
    let demo = [
        "list-chats",
        "--demo",
        "--end-date",
        "2000-01-01",
        "--format",
    ];
    let json = run(&[&demo[..], &["json"]].concat());
    assert_eq!((json.code, json.json()), (Some(0), json!([])));
    let jsonl = run(&[&demo[..], &["jsonl"]].concat());
    assert_eq!((jsonl.code, jsonl.stdout.as_str()), (Some(0), ""));
}

#[test]
fn list_error_on_a_later_page_leaves_a_closed_document_and_tells() {
    let stub = Stub::start(|target| match target.contains("page=1") {
        true => Reply::Json(
            200,
            r#"{"success": true, "data": {"chat": {"id": "1"}}}"#.into(),
        ),
        false => Reply::Json(500, "{}".into()),
    });
    let run = stub.run(&["list-chats", "--format", "json"]);
    assert_eq!(
        (run.code, run.json()[0]["id"].clone()),
        (Some(7), json!("1"))
    );
    assert_eq!(run.json().as_array().expect("an array").len(), 1);
    assert_eq!(run.message("error")["kind"], "Server");
    assert_eq!(run.message("summary")["ended"], "error");
}

#[test]
fn list_incomplete_warns_and_ends_with_zero() {
    let stub = Stub::start(|_| {
        let body = r#"{"success": true, "data": [{"id": "1", "chat_duration": "soon"}]}"#;
        Reply::Json(200, body.into())
    });
    let run = stub.run(&["list-chats", "--prefetch", "0"]);
    assert_eq!((run.code, run.records().len()), (Some(0), 1), "{run:?}");
    let messages = run.messages();
    assert_eq!(
        messages[0],
        json!({"warning": {"code": "unfit_value", "page": 1, "at": "/0/chat_duration"}})
    );
    assert_eq!(
        run.message("warning"),
        json!({"code": "repeated_page", "page": 2, "at": ""})
    );
    assert_eq!(run.message("summary")["complete"], false);
    let table = stub.run(&["list-chats", "--prefetch", "0", "--format", "table"]);
    let lines: Vec<_> = table.stderr.lines().collect();
    assert_eq!(
        lines[0],
        "warning: unfit_value: 2 values of chats' chat_duration do not fit; kept in extra (first: chat 1, page 1)"
    );
    assert_eq!(
        lines.last(),
        Some(&"summary: 1 chat in 2 pages, 1 repeated one dropped, not known to be complete")
    );
}

#[test]
fn list_numbers_of_unknown_members_keep_every_digit() {
    let stub =
        Stub::list(r#"{"chat": {"id": 18446744073709551617, "big": 18446744073709551616.50}}"#);
    for format in ["json", "jsonl"] {
        let run = stub.run(&["list-chats", "--format", format]);
        assert!(
            run.stdout.contains(r#""id":"18446744073709551617""#),
            "{run:?}"
        );
        assert!(
            run.stdout.contains(r#""big":18446744073709551616.50"#),
            "{run:?}"
        );
    }
}
