use super::{KEY, ONE, answer, answers, files, player, recording, text};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use tagove::{ApiKey, Auth, Client};
use tempfile::TempDir;

/// The key as a server, a URL, JSON or a header could repeat it.
fn forms() -> Vec<String> {
    vec![
        KEY.to_owned(),
        KEY.replace('/', "\\/"),
        "hunter2%2Bhunter%2F2".to_owned(),
        "hunter2%2bhunter%2f2".to_owned(),
        STANDARD.encode(format!("{KEY}:")),
        STANDARD.encode(KEY),
    ]
}

#[tokio::test]
async fn key_is_in_no_byte_of_a_cassette() {
    let told = forms().join(" ");
    let json = format!(r#"{{"success":true,"data":{{"chat":{{"id":"7","comments":"{told}"}}}}}}"#);
    let xml = format!("<r><data><chat><id>7</id><comments>{told}</comments></chat></data></r>");
    for (body, redact) in [(&json, false), (&json, true), (&xml, false), (&xml, true)] {
        for auth in [Auth::Bearer, Auth::Basic] {
            let dir = TempDir::new().expect("a folder");
            let headers = format!(
                "X-Key: {told}\r\nSet-Cookie: session=hunter3\r\nX-Request-Id: r-{KEY}\r\nLink: <http://hunter3:pw@h/{KEY}>\r\n"
            );
            let base = answers(vec![answer("200 OK", &headers, body)]).await;
            let client = recording(&base, dir.path())
                .auth(auth)
                .redact(redact)
                .build();
            // Somebody takes it for an id.
            client
                .expect("a client")
                .get_chat(KEY)
                .await
                .expect("a chat");
            let files = files(dir.path());
            assert_eq!(files.len(), 3);
            for (name, bytes) in files {
                let shown = String::from_utf8_lossy(&bytes);
                for form in forms().iter().map(String::as_str).chain(["hunter", "pw@"]) {
                    assert!(!shown.contains(form), "{form} in {name}: {shown}");
                }
            }
            let request = text(dir.path(), "1.request.http");
            assert!(
                request.starts_with("GET /chat/%3Credacted%3E HTTP/1.1\r\n"),
                "{request}"
            );
            let chat = player(dir.path()).get_chat("<redacted>").await;
            let comments = chat.expect("a chat").comments.clone().expect("a comment");
            assert_eq!(comments.contains("<redacted>"), !redact, "{comments}");
        }
    }
}

#[tokio::test]
async fn keys_of_a_provider_are_all_kept_out() {
    let dir = TempDir::new().expect("a folder");
    let refused = r#"{"success":false,"message":"no key-number-1 here"}"#;
    let both = ONE.replace("hello", "key-number-1 and key-number-2");
    let base = answers(vec![
        answer("401 No", "", refused),
        answer("200 OK", "", &both),
    ])
    .await;
    let count = std::sync::atomic::AtomicU32::new(0);
    let client = Client::builder()
        .credentials(move || {
            let number = count.fetch_add(1, std::sync::atomic::Ordering::Relaxed) + 1;
            async move { Ok(ApiKey::new(format!("key-number-{number}"))) }
        })
        .base_url(base)
        .record(dir.path());
    let chat = client.build().expect("a client").get_chat("7").await;
    chat.expect("the second key's chat");
    let files = files(dir.path());
    // The refused one is not written down: a replay has no keys to renew.
    assert_eq!(files.len(), 3);
    for (name, bytes) in files {
        assert!(
            !String::from_utf8_lossy(&bytes).contains("key-number"),
            "{name}"
        );
    }
    let chat = super::player(dir.path())
        .get_chat("7")
        .await
        .expect("a chat");
    assert_eq!(chat.comments.as_deref(), Some("<redacted> and <redacted>"));
}

#[tokio::test]
async fn failure_is_recorded_and_played_as_one() {
    let dir = TempDir::new().expect("a folder");
    let body = r#"{"success":false,"error":{"code":"ERROR_RECORD_NOT_FOUND","message":"no Jane"}}"#;
    let base = answers(vec![answer("404 Not Found", "X-Request-Id: r1\r\n", body)]).await;
    let client = recording(&base, dir.path()).redact(true).build();
    let error = client
        .expect("a client")
        .get_chat("7")
        .await
        .expect_err("404");
    let played = player(dir.path()).get_chat("7").await.expect_err("404");
    assert_eq!(
        (
            played.kind(),
            played.status(),
            played.code(),
            played.request_id()
        ),
        (
            error.kind(),
            error.status(),
            error.code(),
            error.request_id()
        )
    );
    assert!(
        error.reason().contains("no Jane") && played.reason().contains("xx Xxxx"),
        "{played}"
    );
}

#[tokio::test]
async fn key_that_an_encoder_escaped_is_in_no_cassette_either() {
    let key = "hunter2&of+ours";
    let letters = |with: fn(u8) -> String| key.bytes().map(with).collect::<String>();
    let numbered = letters(|byte| format!("&#{byte};"));
    let hexed = letters(|byte| format!("&#x{byte:X};"));
    let in_xml = format!("<chat><id>7</id><comments>{numbered} {hexed}</comments></chat>");
    let in_xml = format!("<response><success>true</success><data>{in_xml}</data></response>");
    let escaped = letters(|byte| format!("\\u{byte:04x}"));
    let go_like = key.replace('&', "\\u0026").replace('+', "\\u002B");
    let in_json = ONE.replace("hello", &format!("{escaped} {go_like}"));
    for (name, body) in [("json", in_json), ("xml", in_xml)] {
        let dir = TempDir::new().expect("a folder");
        let base = answers(vec![answer("200 OK", "", &body)]).await;
        let client = Client::builder()
            .api_key(key)
            .base_url(base)
            .record(dir.path());
        let chat = client.build().expect("a client").get_chat("7").await;
        let told = chat.expect("a chat").comments.clone().expect("comments");
        assert!(told.contains(key), "{name}: the client reads it: {told}");
        let chat = Client::builder().replay(dir.path());
        let chat = chat.build().expect("a player").get_chat("7").await;
        assert_eq!(
            chat.expect("a chat").comments.as_deref(),
            Some("<redacted> <redacted>"),
            "{name}"
        );
    }
}

#[tokio::test]
async fn user_of_a_proxy_is_a_word_like_any_other_beside_its_password() {
    let dir = TempDir::new().expect("a folder");
    let base = answers(vec![answer("200 OK", "", ONE)]).await;
    let proxy = base.replace("http://", "http://chat:s3cr3t-word@");
    let client = Client::builder()
        .api_key(KEY)
        .base_url("http://127.0.0.1:9");
    let client = client.proxy(proxy).record(dir.path());
    let chat = client.build().expect("a client").get_chat("7").await;
    chat.expect("through the proxy");
    let chat = super::player(dir.path()).get_chat("7").await;
    assert_eq!(chat.expect("a chat").comments.as_deref(), Some("hello"));
}
