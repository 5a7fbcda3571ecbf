//! Exports to where not everything goes well.

use crate::command::{run, tagove};
use crate::export::names;
use crate::stub::{Reply, Stub};
use serde_json::Value;
use std::fs;

const OURS: &str = "visitor_sessions.jsonl";

#[test]
fn export_over_a_directory_replaces_nothing() {
    let dir = tempfile::tempdir().expect("a directory");
    fs::write(dir.path().join("chats.jsonl"), "mine").expect("written");
    fs::create_dir(dir.path().join(OURS)).expect("made");
    let to = dir.path().to_str().expect("UTF-8");
    let run = run(&["export", "--demo", "--force", "--to", to]);
    run.assert_refused(9, &Value::Null, &[OURS, "directory", "--to"]);
    let kept = fs::read_to_string(dir.path().join("chats.jsonl")).expect("there");
    assert_eq!(kept, "mine");
    assert_eq!(names(dir.path()), ["chats.jsonl", OURS]);
}

#[test]
fn export_whose_second_file_gets_no_name_leaves_the_first_as_it_was() {
    for earlier in [Some("mine"), None] {
        let dir = tempfile::tempdir().expect("a directory");
        let chats = dir.path().join("chats.jsonl");
        if let Some(text) = earlier {
            fs::write(&chats, text).expect("written");
        }
        // The directory appears after the export looked for one.
        let theirs = dir.path().join(OURS);
        let stub = Stub::start(move |target| {
            if target.starts_with("/visitor") {
                // The first page makes it.
                let _ = fs::create_dir(&theirs);
            }
            Reply::Json(200, r#"{"data": []}"#.into())
        });
        let to = dir.path().to_str().expect("UTF-8");
        let run = stub.run(&["export", "--force", "--to", to]);
        run.assert_refused(9, &Value::Null, &[OURS]);
        assert_eq!(fs::read_to_string(&chats).ok().as_deref(), earlier);
        assert_eq!(names(dir.path()).len(), 1 + usize::from(earlier.is_some()));
    }
}

#[test]
fn export_that_fails_leaves_no_directory_of_a_roundabout_path() {
    let dir = tempfile::tempdir().expect("a directory");
    let stub = Stub::start(|_| Reply::Json(500, "{}".into()));
    for to in ["D/q/../z", "D/q/../q/z", "D/./z/"] {
        let to = dir.path().join(to);
        let run = stub.run(&["export", "--to", to.to_str().expect("UTF-8")]);
        assert_eq!(run.code, Some(7), "{run:?}");
        assert_eq!(names(dir.path()), [""; 0], "{to:?}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn export_to_a_name_that_is_not_utf_8_has_a_summary() {
    use std::os::unix::ffi::OsStrExt as _;
    let dir = tempfile::tempdir().expect("a directory");
    let to = dir.path().join(std::ffi::OsStr::from_bytes(b"ex\xff"));
    let mut command = tagove(&["export", "--demo", "--demo-chats", "3", "--to"]);
    let run = crate::command::finish(command.arg(&to).spawn().expect("started"));
    assert_eq!(run.code, Some(0), "{run:?}");
    let file = &run.message("summary")["files"][0];
    assert!(
        file.as_str()
            .expect("a text")
            .ends_with("ex\u{fffd}/chats.jsonl"),
        "{file}"
    );
    assert_eq!(names(&to), ["chats.jsonl", OURS]);
}

#[cfg(target_os = "linux")]
#[test]
fn export_that_the_system_refuses_names_no_temporary_file() {
    let dir = tempfile::tempdir().expect("a directory");
    let to = dir.path().to_str().expect("UTF-8");
    // Files of more than 64 blocks are refused, as on a disk that is full.
    let limited = format!(
        "trap '' XFSZ; ulimit -f 64; exec '{}' export --demo --to '{to}'",
        env!("CARGO_BIN_EXE_tagove")
    );
    let mut shell = std::process::Command::new("sh");
    shell
        .args(["-c", &limited])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let full = crate::command::finish(shell.spawn().expect("started"));
    let path = dir.path().join("chats.jsonl");
    full.assert_refused(
        9,
        &Value::Null,
        &[path.to_str().expect("UTF-8"), "os error"],
    );
    assert_eq!(names(dir.path()), [""; 0]);
    // No file can be made in /proc, not even by root.
    let refused = run(&["export", "--demo", "--to", "/proc"]);
    refused.assert_refused(9, &Value::Null, &["/proc cannot"]);
    for run in [full, refused] {
        assert!(!run.stderr.contains(".partial"), "{run:?}");
        assert!(!run.stderr.contains("at path"), "{run:?}");
    }
}
