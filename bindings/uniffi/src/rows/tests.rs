//! What the rows write is what UniFFI's derived reader reads, and what the core says.

use super::{FromRow, Rows};
use crate::generated::{Chat, VisitorSession};
use serde::Serialize;
use tagove::{Page, PageInfo, schema};
use uniffi::{Lift, Lower, TypeId};

type Tag = crate::UniFfiTag;

/// What the other side reads, by UniFFI's own derived reader, is what the core says of the page.
fn read_back<R: FromRow + Lift<Tag> + Serialize>(page: &PageInfo) -> Vec<String> {
    let mut bytes = Vec::new();
    <Rows<R> as Lower<Tag>>::write(Rows::new(page.clone()), &mut bytes);
    let mut rest = bytes.as_slice();
    let records = <Vec<R> as Lift<Tag>>::try_read(&mut rest).expect("the derived reader reads it");
    assert!(rest.is_empty(), "{} bytes are left over", rest.len());
    records.iter().map(crate::extra::to_json).collect()
}

fn said(page: &PageInfo) -> Vec<String> {
    page.rows().map(|row| row.to_json()).collect()
}

/// Every field of a model filled, then the same record with none.
fn full(model: &schema::Model) -> String {
    use schema::Kind;
    let member = |field: &schema::Field| {
        let value = match field.kind {
            Kind::Id | Kind::Seconds => "\"43074\"".to_owned(),
            Kind::Text | Kind::OpenSet => format!("\"{} Zoë \\ud83d\\ude42\"", field.name),
            Kind::Number => "\"-39.728\"".to_owned(),
            Kind::Time => "\"2016-11-08 13:35:05\"".to_owned(),
            Kind::Record(of) => full(of),
            Kind::List(of) => format!("[{}, {{}}]", full(of)),
            Kind::Texts => "[\"a\", \"\"]".to_owned(),
        };
        format!("\"{}\": {value}", field.name)
    };
    let members: Vec<String> = model.fields.iter().map(member).collect();
    format!(
        "{{{}, \"unknown\": [1.50, {{\"a\": null}}]}}",
        members.join(", ")
    )
}

#[test]
fn rows_of_chats_read_back_as_the_core_has_them() {
    let body = format!(
        "{{\"data\": {{\"chat\": [{}, {{}}]}}}}",
        full(&schema::CHAT)
    );
    let page = Page::<tagove::Chat>::from_body(body.as_bytes()).expect("a page");
    assert_eq!(page.len(), 2);
    let first: serde_json::Value = serde_json::from_str(&said(&page)[0]).expect("JSON");
    assert!(
        first
            .as_object()
            .is_some_and(|chat| chat.values().all(|value| !value.is_null())),
        "every field is filled: {first}"
    );
    assert_eq!(read_back::<Chat>(&page), said(&page));
}

#[test]
fn rows_of_sessions_read_back_as_the_core_has_them() {
    let session = full(&schema::VISITOR_SESSION);
    let body = format!("{{\"data\": {{\"visitor_session\": [{session}, {{}}]}}}}");
    let page = Page::<tagove::VisitorSession>::from_body(body.as_bytes()).expect("a page");
    assert_eq!(read_back::<VisitorSession>(&page), said(&page));
}

#[test]
fn rows_have_the_foreign_type_of_a_list() {
    assert_eq!(
        <Rows<Chat> as TypeId<Tag>>::TYPE_ID_META.checksum(),
        <Vec<Chat> as TypeId<Tag>>::TYPE_ID_META.checksum()
    );
}
