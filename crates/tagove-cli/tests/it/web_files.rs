//! The files of `snippet` and `user-hash`.

use crate::command::{Run, run};
use std::path::Path;

const SECRET: &str = "s3cret of an example";

fn run_with_file(args: &[&str], flag: &str, content: &[u8]) -> Run {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("file");
    std::fs::write(&path, content).expect("written");
    run(&[args, &[flag, as_text(&path)]].concat())
}

fn as_text(path: &Path) -> &str {
    path.to_str().expect("a text")
}

#[test]
fn mark_at_the_beginning_of_a_file_is_no_part_of_it() {
    let args = ["user-hash", "--email", "ada@example.com"];
    let hash = tagove::user_hash(SECRET, "ada@example.com").expect("a hash");
    for secret in [format!("\u{feff}{SECRET}\r\n"), format!("{SECRET}\n")] {
        let run = run_with_file(&args, "--secret-file", secret.as_bytes());
        let told = (run.code, run.stdout.trim_end(), run.stderr.as_str());
        assert_eq!(told, (Some(0), hash.as_str(), ""));
    }
    let alone = run_with_file(&args, "--secret-file", "\u{feff}\n".as_bytes());
    alone.assert_refused(2, &"Configuration".into(), &["empty line"]);

    let customer = "\u{feff}{\"name\": \"Ada\"}";
    let run = run_with_file(&["snippet"], "--customer", customer.as_bytes());
    assert!(run.stdout.contains(r#"{"name":"Ada"}"#), "{}", run.stderr);
}

#[test]
fn unknown_field_is_named_whatever_its_value() {
    for value in ["null", "5", r#""x""#] {
        let customer = format!(r#"{{"name": "Ada", "nmae": {value}}}"#);
        let run = run_with_file(&["snippet"], "--customer", customer.as_bytes());
        run.assert_refused(2, &"InvalidRequest".into(), &["`nmae`", "`name`"]);
    }
    let run = run_with_file(&["snippet"], "--customer", br#"{"name": 5}"#);
    run.assert_refused(2, &"Configuration".into(), &["a `name` that is no text"]);
}
