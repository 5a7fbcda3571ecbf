//! Parts that could not be written, or are there only in part.

use super::parts::{names, tree};
use super::{ONE, answer, answers, player, recording};
use std::fs;
use tagove::{Client, ErrorKind};
use tagove_server::Replay;
use tempfile::TempDir;

/// Chats 1, 2 and 3, each of a call of its own.
async fn three() -> TempDir {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![answer("200 OK", "", ONE); 3]).await;
    let client = recording(&base, dir.path()).build().expect("a client");
    for id in ["1", "2", "3"] {
        client.get_chat(id).await.expect("a chat");
    }
    dir
}

fn refusal(dir: &TempDir) -> String {
    let refused = Client::builder().replay(dir.path()).build();
    let error = refused.expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    error.reason().to_owned()
}

#[tokio::test]
async fn part_that_is_not_whole_is_refused_by_its_name() {
    let dir = three().await;
    for name in ["case.json", "1.request.http", "1.response.http"] {
        let path = dir.path().join("2").join(name);
        let whole = fs::read(&path).expect("a file");
        fs::write(&path, &whole[..whole.len() / 2]).expect("written");
        let told = refusal(&dir);
        assert!(told.contains(&path.display().to_string()), "{told}");
        fs::remove_file(&path).expect("removed");
        // An answer without its request is no exchange: the recording ended in between.
        if name != "1.request.http" {
            let told = refusal(&dir);
            assert!(told.contains(&path.display().to_string()), "{told}");
        } else {
            let client = player(dir.path());
            client.get_chat("2").await.expect_err("not recorded");
            client.get_chat("3").await.expect("a chat");
        }
        fs::write(&path, &whole).expect("written");
    }
    player(dir.path()).get_chat("2").await.expect("whole again");
}

#[tokio::test]
async fn part_of_which_nothing_was_written_is_no_part() {
    let dir = three().await;
    fs::create_dir(dir.path().join("4")).expect("made");
    fs::write(dir.path().join("4/.case.json.partial"), "{").expect("written");
    fs::write(dir.path().join("5"), "a file of mine").expect("written");
    fs::create_dir(dir.path().join("notes")).expect("made");
    fs::create_dir(dir.path().join("02")).expect("made");
    fs::write(dir.path().join("02/case.json"), "{").expect("written");
    fs::write(dir.path().join("1"), "another one of mine").expect("written");
    for id in ["3", "2", "1"] {
        player(dir.path()).get_chat(id).await.expect("a chat");
    }
    assert_eq!(Replay::load(dir.path()).expect("the same").playable(), 3);
    // The first one may be such as well; but not where somebody else has begun with 1.
    for name in ["1", "case.json", "1.request.http", "1.response.http"] {
        fs::remove_file(dir.path().join(name)).expect("removed");
    }
    let client = player(dir.path());
    client.get_chat("1").await.expect_err("gone");
    client.get_chat("3").await.expect("a chat");
    assert_eq!(Replay::load(dir.path()).expect("the same").playable(), 2);
    fs::write(dir.path().join("1"), "mine").expect("written");
    assert!(refusal(&dir).contains("case.json"));
    Replay::load(dir.path()).expect_err("nor here");
}

#[tokio::test]
async fn part_that_cannot_be_written_is_an_error_of_its_call_and_of_every_later_one() {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![answer("200 OK", "", ONE); 2]).await;
    let client = recording(&base, dir.path()).build().expect("a client");
    client.get_chat("1").await.expect("a chat");
    // As a second process would: both had found the folder empty.
    fs::create_dir(dir.path().join("2")).expect("made");
    let written = tree(dir.path());
    for (id, attempts) in [("2", 1), ("1", 0), ("3", 0)] {
        let error = client.get_chat(id).await.expect_err("taken");
        let told = (error.kind(), error.attempts());
        assert_eq!(told, (ErrorKind::Configuration, attempts));
        let path = dir.path().join("2").display().to_string();
        assert!(error.reason().contains(&path), "{error}");
        assert!(error.reason().contains("a folder of its own"), "{error}");
    }
    assert_eq!(tree(dir.path()), written);
    let client = player(dir.path());
    client.get_chat("2").await.expect_err("not recorded");
    client.get_chat("1").await.expect("what was before it");
}

#[tokio::test]
async fn folder_that_holds_parts_only_is_not_recorded_into() {
    let dir = three().await;
    for name in ["case.json", "1.request.http", "1.response.http"] {
        fs::remove_file(dir.path().join(name)).expect("removed");
    }
    let before = names(dir.path());
    let refused = recording("http://127.0.0.1:1", dir.path()).build();
    let error = refused.expect_err("a refusal");
    assert!(error.reason().contains("is not empty"), "{error}");
    assert_eq!(names(dir.path()), before);
}
