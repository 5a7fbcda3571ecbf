use super::misses::one_chat;
use super::{ONE, answer, answers, files, player, recording};
use serde_json::Value;
use std::fs;
use tagove::{Client, ErrorKind};
use tagove_server::{Replay, Server};
use tempfile::TempDir;

#[tokio::test]
async fn recording_of_which_a_file_is_cut_anywhere_is_refused_by_its_name() {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![
        answer("302 Found", "Location: 7\r\n", ""),
        answer("204 Nothing", "", ""),
        answer("200 OK", "", ONE),
    ])
    .await;
    let client = recording(&base, dir.path()).build().expect("a client");
    client.get_chat("6").await.expect_err("nothing");
    client.get_chat("6").await.expect("a chat");
    // As older recordings have equal calls: one behind the other.
    let second = dir.path().join("2");
    for file in ["request", "response"] {
        let name = |number: u32| format!("{number}.{file}.http");
        fs::rename(second.join(name(1)), dir.path().join(name(3))).expect("moved");
    }
    fs::remove_dir_all(second).expect("removed");
    let files = files(dir.path());
    assert_eq!(files.len(), 7);
    let mut cuts = 0;
    for (name, whole) in &files {
        let path = dir.path().join(name);
        for length in 0..whole.len() {
            let cut = &whole[..length];
            // Of `case.json` the last line end is no loss.
            if name == "case.json" && serde_json::from_slice::<Value>(cut).is_ok() {
                continue;
            }
            fs::write(&path, cut).expect("written");
            let refused = Client::builder().replay(dir.path()).build();
            let error = refused.expect_err(&format!("{name} cut at {length}"));
            assert_eq!(error.kind(), ErrorKind::Configuration);
            let text = error.to_string();
            let place = path.display().to_string();
            assert!(text.contains(&place) && !text.contains('\n'), "{text}");
            cuts += 1;
        }
        fs::write(&path, whole).expect("written");
    }
    assert!(cuts > 600, "{cuts}");
    player(dir.path())
        .get_chat("6")
        .await
        .expect_err("whole again");
}

#[tokio::test]
async fn recording_that_ended_within_an_exchange_has_those_before_it() {
    let dir = one_chat();
    let unfinished = ["2.response.http", ".2.request.http.partial"];
    for name in unfinished {
        let answer = dir.path().join("1.response.http");
        fs::copy(answer, dir.path().join(name)).expect("copied");
    }
    let player = player(dir.path());
    player.get_chat("7").await.expect("the first");
    let error = player.get_chat("7").await.expect_err("no second");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    let replay = Replay::load(dir.path()).expect("a recording");
    let server = Server::replay(replay).bind(0).await.expect("a free port");
    let chat = crate::client(&server, 0).get_chat("7").await;
    chat.expect("the first");
}

#[tokio::test]
async fn recording_of_which_an_answer_is_cut_is_no_whole_answer_from_a_server_of_it() {
    let dir = one_chat();
    let path = dir.path().join("1.response.http");
    let whole = fs::read(&path).expect("an answer");
    for length in (0..whole.len()).step_by(5) {
        fs::write(&path, &whole[..length]).expect("written");
        let replay = Replay::load(dir.path()).expect("bytes that are played as they are");
        let server = Server::replay(replay).bind(0).await.expect("a free port");
        let client = Client::builder().api_key("key").base_url(server.url());
        let client = client.max_retries(0).build().expect("a client");
        let error = client.get_chat("7").await.expect_err("a part");
        let kinds = [ErrorKind::Connection, ErrorKind::Decode];
        assert!(kinds.contains(&error.kind()), "{length}: {error}");
    }
}
