//! What a program recorded with several calls of one client, to the command.

use crate::command::{Served, run, run_with};
use crate::local::Local;
use serde_json::{Value, json};
use std::fs;
use std::path::Path;
use tagove_server::DemoOptions;
use tempfile::TempDir;

/// A list, one of its chats, and a list of few.
fn program(dir: &Path) -> Vec<Value> {
    let options = DemoOptions {
        chats: 30,
        ..DemoOptions::default()
    };
    let local = Local::start(options, |server| server);
    let client = tagove::Client::builder()
        .api_key("any-key")
        .base_url(local.server.url())
        .record(dir)
        .build()
        .expect("a client");
    let list = || client.list_chats(tagove::ListChats::new().limit(20));
    local.wait_for(async {
        let mut all = list();
        let mut ids = Vec::new();
        while let Some(page) = all.next_page().await.expect("a page") {
            ids.extend(page.iter().map(|chat| json!(chat.id())));
        }
        client.get_chat("43074").await.expect("a chat");
        list().take(5).next_page().await.expect("a page");
        ids
    })
}

#[test]
fn every_call_is_played_to_the_command_served_and_accepted() {
    let folder = TempDir::new().expect("a directory");
    let dir = folder.path().join("cassette");
    let ids = program(&dir);
    let path = dir.to_str().expect("UTF-8");
    let lists: [(&[&str], &[Value]); 2] = [
        (&["list-chats", "--limit", "20"], &ids),
        (&["list-chats", "--limit", "20", "--take", "5"], &ids[..5]),
    ];
    let get = ["get-chat", "43074"];
    // Served, the lists are told apart by their order alone: what was recorded first is played first.
    let served = Served::start(&["--port", "0", "--replay", path]);
    let key = [("TAGOVE_API_KEY", "any")];
    for (list, expected) in lists {
        let replayed = run(&[list, &["--replay", path]].concat());
        let asked = run_with(&[list, &["--base-url", &served.url]].concat(), &key);
        for given in [replayed, asked] {
            assert_eq!(given.code, Some(0), "{given:?}");
            let records = given.records();
            let given: Vec<Value> = records.iter().map(|chat| chat["id"].clone()).collect();
            assert_eq!(given, expected);
        }
    }
    let replayed = run(&[&get[..], &["--replay", path]].concat());
    let asked = run_with(&[&get[..], &["--base-url", &served.url]].concat(), &key);
    assert_eq!(replayed.code, Some(0), "{replayed:?}");
    assert_eq!(replayed.stdout, asked.stdout);

    // The first call is the case of the folder, and the second one that of its own.
    for (part, records) in [("", 30), ("2", 1), ("3", 5)] {
        let part = dir.join(part);
        let accepted = run(&["corpus", "accept", part.to_str().expect("UTF-8")]);
        assert_eq!(accepted.code, Some(0), "{accepted:?}");
        let expected = fs::read(part.join("expected.json")).expect("a file");
        let expected: Value = serde_json::from_slice(&expected).expect("JSON");
        assert_eq!(expected["records"].as_array().map(Vec::len), Some(records));
    }
}
