//! `--record`, `--replay`, `corpus accept`, and a recording that is served.

use crate::command::{Run, Served, run, run_with};
use crate::local::Local;
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tagove_server::DemoOptions;
use tempfile::TempDir;

const KEY: &str = "b1adac97642515fdccf9f3edc1b838db";

fn folder() -> (TempDir, String) {
    let dir = TempDir::new().expect("a directory");
    let path = dir
        .path()
        .join("cassette")
        .to_str()
        .expect("UTF-8")
        .to_owned();
    (dir, path)
}

fn with<'a>(args: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [args, more].concat()
}

/// What was recorded, in all files.
fn bytes(dir: &Path) -> String {
    let entries = fs::read_dir(dir).expect("a directory");
    let files = entries.map(|entry| fs::read(entry.expect("an entry").path()).expect("a file"));
    files
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

fn json_of(path: PathBuf) -> Value {
    serde_json::from_str(&fs::read_to_string(path).expect("a file")).expect("JSON")
}

const CALLS: [&[&str]; 6] = [
    &[
        "list-chats",
        "--limit",
        "20",
        "--include",
        "messages,account",
        "--take",
        "45",
    ],
    &["list-visitor-sessions", "--limit", "50", "--accept", "xml"],
    &["get-chat", "43074"],
    &[
        "list-messages",
        "43074",
        "--accept",
        "xml",
        "--time-zone",
        "Europe/Berlin",
    ],
    &["get-recording", "43079"],
    &["get-visitor-sessions", "838161", "--strict"],
];

#[test]
fn every_operation_that_was_recorded_replays_without_key_and_server() {
    for call in CALLS {
        let (_dir, path) = folder();
        let recorded = {
            let local = Local::start(DemoOptions::default(), |server| server.key(KEY));
            local.run(
                &with(call, &["--record", &path]),
                &[("TAGOVE_API_KEY", KEY)],
            )
        };
        assert_eq!(recorded.code, Some(0), "{recorded:?}");
        assert!(!bytes(Path::new(&path)).contains(KEY));
        let replayed = run(&with(call, &["--replay", &path]));
        assert_eq!(replayed.code, Some(0), "{replayed:?}");
        assert!(!recorded.stdout.is_empty());
        assert_eq!(
            (replayed.stdout, replayed.stderr),
            (recorded.stdout, recorded.stderr)
        );
    }
}

#[test]
fn accepted_recording_expects_what_was_recorded() {
    for call in CALLS {
        let (_dir, path) = folder();
        let recorded = run(&with(call, &["--demo", "--record", &path]));
        assert_eq!(recorded.code, Some(0), "{recorded:?}");
        let accepted = run(&["corpus", "accept", &path]);
        assert_eq!(
            (accepted.code, accepted.stdout.as_str()),
            (Some(0), ""),
            "{accepted:?}"
        );
        let file = Path::new(&path).join("expected.json");
        assert_eq!(
            accepted.message("summary")["file"],
            file.to_str().expect("UTF-8")
        );
        let expected = json_of(file);
        let members: Vec<_> = expected.as_object().expect("an object").keys().collect();
        assert_eq!(
            members,
            ["records", "extra", "warnings", "summary", "error"]
        );
        assert_eq!(
            expected["records"],
            Value::from(recorded.records()),
            "{call:?}"
        );
        assert_eq!(
            (&expected["warnings"], &expected["error"]),
            (&json!([]), &Value::Null)
        );
        let list = call[0] == "list-chats" || call[0] == "list-visitor-sessions";
        let summary = if list {
            recorded.message("summary")
        } else {
            Value::Null
        };
        assert_eq!(expected["summary"], summary);
        assert!(!expected["extra"].as_array().expect("pages").is_empty());
    }
}

#[test]
fn accepted_failure_is_an_error_without_its_reason() {
    let (_dir, path) = folder();
    let recorded = run(&["get-chat", "1", "--demo", "--record", &path]);
    assert_eq!(recorded.code, Some(4));
    assert_eq!(run(&["corpus", "accept", &path]).code, Some(0));
    let expected = json_of(Path::new(&path).join("expected.json"));
    let mut error = recorded.message("error");
    error["reason"] = Value::Null;
    assert_eq!(expected["error"], error);
    assert_eq!(
        (&expected["records"], &expected["summary"]),
        (&json!([]), &Value::Null)
    );
}

#[test]
fn accept_does_not_replace_what_is_expected_unless_forced() {
    let (_dir, path) = folder();
    run(&["get-chat", "43074", "--demo", "--record", &path]);
    let file = Path::new(&path).join("expected.json");
    fs::write(&file, "mine").expect("written");
    let again = run(&["corpus", "accept", &path]);
    again.assert_refused(
        9,
        &Value::Null,
        &["expected.json is there already", "--force"],
    );
    assert_eq!(fs::read_to_string(&file).expect("read"), "mine");
    assert_eq!(run(&["corpus", "accept", &path, "--force"]).code, Some(0));
    assert_eq!(json_of(file)["records"][0]["id"], "43074");
}

#[test]
fn accept_of_what_does_not_fit_writes_nothing() {
    let (_dir, path) = folder();
    let configuration = json!("Configuration");
    let run_accept = || run(&["corpus", "accept", &path]);
    run_accept().assert_refused(2, &configuration, &["case.json", "--record"]);
    run(&["list-chats", "--limit", "200", "--demo", "--record", &path]);
    let case = Path::new(&path).join("case.json");
    let sound = fs::read_to_string(&case).expect("read");
    for (from, to, words) in [
        ("200", "199", "limit is 199, recorded 200"),
        (
            "list_chats",
            "list_cats",
            "`list_cats`, which is no operation",
        ),
        ("\"limit\"", "\"limits\"", "`limits` in `arguments`"),
        (
            "\"options\": {}",
            "\"options\": {\"colour\": 1}",
            "`colour` in `options`",
        ),
        ("\"arguments\"", "\"argument\"", "no object `arguments`"),
        ("{", "", "is no JSON"),
    ] {
        fs::write(&case, sound.replace(from, to)).expect("written");
        run_accept().assert_refused(2, &configuration, &[words]);
    }
    fs::write(&case, &sound).expect("written");
    // A list that was not read to its end.
    let last = ["4.request.http", "4.response.http"];
    for name in last {
        fs::remove_file(Path::new(&path).join(name)).expect("removed");
    }
    run_accept().assert_refused(2, &configuration, &["page is 4, recorded 1, 2 and 3"]);
    assert!(!Path::new(&path).join("expected.json").exists());
}

#[test]
fn export_records_and_replays_both_lists() {
    let (dir, path) = folder();
    let to = |name: &str| dir.path().join(name).to_str().expect("UTF-8").to_owned();
    let (first, second) = (to("first"), to("second"));
    let recorded = run(&["export", "--demo", "--to", &first, "--record", &path]);
    assert_eq!(recorded.code, Some(0), "{recorded:?}");
    let replayed = run(&["export", "--to", &second, "--replay", &path]);
    assert_eq!(replayed.code, Some(0), "{replayed:?}");
    for file in ["chats.jsonl", "visitor_sessions.jsonl"] {
        let read = |folder: &str| fs::read_to_string(Path::new(folder).join(file)).expect("read");
        assert!(
            !read(&first).is_empty() && read(&first) == read(&second),
            "{file}"
        );
    }
    for list in ["list_chats", "list_visitor_sessions"] {
        let case = json_of(Path::new(&path).join(list).join("case.json"));
        assert_eq!(case["operation"], list);
    }
}

#[test]
fn redacted_recording_holds_no_address() {
    let (_dir, path) = folder();
    let args = ["list-visitor-sessions", "--limit", "200", "--demo"];
    let recorded = run(&with(&args, &["--record", &path, "--redact"]));
    assert_eq!(recorded.code, Some(0), "{recorded:?}");
    let all = bytes(Path::new(&path));
    let mut words = 0;
    for record in recorded.records() {
        for (of, name) in [
            ("visitor", "ip"),
            ("visitorDetail", "email"),
            ("visitorDetail", "phone"),
        ] {
            let word = record[of][name].as_str().unwrap_or_default();
            words += usize::from(!word.is_empty());
            assert!(word.is_empty() || !all.contains(word), "{word}");
        }
    }
    assert!(words > 100);
    let replayed = run(&["list-visitor-sessions", "--limit", "200", "--replay", &path]);
    assert_eq!(replayed.message("summary"), recorded.message("summary"));
    let ids = |run: &Run| {
        run.records()
            .iter()
            .map(|record| record["id"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(&replayed), ids(&recorded));
}

#[test]
fn miss_and_another_operation_are_refused_in_a_line() {
    let (_dir, path) = folder();
    let configuration = json!("Configuration");
    run(&["get-chat", "43074", "--demo", "--record", &path]);
    let miss = run(&["get-chat", "43075", "--replay", &path]);
    miss.assert_refused(
        2,
        &configuration,
        &["path is /chat/43075, recorded /chat/43074"],
    );
    let other = run(&["list-chats", "--replay", &path]);
    other.assert_refused(2, &configuration, &["get_chat", "list_chats"]);
    let again = run(&["get-chat", "43074", "--demo", "--record", &path]);
    again.assert_refused(2, &configuration, &["is not empty"]);
    let absent = run(&["get-chat", "43074", "--replay", "/dev/null/x"]);
    absent.assert_refused(2, &configuration, &["/dev/null/x", "case.json"]);
}

#[test]
fn flags_that_contradict_each_other_are_wrong_use() {
    for flags in [
        &["--replay", "a", "--record", "b"][..],
        &["--replay", "a", "--demo"],
        &["--replay", "a", "--base-url", "https://example.com"],
        &["--replay", "a", "--api-key-file", "b"],
        &["--replay", "a", "--redact"],
        &["--replay", "a", "--proxy", "http://127.0.0.1:1"],
        &["--replay", "a", "--ca-file", "b"],
        &["--replay", "a", "--client-certificate", "b"],
        &["--redact"],
    ] {
        let run = run(&with(&["get-chat", "1"], flags));
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run:?}");
        assert!(run.stderr.contains("Usage:"), "{run:?}");
    }
}

#[test]
fn recording_is_served_at_the_root() {
    for accept in ["json", "xml"] {
        let (_dir, path) = folder();
        let args = ["list-chats", "--limit", "100", "--accept", accept];
        let recorded = run(&with(&args, &["--demo", "--record", &path]));
        let served = Served::start(&["--port", "0", "--replay", &path]);
        let asked = run_with(
            &with(&args, &["--base-url", &served.url]),
            &[("TAGOVE_API_KEY", "any")],
        );
        assert_eq!(asked.code, Some(0), "{asked:?}");
        assert_eq!(asked.stdout, recorded.stdout);
    }
}

#[test]
fn recording_of_http_2_is_served_as_it_was_read() {
    let (dir, path) = folder();
    let ca = dir.path().join("ca.pem");
    let options = DemoOptions {
        chats: 30,
        ..DemoOptions::default()
    };
    let local = Local::start(options, |server| server.tls());
    fs::write(&ca, local.server.certificate_pem().expect("TLS")).expect("written");
    let client = tagove::Client::builder()
        .api_key(KEY)
        .base_url(local.server.url())
        .ca_file(ca)
        .record(&path)
        .build()
        .expect("a client");
    let list = tagove::ListChats::new().limit(20);
    let ids = local.wait_for(async {
        let mut pages = client.list_chats(list);
        let mut ids = vec![];
        while let Some(page) = pages.next_page().await.expect("a page") {
            ids.extend(page.iter().map(|chat| json!(chat.id())));
        }
        ids
    });
    assert_eq!(ids.len(), 30);
    assert!(bytes(Path::new(&path)).contains("X-Tagove-Recorded: zstd, HTTP/2\r\n"));
    let served = Served::start(&["--port", "0", "--replay", &path]);
    let asked = run_with(
        &["list-chats", "--limit", "20", "--base-url", &served.url],
        &[("TAGOVE_API_KEY", "any")],
    );
    assert_eq!(asked.code, Some(0), "{asked:?}");
    let records = asked.records();
    let served: Vec<_> = records.iter().map(|chat| chat["id"].clone()).collect();
    assert_eq!(served, ids);
}

#[test]
fn recording_that_is_broken_is_not_served() {
    let (_dir, path) = folder();
    run(&["get-chat", "43074", "--demo", "--record", &path]);
    let response = Path::new(&path).join("1.response.http");
    fs::remove_file(&response).expect("removed");
    let run = run(&["serve", "--port", "0", "--replay", &path]);
    let words = [response.to_str().expect("UTF-8"), "correct it", "--replay"];
    run.assert_refused(2, &json!("Configuration"), &words);
}

#[test]
fn accepted_case_of_the_corpus_expects_what_the_corpus_does() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let mut cases = 0;
    for operation in ["get_recording", "list_visitor_sessions"] {
        for entry in fs::read_dir(corpus.join(operation)).expect("a folder") {
            let from = entry.expect("an entry").path();
            if !from.join("1.response.http").is_file() {
                continue;
            }
            let (_dir, path) = folder();
            fs::create_dir(&path).expect("made");
            for file in fs::read_dir(&from).expect("a folder") {
                let file = file.expect("an entry");
                if file.file_name() != "expected.json" {
                    fs::copy(file.path(), Path::new(&path).join(file.file_name())).expect("copied");
                }
            }
            let accepted = run(&["corpus", "accept", &path]);
            assert_eq!(accepted.code, Some(0), "{}: {accepted:?}", from.display());
            let mut written = json_of(Path::new(&path).join("expected.json"));
            // `7` equals `7.0`.
            if let Some(seconds) = written["error"]["retry_after"].as_f64() {
                written["error"]["retry_after"] = json!(seconds as u64);
            }
            let expected = json_of(from.join("expected.json"));
            assert_eq!(written, expected, "{}", from.display());
            cases += 1;
        }
    }
    assert!(cases > 40, "{cases}");
}
