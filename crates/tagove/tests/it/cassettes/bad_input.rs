use super::misses::one_chat;
use super::{answer, answers, files, recording};
use std::fs;
use tagove::{Client, ErrorKind};
use tempfile::TempDir;

fn refusal(builder: tagove::ClientBuilder) -> String {
    let error = builder.build().expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(!error.reason().contains('\n'), "{error}");
    error.reason().to_owned()
}

#[test]
fn record_into_what_is_no_empty_folder_is_refused() {
    let dir = TempDir::new().expect("a folder");
    fs::write(dir.path().join("notes"), "mine").expect("written");
    let text = refusal(recording("http://127.0.0.1:1", dir.path()));
    assert!(
        text.contains("is not empty") && text.contains("new folder"),
        "{text}"
    );
    let file = dir.path().join("notes");
    for path in [file.clone(), file.join("below"), "/dev/null/x".into()] {
        let text = refusal(recording("http://127.0.0.1:1", &path));
        assert!(text.contains("cannot be written to"), "{text}");
        assert!(text.contains(&path.display().to_string()), "{text}");
    }
    assert_eq!(files(dir.path()).len(), 1);
}

#[tokio::test]
async fn second_client_that_records_into_the_same_folder_is_refused_and_changes_nothing() {
    let dir = TempDir::new().expect("a folder");
    let body = |id: &str| super::ONE.replace("hello", id);
    let base = answers(vec![
        answer("200 OK", "", &body("first")),
        answer("200 OK", "", &body("second")),
    ])
    .await;
    // As a forked child would: the folder is still empty when both take it.
    let [one, other] = [(); 2].map(|()| recording(&base, dir.path()).build().expect("a client"));
    one.get_chat("7").await.expect("a chat");
    let written = files(dir.path());
    for attempts in [1, 0] {
        let error = other.get_chat("7").await.expect_err("taken");
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Configuration, attempts)
        );
        let text = error.to_string();
        assert!(text.contains("a folder of its own"), "{text}");
        assert!(text.contains(&dir.path().display().to_string()), "{text}");
    }
    assert_eq!(files(dir.path()), written);
}

#[test]
fn record_and_replay_at_once_are_refused() {
    let dir = one_chat();
    let text = refusal(Client::builder().record("never-made").replay(dir.path()));
    assert!(text.contains("record") && text.contains("replay"), "{text}");
    assert!(!std::path::Path::new("never-made").exists());
}

#[tokio::test]
async fn folder_that_vanishes_is_an_error_of_the_request_and_of_every_later_one() {
    let parent = TempDir::new().expect("a folder");
    let dir = parent.path().join("cassette");
    let base = answers(vec![answer("200 OK", "", super::ONE)]).await;
    let client = recording(&base, &dir).build().expect("a client");
    fs::remove_dir(&dir).expect("removed");
    for attempts in [1, 0] {
        let error = client
            .get_chat("7")
            .await
            .expect_err("nothing can be written");
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::Configuration, attempts)
        );
        assert!(error.reason().contains("cannot be written"), "{error}");
    }
}

#[test]
fn replay_of_what_is_no_cassette_names_the_file() {
    let missing = TempDir::new().expect("a folder");
    let text = refusal(Client::builder().replay(missing.path().join("absent")));
    assert!(
        text.contains("case.json") && text.contains("recorded"),
        "{text}"
    );
    assert!(refusal(Client::builder().replay(missing.path())).contains("case.json"));

    for (file, content, words) in [
        ("case.json", "{", "is no JSON"),
        ("case.json", "[]", "has no `operation`"),
        (
            "case.json",
            r#"{"operation":"get_chat","formats":["yaml"]}"#,
            "formats",
        ),
        ("1.request.http", "GET /chat/7", "no whole HTTP/1.1 request"),
        ("1.request.http", "GET chat HTTP/1.1\r\n\r\n", "slash"),
        (
            "1.response.http",
            "HTTP/1.1 200 OK\r\n",
            "no whole HTTP/1.1 response",
        ),
        ("1.response.http", "HTTP/1.1 100 Go\r\n\r\n", "status"),
        (
            "1.response.http",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            "no number",
        ),
        (
            "1.response.http",
            "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{}",
            "announces 9",
        ),
        (
            "1.response.http",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
            "chunks",
        ),
        (
            "3.request.http",
            "GET /chat/7 HTTP/1.1\r\n\r\n",
            "2.request.http cannot be read",
        ),
    ] {
        let dir = one_chat();
        fs::write(dir.path().join(file), content).expect("written");
        let text = refusal(Client::builder().replay(dir.path()));
        assert!(text.contains(words), "{file} {content:?}: {text}");
        assert!(text.contains(&dir.path().display().to_string()), "{text}");
    }
    let dir = one_chat();
    fs::remove_file(dir.path().join("1.response.http")).expect("removed");
    assert!(refusal(Client::builder().replay(dir.path())).contains("1.response.http"));
}
