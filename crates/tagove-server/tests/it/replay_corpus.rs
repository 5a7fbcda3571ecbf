use std::{collections::BTreeMap, fs, path::PathBuf};

use serde_json::Value;
use tagove_server::{Replay, Server};

use crate::client::raw;

/// Asks the player for every exchange of the project's own corpus, in the order recorded.
#[tokio::test]
async fn player_projects_corpus_comes_byte_for_byte() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus");
    let replay = Replay::load(&dir).expect("a good corpus");
    let playable = replay.playable();
    let server = Server::replay(replay).bind(0).await.expect("a free port");
    let mut played = 0;
    for operation in fs::read_dir(&dir).expect("listed") {
        let operation = operation.expect("listed").path();
        if operation.is_dir() {
            for case in fs::read_dir(&operation).expect("listed") {
                played += usize::from(play(&server, case.expect("listed").path()).await > 0);
            }
        }
    }
    assert!(played > 0);
    assert_eq!(played, playable);
}

/// How many exchanges the case has.
async fn play(server: &Server, case: PathBuf) -> usize {
    let name = case
        .strip_prefix(case.ancestors().nth(2).expect("a corpus"))
        .expect("a case");
    let text = fs::read(case.join("case.json")).expect("read");
    let options: Value = serde_json::from_slice(&text).expect("JSON");
    let mut requests = BTreeMap::new();
    for number in 1.. {
        match fs::read_to_string(case.join(format!("{number}.request.http"))) {
            Ok(request) => requests.insert(number, request),
            Err(_) => break,
        };
    }
    let different = requests
        .values()
        .collect::<std::collections::BTreeSet<_>>()
        .len();
    let run = if different < requests.len() {
        "/run-1"
    } else {
        ""
    };
    let formats = if requests.is_empty() {
        None
    } else {
        options["formats"].as_array()
    };
    for format in formats.into_iter().flatten() {
        let format = format.as_str().expect("text");
        let ending = if format == "xml" {
            "response.xml.http"
        } else {
            "response.http"
        };
        for (number, request) in &requests {
            let base = format!(" /{}/{format}{run}/", name.display());
            let request =
                request
                    .replacen(" /", &base, 1)
                    .replacen("\r\n", "\r\nConnection: close\r\n", 1);
            let recorded = fs::read(case.join(format!("{number}.{ending}"))).expect("read");
            let answer = raw(server, request.as_bytes()).await;
            assert!(
                answer == recorded,
                "{number} of {} as {format}:\n{}",
                name.display(),
                String::from_utf8_lossy(&answer)
            );
        }
    }
    requests.len()
}
