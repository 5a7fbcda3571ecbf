use crate::command::run;
use crate::stub::Stub;
use serde_json::{Value, json};

#[test]
fn single_record_is_one_object_in_json_and_jsonl() {
    for command in ["get-chat", "list-messages", "get-recording"] {
        let json = run(&[command, "--demo", "43079", "--format", "json"]);
        let jsonl = run(&[command, "--demo", "43079"]);
        assert_eq!((json.code, json.stderr.as_str()), (Some(0), ""), "{json:?}");
        assert_eq!(json.json(), jsonl.json());
        assert_eq!(jsonl.stdout.lines().count(), 1);
        let record = json.json();
        let chat = if command == "get-recording" {
            &record["chat"]
        } else {
            &record
        };
        assert_eq!(chat["id"], "43079", "{command}");
        assert_eq!(chat["messages"].is_array(), command == "list-messages");
    }
}

#[test]
fn recording_of_a_call_holds_the_paths() {
    let run = run(&["get-recording", "--demo", "43079"]);
    assert_eq!(
        run.json()["paths"],
        json!(["/recordings/43079/1.mp4", "/recordings/43079/2.mp4"])
    );
}

#[test]
fn visitor_sessions_of_one_visitor_are_an_array_in_the_servers_order() {
    let json = run(&[
        "get-visitor-sessions",
        "--demo",
        "838161",
        "--format",
        "json",
    ]);
    let jsonl = run(&["get-visitor-sessions", "--demo", "838161"]);
    assert_eq!(
        (json.code, json.json()),
        (Some(0), Value::Array(jsonl.records()))
    );
    let ids: Vec<_> = jsonl
        .records()
        .iter()
        .map(|session| session["visitor_id"].clone())
        .collect();
    assert!(
        ids.len() > 1 && ids.iter().all(|id| id == "838161"),
        "{ids:?}"
    );
}

#[test]
fn id_that_is_a_negative_number_reaches_the_server() {
    let run = run(&["get-chat", "--demo", "-1"]);
    run.assert_refused(4, &json!("NotFound"), &["404"]);
}

#[test]
fn single_answer_with_unfit_values_warns_of_each() {
    let unfit = r#"{"chat": {"id": "1", "chat_duration": "soon"}, "visitor_session": [{"id": "1", "date_close": "late"}]}"#;
    let stub = Stub::list(unfit);
    let chat = stub.run(&["get-chat", "1"]);
    let warning = |at: &str| json!({"warning": {"code": "unfit_value", "page": 1, "at": at}});
    assert_eq!(chat.code, Some(0), "{chat:?}");
    assert_eq!(chat.messages(), [warning("/0/chat_duration")]);
    let sessions = stub.run(&["get-visitor-sessions", "1"]);
    assert_eq!(
        sessions.messages(),
        [warning("/0/date_close")],
        "{sessions:?}"
    );
}
