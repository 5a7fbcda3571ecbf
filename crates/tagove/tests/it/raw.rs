//! The escape hatch.

use crate::scripted::{builder, server, status};
use crate::told::ToldClock;
use tagove::ErrorKind;
use tagove_server::Faults;

#[tokio::test]
async fn request_reaches_what_no_operation_models() {
    let server = server(Faults::at([(1, status(503, None))])).await;
    let clock = ToldClock::new();
    let client = builder(&server, &clock).build().expect("a client");
    let answer = client
        .request("GET", "/chats", &[("page", "1"), ("limit", "2")])
        .await
        .expect("an answer");
    assert_eq!((answer.status, answer.attempts), (200, 2));
    assert!(
        answer
            .headers
            .iter()
            .any(|(name, _)| name == "content-type")
    );
    serde_json::from_slice::<serde_json::Value>(&answer.body).expect("JSON");
    assert!(!format!("{answer:?}").contains("43074"));
    let error = client
        .request("GET", "/nothing", &[])
        .await
        .expect_err("no such path");
    assert_eq!(
        (error.kind(), error.status()),
        (ErrorKind::NotFound, Some(404))
    );
    for (method, path) in [
        ("POST", "/chats"),
        ("GET", "chats"),
        ("GET", "//evil.example"),
        ("GET", "/a/../b"),
        ("GET", "/a/%2E%2e/b"),
    ] {
        let error = client.request(method, path, &[]).await.expect_err(path);
        assert_eq!(
            (error.kind(), error.attempts()),
            (ErrorKind::InvalidRequest, 0)
        );
    }
}
