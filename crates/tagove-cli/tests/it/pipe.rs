use crate::command::{finish, tagove};
use std::io::{BufRead as _, BufReader};

#[test]
fn list_into_a_pipe_that_closes_ends_quietly_with_zero() {
    for format in ["json", "jsonl", "table"] {
        let args = [
            "list-chats",
            "--demo",
            "--demo-chats",
            "3000",
            "--include",
            "messages",
            "--format",
            format,
        ];
        let mut child = tagove(&args).spawn().expect("started");
        let mut stdout = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        stdout.read_line(&mut line).expect("read");
        assert!(!line.is_empty());
        drop(stdout);
        let run = finish(child);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{format}");
    }
}

#[test]
fn pipe_that_is_closed_from_the_start_ends_quietly_with_zero() {
    for args in [
        &["--help"][..],
        &["serve", "--port", "0"],
        &["get-chat", "--demo", "43074"],
        &["list-chats", "--demo"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let run = finish(tagove(args).stdout(writer).spawn().expect("started"));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{args:?}");
    }
}
