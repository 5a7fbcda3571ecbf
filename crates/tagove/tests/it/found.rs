//! What an adversary found, each once: it must not come back.

use crate::demo;
use tagove::{Chat, ErrorKind, Page};

fn ids(body: &str) -> Vec<Option<String>> {
    let page =
        Page::<Chat>::from_body(body.as_bytes()).unwrap_or_else(|error| panic!("{body}: {error}"));
    page.iter()
        .map(|chat| chat.id().map(str::to_owned))
        .collect()
}

fn some(ids: &[&str]) -> Vec<Option<String>> {
    ids.iter().map(|id| Some((*id).to_owned())).collect()
}

fn refused(body: &str) -> tagove::TagoveError {
    Page::<Chat>::from_body(body.as_bytes()).expect_err(body)
}

#[test]
fn envelope_behind_a_record_that_looked_like_one_is_still_an_envelope() {
    assert_eq!(
        ids(r#"{"data":[{"chat":null,"id":"7"},{"chat":{"id":"8"}},{"chat":{"id":"9"}}]}"#),
        some(&["7", "8", "9"])
    );
    // What the look inside found does not fail the page either.
    assert_eq!(
        ids(r#"{"data":[{"chat":null,"chats":"x","id":"7"}]}"#),
        some(&["7"])
    );
}

#[test]
fn copies_of_what_belongs_to_no_record_end_before_they_have_no_place() {
    let (open, close) = (r#"{"chat":["#.repeat(4), "]}".repeat(4));
    let nested = |bytes| format!(r#"{{"data":[{open}"{}"{close}]}}"#, "x".repeat(bytes));
    assert_eq!(ids(&nested(1000)), some(&[]));
    let error = refused(&nested(2 << 20));
    assert_eq!(error.kind(), ErrorKind::Decode);
    assert!(
        error.reason().contains("copies") && error.reason().len() < 500,
        "{error}"
    );
}

#[test]
fn warnings_speak_of_values_that_are_there() {
    let body = r#"{"data":{"chat":[{"id":"1","chat_duration":"x"}],"chat":[{"id":"2","chat_duration":"5"}]}}"#;
    let page = Page::<Chat>::from_body(body.as_bytes()).expect("a page");
    let codes: Vec<String> = page.warnings().iter().map(|w| w.code.to_string()).collect();
    assert_eq!(codes, ["duplicate_member"]);
}

#[test]
fn error_of_any_size_is_an_error() {
    let long = "x".repeat(2 << 20);
    for body in [
        format!(r#"{{"data":null,"error":"{long}"}}"#),
        format!(
            r#"{{"data":null,"error":{{"message":"boom","x":{}1{}}}}}"#,
            "[".repeat(100),
            "]".repeat(100)
        ),
        format!("<r><data/><error>{long}</error></r>"),
        r#"<r><data/><error code="5">boom</error></r>"#.to_owned(),
    ] {
        let error = refused(&body);
        assert_eq!(error.kind(), ErrorKind::Server, "{}", &body[..40]);
        assert!(error.reason().len() < 1000);
    }
}

#[test]
fn xml_lists_with_attributes_hold_records_and_are_none() {
    let two = r#"<r><data><chats n="1"><chat><id>1</id></chat><chat><id>2</id></chat></chats><chats n="2"><chat><id>3</id></chat></chats></data></r>"#;
    assert_eq!(ids(two), some(&["1", "2", "3"]));
    for empty in [
        r#"<chats type="array"/>"#,
        r#"<chats nil="true" count="0"/>"#,
        r#"<chats xsi:nil="false" xmlns:xsi="x"/>"#,
        r#"<chat xsi:nil="true" n="0"/>"#,
    ] {
        assert_eq!(
            ids(&format!("<r><data>{empty}</data></r>")),
            some(&[]),
            "{empty}"
        );
    }
    assert_eq!(ids(r#"<r><data type="array"/></r>"#), some(&[]));
    let inner = r#"<r><success type="boolean">true</success><data><chat><id>1</id><messages type="array"/><account x="1">Bob</account><comments lang="de"/></chat></data></r>"#;
    let page = Page::<Chat>::from_body(inner.as_bytes()).expect("a page");
    let chat = page.iter().next().expect("a chat");
    assert_eq!(chat.messages().map(|list| list.len()), Some(0));
    assert!(chat.account().is_none());
    assert_eq!(chat.comments(), Some(""));
    assert_eq!(
        page.warnings().len(),
        1,
        "Bob is no account: {:?}",
        page.warnings()
    );
}

#[test]
fn xml_roots_may_begin_as_html_does() {
    for root in ["header", "bodyparts", "broadcast", "bold"] {
        assert_eq!(
            ids(&format!(
                "<{root}><data><chat><id>1</id></chat></data></{root}>"
            )),
            some(&["1"])
        );
    }
    assert!(refused("<b>Warning</b>").reason().contains("HTML"));
}

#[test]
fn xml_apart_on_every_level_is_refused_before_it_costs() {
    let nested = |depth: usize| {
        let (open, close) = ("<b/><c>".repeat(depth), "</c><b/>".repeat(depth));
        format!("<r><data/><x>{open}{}{close}</x></r>", "y".repeat(1 << 20))
    };
    assert_eq!(ids(&nested(4)), some(&[]));
    assert!(refused(&nested(100)).reason().contains("apart"));
}

#[tokio::test]
async fn take_of_pages_holds_for_their_records() {
    let (server, client) = demo(20, 0).await;
    let pages = client.list_chats(tagove::ListChats::new().limit(5)).take(3);
    let mut records = pages.records();
    let mut count = 0;
    while let Some(record) = records.next().await {
        record.expect("a record");
        count += 1;
    }
    assert_eq!((count, server.journal().request_count()), (3, 1));
}
