use super::{KEY, ONE, answer, answers, files, player, recording, text};
use tagove::{Client, ErrorKind};
use tagove_server::{Replay, Server};
use tempfile::TempDir;

fn redirect(status: &str, location: &str) -> String {
    let body = "<p>Jane Doe has moved</p>";
    answer(status, &format!("Location: {location}\r\n"), body)
}

fn first_line(text: &str) -> &str {
    text.split("\r\n").next().unwrap_or_default()
}

/// What each exchange asks for, and where its answer leads.
fn steps(dir: &TempDir) -> Vec<(String, String)> {
    let count = files(dir.path()).len() / 2;
    let step = |number| {
        let asked = text(dir.path(), &format!("{number}.request.http"));
        let answer = text(dir.path(), &format!("{number}.response.http"));
        let asked = first_line(&asked).split(' ').nth(1).map(str::to_owned);
        let mut lines = answer.split("\r\n");
        let location = lines.find_map(|line| line.strip_prefix("Location: "));
        (asked.expect("a target"), location.unwrap_or("-").to_owned())
    };
    (1..=count).map(step).collect()
}

#[tokio::test]
async fn redirects_that_were_followed_are_exchanges_and_followed_again() {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![
        redirect("302 Found", "/v1/chat/8"),
        redirect("307 Over There", "/elsewhere/chat/9?page=2"),
        answer("200 OK", "", ONE),
    ])
    .await;
    let client = recording(&format!("{base}/v1"), dir.path()).build();
    let given = client.expect("a client").get_chat("7").await;
    let given = given.expect("a chat");
    let step = |asked: &str, leads: &str| (asked.to_owned(), leads.to_owned());
    let expected = [
        step("/chat/7", "8"),
        step("/chat/8", "../elsewhere/chat/9?page=2"),
        step("/elsewhere/chat/9?page=2", "-"),
    ];
    assert_eq!(steps(&dir), expected);
    let hop = text(dir.path(), "1.response.http");
    assert_eq!(first_line(&hop), "HTTP/1.1 302 Found");
    assert!(hop.contains("\r\nX-Tagove-Recorded: redirect\r\n"), "{hop}");
    assert!(hop.ends_with("\r\nContent-Length: 0\r\n\r\n"), "{hop}");

    // Wherever it is played, and as often as it was followed.
    let elsewhere = Client::builder().base_url("https://api.example.com/v2/live");
    for player in [Client::builder(), elsewhere] {
        let player = player.replay(dir.path()).build().expect("a player");
        assert_eq!(*player.get_chat("7").await.expect("a chat"), *given);
        let error = player.get_chat("7").await.expect_err("played");
        assert_eq!(error.kind(), ErrorKind::Configuration);
    }
    let replay = Replay::load(dir.path()).expect("a recording");
    let server = Server::replay(replay).bind(0).await.expect("a free port");
    let chat = crate::client(&server, 0).get_chat("7").await;
    assert_eq!(*chat.expect("a chat"), *given);
    let asked = server.journal().requests().into_iter();
    let asked: Vec<_> = asked.map(|asked| asked.target).collect();
    assert_eq!(asked, ["/chat/7", "/chat/8", "/elsewhere/chat/9?page=2"]);
}

#[tokio::test]
async fn redirects_of_every_attempt_are_recorded_in_their_order() {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![
        redirect("302 Found", "8"),
        answer("503 Busy", "", ""),
        redirect("302 Found", "9"),
        String::new(),
        redirect("302 Found", "8"),
        answer("200 OK", "", ONE),
    ])
    .await;
    let client = recording(&base, dir.path());
    let client = client.clock(crate::told::ToldClock::new()).build();
    let chat = client.expect("a client").get_chat("7").await;
    assert_eq!(chat.expect("the third time").page().attempts(), 3);
    // The one in the middle ended without an answer, and so its redirect was none.
    let leads: Vec<_> = steps(&dir).into_iter().map(|(_, leads)| leads).collect();
    assert_eq!(leads, ["8", "-", "8", "-"]);
    let chat = player(dir.path()).get_chat("7").await;
    assert_eq!(chat.expect("the second time").page().attempts(), 2);
}

#[tokio::test]
async fn redirects_tell_neither_the_key_nor_with_redact_what_nobody_asked_for() {
    let key = "hunter2%2Bhunter%2f2";
    for (redact, leads) in [
        (false, "/of/Jane%20Doe/chat/7?key=%3Credacted%3E&page=2"),
        (true, "/xx/Xxxx%00Xxx/chat/7?xxx=%0Xxxxxxxxx%0X&xxxx=0"),
    ] {
        let dir = TempDir::new().expect("a folder");
        let location = format!("/of/Jane%20Doe/chat/7?key={key}&page=2");
        let moved = redirect("301 Moved", &location);
        let base = answers(vec![moved, answer("200 OK", "", ONE)]).await;
        let client = recording(&base, dir.path()).redact(redact).build();
        let _ = client
            .expect("a client")
            .get_chat("7")
            .await
            .expect("a chat");
        assert_eq!(steps(&dir)[1].0, leads);
        let all: String = files(dir.path())
            .values()
            .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            .collect();
        for secret in [KEY, key, if redact { "Jane" } else { KEY }] {
            assert!(!all.contains(secret), "{all}");
        }
        let _ = player(dir.path()).get_chat("7").await.expect("a chat");
    }
}

#[tokio::test]
async fn redirect_beside_the_base_path_is_played_again() {
    let dir = TempDir::new().expect("a folder");
    let away = redirect("302 Found", "/apichat/2");
    let base = answers(vec![away, answer("200 OK", "", ONE)]).await;
    let client = recording(&format!("{base}/api"), dir.path()).build();
    client
        .expect("a client")
        .get_chat("7")
        .await
        .expect("a chat");
    let chat = player(dir.path()).get_chat("7").await;
    chat.expect("the same");
}
