use crate::command::{Served, run, run_with};
use serde_json::json;
use std::fs;
use std::path::Path;

fn write_case(dir: &Path) {
    let case = dir.join("get_chat/plain");
    fs::create_dir_all(&case).expect("made");
    let body = r#"{"success":true,"data":{"chat":{"id":"7"}}}"#;
    let files = [
        ("case.json", r#"{"operation":"get_chat","arguments":{"chat_id":"7"},"options":{},"formats":["json"],"compare_headers":[]}"#.to_owned()),
        ("1.request.http", "GET /chat/7 HTTP/1.1\r\n\r\n".to_owned()),
        ("1.response.http", format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())),
        ("expected.json", "{}".to_owned()),
    ];
    for (name, text) in files {
        fs::write(case.join(name), text).expect("written");
    }
}

#[test]
fn replay_of_a_directory_plays_its_answers() {
    let dir = tempfile::tempdir().expect("a directory");
    write_case(dir.path());
    let served = Served::start(&[
        "--port",
        "0",
        "--replay",
        dir.path().to_str().expect("UTF-8"),
    ]);
    let base = format!("{}/get_chat/plain/json", served.url);
    let run = run_with(
        &["get-chat", "7", "--base-url", &base],
        &[("TAGOVE_API_KEY", "corpus-key")],
    );
    assert_eq!(
        (run.code, run.json()["id"].clone()),
        (Some(0), json!("7")),
        "{run:?}"
    );
}

#[test]
fn replay_of_what_is_no_corpus_says_which_folder_to_name() {
    let dir = tempfile::tempdir().expect("a directory");
    let root = dir.path().join("corpus");
    write_case(&root);
    let file = dir.path().join("file");
    fs::write(&file, "").expect("written");
    let absent = dir.path().join("absent");
    // Above the corpus, below it, and beside it.
    for path in [dir.path(), &root.join("get_chat"), &file, &absent] {
        let path = path.to_str().expect("UTF-8");
        let run = run(&["serve", "--port", "0", "--replay", path]);
        let words = [
            path,
            "name the folder that holds list_chats/, get_chat/, …",
            "--replay",
        ];
        run.assert_refused(2, &json!("Configuration"), &words);
    }
}

#[test]
fn replay_of_a_corpus_with_a_broken_case_names_its_file() {
    let dir = tempfile::tempdir().expect("a directory");
    write_case(dir.path());
    let case = dir.path().join("get_chat/plain/case.json");
    fs::write(&case, "{").expect("written");
    let path = dir.path().to_str().expect("UTF-8");
    let run = run(&["serve", "--port", "0", "--replay", path]);
    let words = [case.to_str().expect("UTF-8"), "correct it", "--replay"];
    run.assert_refused(2, &json!("Configuration"), &words);
}
