//! Arguments that clap refuses.

use crate::command::run;

#[test]
fn usage_that_is_wrong_ends_with_two() {
    for args in [
        &["list-chats", "--page", "many"][..],
        &["list-chats", "--demo", "--base-url", "http://localhost"],
        &["list-chats", "--demo", "--api-key-file", "x"],
        &["list-chats", "--demo-chats", "3"],
        &["list-chats", "--format", "xml"],
        &["get-chat", "--demo", "1", "--prefetch", "1"],
        &["list-messages", "--demo", "1", "--prefetch", "1"],
        &["get-recording", "--demo", "1", "--prefetch", "1"],
        &["get-visitor-sessions", "--demo", "1", "--prefetch", "1"],
        &["serve", "--prefetch", "1"],
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

#[test]
fn usage_that_is_wrong_is_told_as_plain_text_in_every_form() {
    for format in ["json", "jsonl", "table"] {
        let run = run(&["list-chats", "--page", "many", "--format", format]);
        assert!(run.stderr.starts_with("error: invalid value"), "{run:?}");
    }
}
