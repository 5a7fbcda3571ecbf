//! The client without async.
#![cfg(feature = "blocking")]

use tagove::{Ended, ErrorKind, ListChats, ListVisitorSessions, blocking};
use tagove_server::{Demo, DemoOptions, Server};

#[test]
fn blocking_client_does_what_the_other_does() {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let demo = Demo::generate(DemoOptions {
        chats: 25,
        ..DemoOptions::default()
    });
    let server = runtime
        .block_on(Server::demo(demo).bind(0))
        .expect("a free port");
    let client = tagove::Client::builder()
        .api_key("key")
        .base_url(server.url())
        .max_retries(0);
    let client = blocking::Client::new(client.build().expect("a client")).expect("a thread");
    let mut chats = client.list_chats(ListChats::new().limit(10));
    let ids: Vec<String> = chats
        .by_ref()
        .map(|chat| chat.expect("a chat").get().id().expect("an id").to_owned())
        .collect();
    assert_eq!(
        (ids.len(), chats.summary().ended),
        (25, Some(Ended::EmptyPage))
    );
    let some = client
        .list_visitor_sessions(ListVisitorSessions::new())
        .take(3);
    assert_eq!(some.count(), 3);
    assert_eq!(
        client.get_chat("43074").expect("a chat").id.as_deref(),
        Some("43074")
    );
    assert!(
        client
            .list_messages("43074")
            .expect("a chat")
            .messages
            .is_some()
    );
    client.get_recording("43074").expect("a recording");
    assert!(
        !client
            .get_visitor_sessions("838161")
            .expect("sessions")
            .is_empty()
    );
    assert_eq!(
        client
            .request("GET", "/chats", &[])
            .expect("an answer")
            .status,
        200
    );
    let error = client.get_chat("no such id").expect_err("none");
    assert_eq!(error.kind(), ErrorKind::NotFound);
}
