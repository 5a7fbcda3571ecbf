//! Views, owned structs and JSON are the same record.

use crate::demo;
use serde_json::Value;
use tagove::{Chat, Include, ListChats, ListVisitorSessions, Record, View, VisitorSession};

#[tokio::test]
async fn every_chat_is_the_same_as_view_as_struct_and_as_json() {
    let (_server, client) = demo(120, 1).await;
    let options = ListChats::new()
        .limit(50)
        .include([Include::Messages, Include::Account]);
    let mut chats = client.list_chats(options).records();
    let mut messages = 0;
    while let Some(chat) = chats.next().await {
        let chat = chat.expect("a chat");
        messages += chat.get().messages().map_or(0, |list| list.len());
        agree::<Chat>(chat.get(), &chat.to_owned());
    }
    assert!(messages > 1000);
}

#[tokio::test]
async fn every_session_is_the_same_as_view_as_struct_and_as_json() {
    let (_server, client) = demo(120, 1).await;
    let mut sessions = client
        .list_visitor_sessions(ListVisitorSessions::new().limit(50))
        .records();
    let mut count = 0;
    while let Some(session) = sessions.next().await {
        let session = session.expect("a session");
        agree::<VisitorSession>(session.get(), &session.to_owned());
        count += 1;
    }
    assert!(count > 50);
}

fn agree<R>(view: R::Ref<'_>, owned: &R)
where
    R: Record + serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
{
    let json: Value = serde_json::from_str(&view.row().to_json()).expect("JSON");
    assert_eq!(serde_json::to_value(view).expect("a value"), json);
    assert_eq!(serde_json::to_value(owned).expect("a value"), json);
    assert!(
        serde_json::from_value::<R>(json).expect("a record") == *owned,
        "read back it is another"
    );
}

#[test]
fn debug_of_a_record_shows_no_words_of_people() {
    let body =
        br#"{"data":{"chat":{"id":"7","status":"closed","comments":"SECRET","other":"SECRET",
        "account":{"email":"SECRET"},"messages":[{"id":"8","message":"SECRET"}]}}}"#;
    let page = tagove::Page::<Chat>::from_body(body).expect("a page");
    let view = page.iter().next().expect("a chat");
    let owned = Chat::from(view);
    let shown = format!(
        "{page:?} {view:?} {owned:?} {:?} {:?}",
        owned.account, owned.messages
    );
    assert!(!shown.contains("SECRET"), "{shown}");
    assert!(
        shown.contains("closed") && shown.contains("<6 bytes>"),
        "{shown}"
    );
}

#[test]
fn extra_keeps_every_digit_as_json_text() {
    let body = br#"{"data":{"chat":{"id":"7","big":123456789012345678901234567890.10}}}"#;
    let page = tagove::Page::<Chat>::from_body(body).expect("a page");
    let chat = Chat::from(page.iter().next().expect("a chat"));
    assert_eq!(
        chat.extra.as_json(),
        r#"{"big":123456789012345678901234567890.10}"#
    );
    assert_eq!(
        chat.extra.get("big").as_deref(),
        Some("123456789012345678901234567890.10")
    );
}

#[test]
fn time_reads_what_it_writes() {
    for text in [
        "2016-11-08T13:35:05",
        "2016-02-29T00:00:00.5",
        "2016-11-08T13:35:05.000001+05:30",
        "1969-12-31T23:59:59Z",
    ] {
        let time: tagove::Time = text.parse().expect("a time");
        assert_eq!(time.to_string(), text);
    }
    let time: tagove::Time = "2016-11-08T13:35:05.25+01:00".parse().expect("a time");
    assert_eq!(
        (
            time.month(),
            time.day(),
            time.minute(),
            time.second(),
            time.microsecond()
        ),
        (11, 8, 35, 5, 250_000)
    );
    assert_eq!(time.epoch_microseconds(), 1_478_608_505_250_000);
    assert!("2016-11-08".parse::<tagove::Time>().is_err());
}

#[test]
fn extra_that_no_parser_takes_loses_none_of_its_members() {
    let body = br#"{"data":{"chat":{"id":"7","far":1e999,"near":"kept"}}}"#;
    let page = tagove::Page::<Chat>::from_body(body).expect("a page");
    let view = page.iter().next().expect("a chat");
    let json = serde_json::to_string(&view).expect("JSON");
    assert!(
        json.ends_with(r#""extra":{"far":1e999,"near":"kept"}}"#),
        "{json}"
    );
    assert_eq!(
        json,
        serde_json::to_string(&Chat::from(view)).expect("JSON")
    );
    assert!(
        view.row()
            .to_json()
            .ends_with(r#""extra":{"far":1e999,"near":"kept"}}"#)
    );
}

#[test]
fn page_is_walked_by_a_for_loop_and_answers_serialise() {
    let page =
        tagove::Page::<Chat>::from_body(br#"{"data":[{"id":"7"},{"id":"8"}]}"#).expect("a page");
    let mut ids = vec![];
    for chat in &page {
        ids.extend(chat.id());
    }
    assert_eq!((ids, page.iter().len()), (vec!["7", "8"], 2));
}
