use crate::command::run;
use crate::stub::Stub;
use unicode_width::UnicodeWidthStr as _;

/// A chat whose every text tries something.
const HOSTILE: &str = r#"{"chat": {"id": "1\u001b[2J", "status": "\u001b]0;owned\u0007", "type": "漢字漢字漢字漢字", "initiator": "\u202eevil",
  "comments": "a\nb\r\u009b31m", "messages": [{"id": "2", "message": "\u001b[31mred\u0000\nline"}]}}"#;

#[test]
fn table_with_hostile_text_sends_no_control_character() {
    let stub = Stub::list(HOSTILE);
    let list = stub.run(&["list-chats", "--format", "table"]);
    let one = stub.run(&["list-messages", "1", "--format", "table"]);
    for run in [&list, &one] {
        assert_eq!(run.code, Some(0), "{run:?}");
        let obeyed =
            |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!run.stdout.contains(obeyed), "{run:?}");
    }
    assert_eq!(list.stdout.lines().count(), 2, "{list:?}");
    assert!(list.stdout.contains("1\\u{1b}[2J"), "{list:?}");
}

#[test]
fn table_single_record_shows_fields_and_messages() {
    let stub = Stub::list(HOSTILE);
    let run = stub.run(&["list-messages", "1", "--format", "table"]);
    let lines: Vec<_> = run.stdout.lines().collect();
    assert!(
        lines.contains(&r"comments          a\nb\r\u{9b}31m"),
        "{run:?}"
    );
    assert!(lines.contains(&"messages          1"), "{run:?}");
    let message = r"2         -                    -        -      \u{1b}[31mred\u{0}\nline";
    assert_eq!(lines.last(), Some(&message));
}

#[test]
fn table_with_wide_and_long_text_keeps_its_columns() {
    let stub = Stub::list(HOSTILE);
    let run = stub.run(&["list-chats", "--format", "table"]);
    let lines: Vec<_> = run.stdout.lines().collect();
    let column = |line: &str, text: &str| line.find(text).map(|at| line[..at].width());
    let head = column(lines[0], "from").expect("a column");
    // The id is longer than its column and is not cut, for half an id is none.
    let longer = r"1\u{1b}[2J".width().saturating_sub(8);
    assert_eq!(column(lines[1], r"\u{20"), Some(head + longer), "{run:?}");
    assert!(lines[1].contains("漢字漢字…  "), "{run:?}");
}

#[test]
fn table_of_a_list_has_a_head_and_a_line_a_record() {
    for (command, id) in [("list-chats", "43074"), ("list-visitor-sessions", "907029")] {
        let run = run(&[command, "--demo", "--demo-chats", "30", "--format", "table"]);
        assert_eq!(run.code, Some(0));
        let json = crate::command::run(&[command, "--demo", "--demo-chats", "30"]);
        assert_eq!(run.stdout.lines().count(), 1 + json.records().len());
        assert!(run.stdout.starts_with("id        "));
        assert!(run.stdout.lines().nth(1).expect("a record").starts_with(id));
        assert_eq!(run.stderr.lines().count(), 1);
        assert!(run.stderr.starts_with("summary: ") && run.stderr.ends_with(", complete\n"));
    }
}
