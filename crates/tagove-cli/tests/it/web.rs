//! `snippet` and `user-hash`: what stands in a web page.

use crate::command::{Run, finish, run, run_with, tagove};
use serde_json::{Value, json};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Stdio;

const SECRET: &str = "s3cret of an example";

/// The customer goes to stdin: no argument holds every text.
fn snippet(customer: &[u8], args: &[&str]) -> Run {
    let mut command = tagove(&[&["snippet", "--customer", "-"], args].concat());
    let mut child = command.stdin(Stdio::piped()).spawn().expect("started");
    let mut stdin = child.stdin.take().expect("piped");
    // A command that refuses before it reads all closes the pipe.
    let _ = stdin.write_all(customer);
    drop(stdin);
    finish(child)
}

fn cases(operation: &str) -> Vec<(PathBuf, Value, Value)> {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let folders = std::fs::read_dir(corpus.join(operation)).expect("the corpus");
    let read = |path: PathBuf| {
        let text = std::fs::read_to_string(path).expect("readable");
        serde_json::from_str(&text).expect("JSON")
    };
    let case = |folder: PathBuf| {
        let (case, expected) = (
            read(folder.join("case.json")),
            read(folder.join("expected.json")),
        );
        (folder, case, expected)
    };
    folders
        .map(|folder| case(folder.expect("an entry").path()))
        .collect()
}

fn assert_given(run: &Run, expected: &Value, name: &Path) {
    match expected.get("value") {
        Some(value) => {
            let value = value.as_str().expect("a text");
            let line = if value.is_empty() {
                String::new()
            } else {
                format!("{value}\n")
            };
            let told = (run.code, run.stdout.as_str(), run.stderr.as_str());
            assert_eq!(told, (Some(0), line.as_str(), ""), "{}", name.display());
        }
        None => run.assert_refused(2, &expected["error"]["kind"], &[]),
    }
}

#[test]
fn snippet_of_every_case_of_the_corpus_is_the_same() {
    let cases = cases("customer_snippet");
    assert!(cases.len() > 60);
    for (name, case, expected) in cases {
        // No argument can hold a NUL; and the name of a field that is null is not looked at.
        if name.ends_with("refused-nonce-nul") || name.ends_with("refused-unknown-field-null") {
            continue;
        }
        let mut args = Vec::new();
        for (option, value) in case["options"].as_object().expect("options") {
            args.push(format!("--{}", option.replace('_', "-")));
            args.push(value.as_str().expect("a text").to_owned());
        }
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        let given = snippet(case["arguments"]["customer"].to_string().as_bytes(), &args);
        assert_given(&given, &expected, &name);
    }
}

#[test]
fn snippet_flags_count_before_the_file() {
    let given = snippet(
        br#"{"name": "Ada", "email": "ada@example.com"}"#,
        &["--name", "-O'Hara", "--format", "json"],
    );
    let html = concat!(
        "<script>window.tagove=window.tagove||[];window.tagove.push(",
        r#"{"userDetails":{"name":"-O\u0027Hara","email":"ada@example.com"}});</script>"#,
        "\n"
    );
    assert_eq!(given.stdout, html);
    let flags = ["snippet", "--name", "-O'Hara", "--email", "ada@example.com"];
    assert_eq!(run(&flags).stdout, html);
}

#[test]
fn snippet_help_has_the_hash_of_the_boot_script() {
    assert!(
        run(&["snippet", "--help"])
            .stdout
            .contains(&format!("'{}'", tagove::BOOT_SCRIPT_HASH))
    );
}

#[test]
fn snippet_of_a_wrong_customer_is_refused_without_its_words() {
    let large = json!({"remarks": "x".repeat(1 << 20)}).to_string();
    for (customer, kind, word) in [
        ("", "Configuration", "JSON object"),
        ("[\"private\"]", "Configuration", "JSON object"),
        ("{\"name\": \"private", "Configuration", "JSON object"),
        ("{\"name\": [\"private\"]}", "Configuration", "`name`"),
        (
            "{\"nmae\": \"private\"}",
            "InvalidRequest",
            "did you mean `name`?",
        ),
        (
            "{\"name\": \"private \\ud83d\"}",
            "Configuration",
            "JSON object",
        ),
        (&large, "InvalidRequest", "remarks is 1048576 bytes"),
        (&large.repeat(3), "Configuration", "larger"),
    ] {
        let refused = snippet(customer.as_bytes(), &[]);
        refused.assert_refused(2, &json!(kind), &[word]);
        assert!(!refused.stderr.contains("private"), "{refused:?}");
    }
    let absent = run(&["snippet", "--customer", "/nowhere/customer.json"]);
    absent.assert_refused(
        2,
        &json!("Configuration"),
        &["/nowhere/customer.json", "cannot be read"],
    );
}

#[test]
fn user_hash_of_every_case_of_the_corpus_is_the_same() {
    for (name, case, expected) in cases("user_hash") {
        let text = |name: &str| case["arguments"][name].as_str().expect("a text");
        let args = ["user-hash", "--email", text("email")];
        let given = run_with(&args, &[("TAGOVE_USER_HASH_SECRET", text("secret"))]);
        match text("secret") {
            "" => given.assert_refused(2, &json!("Configuration"), &["no secret"]),
            _ => assert_given(&given, &expected, &name),
        }
    }
}

#[test]
fn user_hash_secret_comes_from_a_file_or_the_environment_and_is_in_no_output() {
    let dir = tempfile::tempdir().expect("a directory");
    let path = dir.path().join("secret");
    std::fs::write(&path, format!("{SECRET}\r\nsecond line\n")).expect("written");
    let path = path.to_str().expect("UTF-8");
    let of_environment = [("TAGOVE_USER_HASH_SECRET", SECRET), ("RUST_LOG", "trace")];
    let by_file = run(&[
        "user-hash",
        "--email",
        "ada@example.com",
        "--secret-file",
        path,
    ]);
    let by_environment = run_with(
        &["user-hash", "--email", "ada@example.com"],
        &of_environment,
    );
    assert_eq!(
        (by_file.code, by_file.stdout.len()),
        (Some(0), 65),
        "{by_file:?}"
    );
    assert_eq!(by_file.stdout, by_environment.stdout);

    let argument = format!("--secret={SECRET}");
    let as_file = ["user-hash", "--email", "a", "--secret-file", SECRET];
    let silent = [
        by_file,
        by_environment,
        run(&[
            "user-hash",
            "--email",
            "ada@example.com",
            "--secret",
            SECRET,
        ]),
        run(&["user-hash", "--email", "ada@example.com", &argument]),
        run(&as_file),
        run_with(&["user-hash", "--email", ""], &of_environment),
        // The secret of one command where another expects something else.
        run_with(&["get-chat", SECRET, "--format", SECRET], &of_environment),
    ];
    for run in &silent {
        assert!(
            !run.stdout.contains("s3cret") && !run.stderr.contains("s3cret"),
            "{run:?}"
        );
    }
    for refused in &silent[2..4] {
        refused.assert_refused(
            2,
            &json!("Configuration"),
            &["TAGOVE_USER_HASH_SECRET", "--secret-file"],
        );
    }
    silent[4].assert_refused(
        2,
        &json!("Configuration"),
        &["the file that --secret-file names"],
    );
    silent[5].assert_refused(2, &json!("InvalidRequest"), &["the e-mail is empty"]);
}

#[test]
fn user_hash_without_secret_says_where_it_goes() {
    let run = run(&["user-hash", "--email", "ada@example.com"]);
    run.assert_refused(
        2,
        &json!("Configuration"),
        &["TAGOVE_USER_HASH_SECRET", "--secret-file"],
    );
}
