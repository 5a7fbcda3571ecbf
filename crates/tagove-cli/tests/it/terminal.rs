//! Tables on a terminal. `script` of util-linux is one.
#![cfg(target_os = "linux")]

use crate::command::{finish, run};
use crate::stub::Stub;
use std::process::{Command, Stdio};
use unicode_width::UnicodeWidthStr as _;

/// What the command prints on a terminal of so many columns.
fn on_terminal(columns: usize, args: &str, environment: &[(&str, &str)]) -> Vec<String> {
    let tagove = env!("CARGO_BIN_EXE_tagove");
    let inside = format!("stty cols {columns} rows 24; exec '{tagove}' {args}");
    let child = Command::new("script")
        .args(["-qec", &inside, "/dev/null"])
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("script is there");
    let run = finish(child);
    assert_eq!(run.code, Some(0), "{run:?}");
    run.stdout.lines().map(str::to_owned).collect()
}

#[test]
fn terminal_of_any_width_gets_no_line_that_breaks() {
    for command in [
        "list-chats --demo --include messages",
        "list-visitor-sessions --demo",
        "get-visitor-sessions --demo 838161",
    ] {
        for columns in [40, 79, 80, 81, 100, 120, 200] {
            let lines = on_terminal(columns, command, &[]);
            assert!(lines.len() > 3);
            for line in lines.iter().filter(|line| !line.contains("summary: ")) {
                assert!(line.width() <= columns, "{columns}: {line}");
            }
        }
    }
}

#[test]
fn terminal_of_80_columns_shows_what_matters() {
    let chats = on_terminal(80, "list-chats --demo", &[]);
    assert_eq!(
        chats[0],
        "id        created              type        status       from     wait   duration"
    );
    let sessions = on_terminal(80, "list-visitor-sessions --demo", &[]);
    assert_eq!(
        sessions[0],
        "id        visitor   created              status   browser        location"
    );
}

#[test]
fn terminal_shows_messages_whole_on_lines_of_their_column() {
    let body = r#"{"chat": {"id": "1", "messages": [{"id": "2", "message": "one two three four five six seven eight nine ten eleven twelve"}]}}"#;
    let stub = Stub::list(body);
    let lines = on_terminal(80, "list-messages 1", &stub.environment());
    let blanks = " ".repeat(8 + 19 + 7 + 5 + 4 * 2);
    assert_eq!(
        lines[lines.len() - 2..],
        [
            "2         -                    -        -      one two three four five six seven",
            &format!("{blanks}eight nine ten eleven twelve"),
        ]
    );
}

#[test]
fn table_that_goes_nowhere_near_a_terminal_has_120_columns_and_whole_messages() {
    let sessions = run(&["list-visitor-sessions", "--demo", "--format", "table"]);
    assert_eq!(
        sessions.stdout.lines().map(|line| line.width()).max(),
        Some(120)
    );
    let long = "word ".repeat(100);
    let body = format!(r#"{{"chat": {{"id": "1", "messages": [{{"message": "{long}end"}}]}}}}"#);
    let stub = Stub::list(Box::leak(body.into_boxed_str()));
    let messages = stub.run(&["list-messages", "1", "--format", "table"]);
    assert!(messages.stdout.ends_with("word end\n"));
    assert!(messages.stdout.lines().any(|line| line.contains(&long)));
}
