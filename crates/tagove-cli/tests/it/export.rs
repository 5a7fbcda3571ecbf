use crate::command::{Run, lines, run};
use crate::local::Local;
use crate::stub::{Reply, Stub};
use jiff::civil::date;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tagove_server::{Demo, DemoOptions, Totals};

fn export(to: &Path, args: &[&str]) -> Run {
    run(&[&["export", "--demo", "--to", text(to)], args].concat())
}

fn text(path: &Path) -> &str {
    path.to_str().expect("UTF-8")
}

fn records(dir: &Path, name: &str) -> Vec<Value> {
    lines(&fs::read_to_string(dir.join(name)).expect("exported"))
}

/// The names in a directory, hidden ones too.
pub(crate) fn names(dir: &Path) -> Vec<String> {
    let entries = fs::read_dir(dir).expect("a directory");
    let mut names: Vec<_> = entries
        .map(|entry| {
            entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8")
        })
        .collect();
    names.sort();
    names
}

fn assert_counts(dir: &Path, totals: Totals) {
    assert_eq!(names(dir), ["chats.jsonl", "visitor_sessions.jsonl"]);
    let chats = records(dir, "chats.jsonl");
    let messages = chats
        .iter()
        .map(|chat| chat["messages"].as_array().expect("a list").len())
        .sum::<usize>();
    let sessions = records(dir, "visitor_sessions.jsonl").len();
    assert_eq!(
        (chats.len(), messages, sessions),
        (totals.chats, totals.messages, totals.sessions)
    );
    assert!(chats.iter().all(|chat| chat["account"].is_object()));
}

#[test]
fn export_demo_holds_exactly_what_was_made_up() {
    let dir = tempfile::tempdir().expect("a directory");
    let to = dir.path().join("deep/history");
    let run = export(&to, &[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:?}");
    let totals = Demo::generate(DemoOptions::default()).totals();
    assert_eq!(totals.chats, 500);
    assert_counts(&to, totals);
    let summary = json!({
        "chats": totals.chats, "messages": totals.messages, "visitor_sessions": totals.sessions, "duplicates": 0,
        "complete": true, "files": [to.join("chats.jsonl"), to.join("visitor_sessions.jsonl")],
    });
    assert_eq!(run.messages(), [json!({"summary": summary})]);
}

#[test]
fn export_of_asked_for_demo_data_counts_what_was_asked_for() {
    let dir = tempfile::tempdir().expect("a directory");
    let run = export(
        dir.path(),
        &[
            "--demo-chats",
            "37",
            "--demo-days",
            "9",
            "--demo-seed",
            "5",
            "--limit",
            "7",
        ],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    let options = DemoOptions {
        seed: 5,
        chats: 37,
        days: 9,
        ..DemoOptions::default()
    };
    assert_counts(dir.path(), Demo::generate(options).totals());
}

#[test]
fn export_of_a_date_range_asks_both_lists_for_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let to = dir.path().join("out");
    let local = Local::chats(200);
    let dates = ["--start-date", "2016-09-01", "--end-date", "2016-09-30"];
    let run = local.run(
        &[
            &["export", "--to", text(&to), "--format", "table"],
            &dates[..],
        ]
        .concat(),
        &[],
    );
    let totals = local
        .demo
        .totals_between(Some(date(2016, 9, 1)), Some(date(2016, 9, 30)));
    assert!(totals.chats > 0 && totals.chats < 200);
    assert_counts(&to, totals);
    let Totals {
        chats,
        messages,
        sessions,
        ..
    } = totals;
    let summary = format!(
        "exported {chats} chats with {messages} messages and {sessions} visitor sessions to {}\n",
        to.display()
    );
    assert_eq!((run.code, run.stderr), (Some(0), summary));
}

#[test]
fn export_over_an_earlier_one_is_refused_unless_forced() {
    let dir = tempfile::tempdir().expect("a directory");
    fs::write(dir.path().join("visitor_sessions.jsonl"), "mine").expect("written");
    let refused = export(dir.path(), &[]);
    refused.assert_refused(
        9,
        &Value::Null,
        &["visitor_sessions.jsonl", "--force", "--to"],
    );
    assert_eq!(names(dir.path()), ["visitor_sessions.jsonl"]);
    let kept = fs::read_to_string(dir.path().join("visitor_sessions.jsonl"));
    assert_eq!(kept.expect("still there"), "mine");
    let forced = export(dir.path(), &["--force", "--demo-chats", "3"]);
    assert_eq!(forced.code, Some(0));
    assert_eq!(records(dir.path(), "chats.jsonl").len(), 3);
    assert!(records(dir.path(), "visitor_sessions.jsonl").len() > 1);
}

#[test]
fn export_that_cannot_be_written_asks_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    fs::write(dir.path().join("chats.jsonl"), "mine").expect("written");
    let local = Local::chats(1);
    for to in [dir.path().to_owned(), dir.path().join("chats.jsonl")] {
        let run = local.run(&["export", "--to", text(&to)], &[]);
        assert_eq!(run.code, Some(9), "{run:?}");
    }
    assert_eq!(local.server.journal().request_count(), 0);
}

#[test]
fn export_to_where_no_directory_can_be_is_a_disk_error_naming_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("file");
    fs::write(&file, "").expect("written");
    for to in [file.clone(), file.join("below")] {
        export(&to, &[]).assert_refused(9, &Value::Null, &[text(&to), "--to"]);
        let table = export(&to, &["--format", "table"]);
        assert_eq!(table.stderr.lines().count(), 1);
        assert!(table.stderr.starts_with("error: "), "{table:?}");
    }
    assert_eq!(names(dir.path()), ["file"]);
}

#[test]
fn export_with_a_bad_date_makes_no_directory() {
    let dir = tempfile::tempdir().expect("a directory");
    let run = export(&dir.path().join("a/b"), &["--start-date", "soon"]);
    run.assert_refused(2, &json!("InvalidRequest"), &["start_date"]);
    assert_eq!(names(dir.path()), [""; 0]);
}

#[test]
fn export_failing_in_the_second_list_leaves_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    let stub = Stub::start(|target| match target {
        target if target.starts_with("/visitor") => Reply::Json(500, "{}".into()),
        target if target.contains("page=1") => {
            Reply::Json(200, r#"{"data": {"chat": {"id": "1"}}}"#.into())
        }
        _ => Reply::Json(200, r#"{"data": []}"#.into()),
    });
    let run = stub.run(&["export", "--to", text(&dir.path().join("out"))]);
    run.assert_refused(7, &json!("Server"), &["500"]);
    assert_eq!(names(dir.path()), [""; 0]);
}
