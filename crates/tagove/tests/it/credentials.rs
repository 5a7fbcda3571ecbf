//! Keys from a provider.

use crate::scripted::server;
use crate::told::ToldClock;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tagove::{ApiKey, Client, ErrorKind};
use tagove_server::{Demo, DemoOptions, Faults, Server};

const SECOND: Duration = Duration::from_secs(1);

#[tokio::test]
async fn credentials_are_asked_once_and_again_when_refused_or_expired() {
    let demo = Demo::generate(DemoOptions {
        chats: 3,
        ..DemoOptions::default()
    });
    let server = Server::demo(demo)
        .key("second-key")
        .bind(0)
        .await
        .expect("a free port");
    let clock = ToldClock::new();
    let asked = Arc::new(Mutex::new(0));
    let count = asked.clone();
    let client = Client::builder()
        .base_url(server.url())
        .clock(clock.clone())
        .credentials(move || {
            let mut asked = count.lock().expect("not poisoned");
            *asked += 1;
            let key = ["first-key", "second-key"][usize::from(*asked > 1)];
            async move { Ok(ApiKey::new(key).expires_in(10 * SECOND)) }
        })
        .build()
        .expect("a client");
    let chat = client.get_chat("43074").await.expect("with the second key");
    assert_eq!(
        (chat.page().attempts(), *asked.lock().expect("fine")),
        (2, 2)
    );
    client.get_chat("43074").await.expect("with the same");
    assert_eq!(*asked.lock().expect("fine"), 2);
    tagove::Clock::sleep(&*clock, 11 * SECOND).await;
    client.get_chat("43074").await.expect("with a new one");
    assert_eq!(*asked.lock().expect("fine"), 3);
}

#[tokio::test]
async fn credentials_that_fail_are_an_authentication_error_with_their_source() {
    let server = server(Faults::at([])).await;
    let client = Client::builder()
        .base_url(server.url())
        .credentials(|| async { Err("the vault says hunter2".into()) })
        .build()
        .expect("a client");
    let error = client.get_chat("1").await.expect_err("no key");
    assert_eq!(
        (error.kind(), error.attempts()),
        (ErrorKind::Authentication, 0)
    );
    assert!(!error.to_string().contains("hunter2") && !format!("{error:?}").contains("hunter2"));
    let source = std::error::Error::source(&error).expect("a source");
    assert!(source.to_string().contains("hunter2"));
}
