use crate::command::{Run, Served, run_with};
use crate::local::Local;
use crate::stub::{Reply, Stub};
use tagove_server::DemoOptions;

const KEY: &str = "b1adac97642515fdccf9f3edc1b838db";
/// The same as HTTP Basic sends it: the base64 of the key with a colon.
const BASIC: &str = "YjFhZGFjOTc2NDI1MTVmZGNjZjlmM2VkYzFiODM4ZGI6";

fn assert_silent(run: &Run) {
    for secret in [KEY, BASIC] {
        assert!(!run.stdout.contains(secret), "{run:?}");
        assert!(!run.stderr.contains(secret), "{run:?}");
    }
}

#[test]
fn key_with_trace_logs_is_in_no_output() {
    let local = Local::start(DemoOptions::default(), |server| server.key(KEY));
    let environment = [("TAGOVE_API_KEY", KEY), ("RUST_LOG", "trace")];
    for auth in ["bearer", "basic"] {
        for (args, code) in [
            (&["list-chats"][..], 0),
            (&["get-chat", "43074"], 0),
            (&["get-chat", KEY], 4),
        ] {
            let run = local.run(&[args, &["--auth", auth]].concat(), &environment);
            assert_eq!(run.code, Some(code), "{run:?}");
            assert!(
                run.stderr.contains("TRACE") && run.stderr.contains("tagove::"),
                "{run:?}"
            );
            assert_silent(&run);
        }
    }
    let wrong = local.run(
        &["list-chats"],
        &[("TAGOVE_API_KEY", &KEY[1..]), ("RUST_LOG", "trace")],
    );
    assert_eq!(wrong.code, Some(3));
    assert!(!wrong.stderr.contains(&KEY[1..]), "{wrong:?}");
}

#[test]
fn key_that_the_server_repeats_is_in_no_output() {
    let stub =
        Stub::start(|_| Reply::Json(401, format!(r#"{{"message": "Bearer {KEY} is wrong"}}"#)));
    for format in ["jsonl", "table"] {
        let environment = [("TAGOVE_API_KEY", KEY), ("RUST_LOG", "trace")];
        let run = stub.run_with(&["list-chats", "--format", format], &environment);
        assert_eq!(run.code, Some(3));
        assert_silent(&run);
    }
}

#[test]
fn key_in_a_file_is_sent_and_in_no_output() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("key");
    std::fs::write(&path, format!("{KEY}\r\nsecond line\n")).expect("written");
    let local = Local::start(DemoOptions::default(), |server| server.key(KEY));
    let args = [
        "list-chats",
        "--api-key-file",
        path.to_str().expect("UTF-8"),
    ];
    let run = local.run(
        &args,
        &[("TAGOVE_API_KEY", "another"), ("RUST_LOG", "trace")],
    );
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_silent(&run);
}

#[test]
fn key_among_the_arguments_is_refused_and_in_no_output() {
    let inline = format!("--api-key={KEY}");
    for args in [
        &["list-chats", "--api-key", KEY][..],
        &["list-chats", &inline],
        &["get-chat", "--api-key", KEY, "1"],
        &["list-chats", KEY],
        &[KEY],
        &["list-chats", "--page", KEY],
    ] {
        let run = run_with(args, &[("TAGOVE_API_KEY", KEY), ("RUST_LOG", "trace")]);
        assert_eq!(run.code, Some(2), "{run:?}");
        assert_silent(&run);
    }
    // Where the flag tells what it is, the environment need not know it.
    let run = run_with(&["list-chats", "--api-key", KEY], &[]);
    assert!(run.stderr.contains("--api-key-file"), "{run:?}");
    assert_silent(&run);
}

#[test]
fn key_that_is_malformed_is_in_no_output() {
    let broken = format!("{KEY} {KEY}");
    let run = run_with(
        &["list-chats"],
        &[("TAGOVE_API_KEY", &broken), ("RUST_LOG", "trace")],
    );
    assert_eq!(run.code, Some(2));
    assert_silent(&run);
}

#[cfg(unix)]
#[test]
fn key_of_a_served_demo_is_in_no_output() {
    let served = Served::start(&["--port", "0", "--key", KEY]);
    let environment = [
        ("TAGOVE_API_KEY", KEY),
        ("TAGOVE_BASE_URL", served.url.as_str()),
    ];
    assert_eq!(run_with(&["list-chats"], &environment).code, Some(0));
    assert_silent(&served.end("-TERM"));
}
