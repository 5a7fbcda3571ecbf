//! Keys that are wrong or not there.

use crate::command::run;
use crate::local::Local;
use serde_json::json;
use tagove_server::DemoOptions;

#[test]
fn key_that_is_wrong_is_an_authentication_error() {
    let local = Local::start(DemoOptions::default(), |server| server.key("the-right-one"));
    let refused = local.run(&["list-chats"], &[]);
    refused.assert_refused(3, &json!("Authentication"), &["401", "TAGOVE_API_KEY"]);
    let right = local.run(&["list-chats"], &[("TAGOVE_API_KEY", "the-right-one")]);
    assert_eq!(right.code, Some(0));
}

#[test]
fn key_that_is_missing_is_a_configuration_error_saying_where_it_goes() {
    let run = run(&["list-chats"]);
    run.assert_refused(
        2,
        &json!("Configuration"),
        &["TAGOVE_API_KEY", "--api-key-file", "--demo"],
    );
}

#[test]
fn key_file_that_holds_none_is_named() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        std::fs::write(&path, bytes).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    };
    let absent = dir
        .path()
        .join("absent")
        .to_str()
        .expect("UTF-8")
        .to_owned();
    for path in [
        absent,
        file("empty", b""),
        file("blank", b"\nkey"),
        file("bytes", &[0xff, 0xfe]),
    ] {
        let run = run(&["list-chats", "--api-key-file", &path]);
        run.assert_refused(2, &json!("Configuration"), &[&path, "first line"]);
    }
}
