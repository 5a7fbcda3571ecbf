//! Many warnings, for people.

use crate::stub::{Reply, Stub};

/// Two pages of these records, each with an id of its own, and an end.
fn pages(records: usize, member: impl Fn(usize) -> String + Send + Sync + 'static) -> Stub {
    Stub::start(move |target| {
        let first = match target {
            target if target.contains("page=1") => 0,
            target if target.contains("page=2") => records,
            _ => return Reply::Json(200, r#"{"data": []}"#.into()),
        };
        let records =
            (first..first + records).map(|id| format!(r#"{{"id":"{id}",{}}}"#, member(id)));
        let records = records.collect::<Vec<_>>().join(",");
        Reply::Json(200, format!(r#"{{"data":[{records}]}}"#))
    })
}

#[test]
fn warnings_in_quantity_are_one_line_a_kind_and_place() {
    let stub = pages(600, |_| {
        r#""date_created":"late","messages":[{"id":"1","date_created":"late"},{"date_created":"late"}]"#
            .into()
    });
    let run = stub.run(&["list-chats", "--format", "table"]);
    assert_eq!(run.code, Some(0));
    let expected = "\
warning: unfit_value: 1200 values of chats' date_created do not fit; kept in extra (first: chat 0, page 1)
warning: unfit_value: 2400 values of chats' messages/date_created do not fit; kept in extra (first: chat 0, page 1)
warning: missing_id: no chats' messages/id, 1200 times (first: chat 0, page 1)
summary: 1200 chats in 3 pages, complete
";
    assert_eq!(run.stderr, expected);
    let jsonl = stub.run(&["list-chats"]);
    assert_eq!(jsonl.messages().len(), 4801);
}

#[test]
fn warnings_of_the_second_page_name_its_record() {
    let stub = pages(3, |id| match id {
        4 => r#""chat_duration":"soon""#.into(),
        _ => r#""status":"closed""#.into(),
    });
    let run = stub.run(&["list-chats", "--format", "table"]);
    assert!(run.stderr.contains("(chat 4, page 2)"), "{run:?}");
}

#[test]
fn warnings_of_too_many_places_are_counted_in_the_end() {
    let stub = pages(150, |id| format!(r#""m{id}":1,"m{id}":2"#));
    let run = stub.run(&["list-chats", "--format", "table"]);
    let lines: Vec<_> = run.stderr.lines().collect();
    assert_eq!(lines.len(), 102, "{run:?}");
    assert_eq!(
        lines[99],
        "warning: duplicate_member: chats' m99 sent twice, 1 time; the last one counts (chat 99, page 1)"
    );
    assert_eq!(
        lines[100],
        "warning: and 200 warnings more of other kinds or places"
    );
}

#[test]
fn warnings_cannot_send_control_characters_or_long_lines() {
    let name = format!("\\u001b[31m{}", "n".repeat(10_000));
    let stub = pages(1, move |_| format!(r#""{name}":1,"{name}":2"#));
    let run = stub.run(&["list-chats", "--format", "table"]);
    assert!(!run.stderr.contains('\u{1b}'), "{run:?}");
    let longest = run.stderr.lines().map(str::len).max();
    assert!(longest.is_some_and(|longest| longest < 300), "{run:?}");
}

#[test]
fn warning_of_an_error_beside_data_is_in_words() {
    let stub = Stub::start(|target| {
        Reply::Json(
            200,
            match target.contains("page=1") {
                true => r#"{"success": true, "error": "partial", "data": [{"id": "1"}]}"#.into(),
                false => r#"{"data": []}"#.into(),
            },
        )
    });
    let run = stub.run(&["list-chats", "--format", "table"]);
    let expected = "\
warning: the server sent an error text beside the data of 1 page; chats may be missing (page 1)
summary: 1 chat in 2 pages, complete
";
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), expected));
}

#[test]
fn list_of_a_repeated_page_says_so_in_words_and_ends_with_zero() {
    let stub = Stub::start(|_| Reply::Json(200, r#"{"data": [{"id": "1"}]}"#.into()));
    for (command, what) in [
        ("list-chats", "chats"),
        ("list-visitor-sessions", "visitor sessions"),
    ] {
        let run = stub.run(&[command, "--format", "table"]);
        assert_eq!(run.code, Some(0));
        let words = format!("warning: the server repeated page 2: more {what} may be there; ");
        assert!(run.stderr.starts_with(&words), "{run:?}");
    }
}

#[test]
fn summary_of_one_is_in_the_singular() {
    let stub = Stub::list("[]");
    let run = stub.run(&["list-visitor-sessions", "--format", "table"]);
    assert_eq!(
        run.stderr,
        "summary: 0 visitor sessions in 1 page, complete\n"
    );
}
