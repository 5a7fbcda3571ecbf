//! A key where none belongs: as the value of another flag, as an id, in the answer of a server.

use crate::command::{Run, run, run_with};
use crate::local::Local;
use crate::stub::{Reply, Stub};
use serde_json::json;
use tagove_server::DemoOptions;

/// Of characters that base64 pads and that a URL has to encode.
const KEY: &str = "s3cret/key+one";

fn assert_redacted(run: &Run, secrets: &[&str]) {
    for secret in secrets {
        assert!(!run.stderr.contains(secret), "{secret}: {run:?}");
        assert!(!run.stdout.contains(secret), "{secret}: {run:?}");
    }
    assert!(run.stderr.contains("<redacted>"), "{run:?}");
}

#[test]
fn key_as_the_value_of_any_flag_is_in_no_output() {
    let local = Local::start(DemoOptions::default(), |server| server);
    for format in ["jsonl", "table"] {
        for args in [
            &["list-chats", "--start-date", KEY][..],
            &["list-chats", "--end-date", KEY],
            &["list-chats", "--include", KEY],
            &["list-chats", "--limit", KEY],
            &["list-chats", "--api-key-file", &format!("./{KEY}")],
            &["list-chats", "--base-url", KEY],
            &["export", "--to", "/dev/null/s3cret/key+one"],
            &["serve", "--replay", KEY],
            &["list-chats", KEY],
        ] {
            let args = [args, &["--format", format]].concat();
            let run = local.run(&args, &[("TAGOVE_API_KEY", KEY)]);
            assert!(matches!(run.code, Some(2 | 9)), "{run:?}");
            assert!(!run.stderr.contains(KEY), "{run:?}");
        }
        let run = local.run(
            &["get-chat", KEY, "--format", format],
            &[("TAGOVE_API_KEY", KEY), ("RUST_LOG", "trace")],
        );
        for secret in [KEY, "s3cret%2Fkey", "s3cret%2fkey"] {
            assert!(!run.stderr.contains(secret), "{run:?}");
        }
    }
}

#[test]
fn key_of_the_file_is_known_before_the_arguments_are_understood() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("key");
    std::fs::write(&path, KEY).expect("written");
    let path = path.to_str().expect("UTF-8");
    let inline = format!("--api-key-file={path}");
    for args in [
        &["list-chats", "--api-key-file", path, "--limit", KEY][..],
        &["list-chats", "--limit", KEY, &inline],
        &["list-chats", "--api-key-file", path, "--start-date", KEY],
    ] {
        let run = run(args);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert_redacted(&run, &[KEY]);
    }
}

#[test]
fn key_instead_of_its_file_is_not_repeated() {
    for key in ["b1adac97642515fdccf9f3edc1b838db", KEY] {
        let run = run(&["list-chats", "--api-key-file", key]);
        run.assert_refused(
            2,
            &json!("Configuration"),
            &["--api-key-file", "first line"],
        );
        assert!(!run.stderr.contains(key), "{run:?}");
    }
}

#[test]
fn key_that_the_server_repeats_in_another_form_is_in_no_output() {
    let secrets = [
        "czNjcmV0L2tleStvbmU6",
        "czNjcmV0L2tleStvbmU=",
        "czNjcmV0L2tleStvbmU",
        "s3cret%2Fkey%2Bone",
        "s3cret%2fkey%2bone",
    ];
    for secret in secrets {
        // No client knows the key yet.
        let run = run_with(
            &["list-chats", "--limit", secret],
            &[("TAGOVE_API_KEY", KEY)],
        );
        assert_redacted(&run, &[secret]);
        let body = json!({"message": format!("no {secret} here")}).to_string();
        let stub = Stub::start(move |_| Reply::Json(400, body.clone()));
        for format in ["jsonl", "table"] {
            let environment = [("TAGOVE_API_KEY", KEY), ("RUST_LOG", "trace")];
            let run = stub.run_with(&["list-chats", "--format", format], &environment);
            assert_redacted(&run, &[secret]);
        }
    }
}

#[test]
fn key_that_a_message_cuts_is_in_no_output() {
    let key = "b1adac97".repeat(9);
    let run = run_with(
        &["list-chats", "--start-date", &key],
        &[("TAGOVE_API_KEY", &key)],
    );
    assert_eq!(run.code, Some(2), "{run:?}");
    assert_redacted(&run, &["b1adac97"]);
}

#[test]
fn short_key_leaves_messages_as_they_are() {
    let run = run_with(
        &["list-chats", "--start-date", "abc"],
        &[("TAGOVE_API_KEY", "abc")],
    );
    run.assert_refused(2, &json!("InvalidRequest"), &["`abc`"]);
}

#[test]
fn key_that_is_a_word_of_json_leaves_it_json() {
    for key in ["null", "true", "kind", "error"] {
        let run = run_with(
            &["list-chats", "--start-date", key],
            &[("TAGOVE_API_KEY", key)],
        );
        run.assert_refused(2, &json!("InvalidRequest"), &["<redacted>"]);
    }
}
