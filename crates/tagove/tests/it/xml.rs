//! XML answers: each shape beside the JSON that it stands for.

use serde_json::{Value, json};
use tagove::{Chat, ErrorKind, Page};

fn read(body: &str) -> Result<(Value, Value, Vec<String>), tagove::TagoveError> {
    let page = Page::<Chat>::from_body(body.as_bytes())?;
    assert_eq!(page.body(), body.as_bytes(), "the body is the answer's");
    let records: Vec<Value> = page
        .rows()
        .map(|row| serde_json::from_str(&row.to_json()).expect("JSON"))
        .collect();
    let extra = serde_json::from_str(page.extra().as_json()).expect("JSON");
    let warnings = page.warnings().iter().map(ToString::to_string).collect();
    Ok((json!(records), extra, warnings))
}

/// Only what is there: no nulls, no empty extra.
fn said(value: &Value) -> Value {
    match value {
        Value::Object(members) => members
            .iter()
            .filter(|(name, value)| !value.is_null() && (*name != "extra" || **value != json!({})))
            .map(|(name, value)| (name.clone(), said(value)))
            .collect(),
        Value::Array(values) => values.iter().map(said).collect(),
        other => other.clone(),
    }
}

fn chats(body: &str) -> Value {
    let (records, _, warnings) = read(body).unwrap_or_else(|error| panic!("{body}: {error}"));
    assert!(warnings.is_empty(), "{body}: {warnings:?}");
    said(&records)
}

#[test]
fn lists_in_every_form_are_the_same_list() {
    for data in [
        "<chat><id>1</id></chat><chat><id>2</id></chat>",
        "<chats><chat><id>1</id></chat><chat><id>2</id></chat></chats>",
        "<chats><item><id>1</id></item><item><id>2</id></item></chats>",
        "<item><chat><id>1</id></chat></item><item><chat><id>2</id></chat></item>",
        "\n  <chats>\n    <chat id='1'/>\n    <chat id=\"2\"></chat>\n  </chats>\n",
        "<!-- two --><t:chat xmlns:t='urn:t'><t:id>1</t:id></t:chat><?php ?><chat><id><![CDATA[2]]></id></chat>",
    ] {
        let body =
            format!("<?xml version=\"1.0\"?><r><success>true</success><data>{data}</data></r>");
        assert_eq!(chats(&body), json!([{"id": "1"}, {"id": "2"}]), "{data}");
    }
}

#[test]
fn elements_that_stand_apart_are_one_list() {
    let body = "<r><data><chat><id>1</id><tag>a</tag><status>x</status><tag>b</tag><n/><tag>c</tag></chat></data></r>";
    assert_eq!(
        chats(body),
        json!([{"id": "1", "status": "x", "extra": {"tag": ["a", "b", "c"], "n": ""}}])
    );
}

#[test]
fn empty_elements_are_none_or_empty_as_their_field_says() {
    let body = "<r><data><chat><id>1</id><comments/><status></status><chat_duration/><date_created/>\
        <account/><messages>\n</messages></chat></data></r>";
    assert_eq!(
        chats(body),
        json!([{"id": "1", "comments": "", "status": "", "messages": []}])
    );
    for data in [
        "<data/>",
        "<data></data>",
        "<data>\n</data>",
        "<data><chat/></data>",
        "<data><chats/></data>",
    ] {
        assert_eq!(chats(&format!("<r>{data}</r>")), json!([]), "{data}");
    }
    let nil = "<r xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><data><chat><id>1</id>\
        <comments xsi:nil='true'/><messages xsi:nil='1'/></chat></data></r>";
    assert_eq!(chats(nil), json!([{"id": "1", "messages": []}]));
}

#[test]
fn attributes_are_members_and_never_lost() {
    let body = "<r><data><chat id='9' status='a&amp;b'><status>x</status><department_id type='integer'>4</department_id>\
        <messages count='1'><message id='5' xsi:type='t'/></messages><mood level='3'>fine</mood></chat></data></r>";
    assert_eq!(
        chats(body),
        json!([{"id": "9", "status": "x", "department_id": "4",
            "messages": [{"id": "5", "extra": {"xsi:type": "t"}}],
            "extra": {"@status": "a&b", "department_id": {"type": "integer"}, "messages": {"count": "1"},
                "mood": {"#text": "fine", "level": "3"}}}])
    );
}

#[test]
fn attributes_of_lists_of_records_stay_in_the_extra_of_the_page() {
    let body = "<r><data total='7'><item><chat><id>1</id></chat></item></data></r>";
    let (records, extra, _) = read(body).expect("a page");
    assert_eq!(said(&records), json!([{"id": "1"}]));
    assert_eq!(extra, json!({"data": {"total": "7"}}));
    let body = "<r><data><chats total='7'><chat><id>1</id></chat></chats></data></r>";
    let (records, extra, _) = read(body).expect("a page");
    assert_eq!(said(&records), json!([{"id": "1"}]));
    assert_eq!(extra, json!({"data": {"chats": {"total": "7"}}}));
}

#[test]
fn text_is_text_to_the_letter() {
    let body = "\u{feff}<r><data><chat><id>1</id><comments> &lt;b&gt; &#x1F600;\r\n<![CDATA[<&\"\\]]>\t&#65;</comments></chat></data></r>";
    assert_eq!(
        chats(body),
        json!([{"id": "1", "comments": " <b> 😀\n<&\"\\\tA"}])
    );
    let mixed = "<r><data><chat>one<id>1</id> <status/>two</chat></data></r>";
    assert_eq!(
        chats(mixed),
        json!([{"id": "1", "status": "", "extra": {"#text": "onetwo"}}])
    );
}

#[test]
fn documents_that_are_none_are_refused_where_they_go_wrong() {
    let data = "<r><data/></r>";
    for (body, at) in [
        (format!("<!DOCTYPE r [<!ENTITY a \"b\">]>{data}"), 0),
        ("<r><data>&nbsp;</data></r>".to_owned(), 9),
        ("<r><data></chat></r>".to_owned(), 9),
        ("<r><data>".to_owned(), 9),
        ("<r><data".to_owned(), 8),
        (format!("{data} x"), 15),
        (format!("{data}<r/>"), 14),
        (format!("{data}<![CDATA[]]>"), 14),
        (
            format!("<?xml version='1.0' encoding='ISO-8859-1'?>{data}<!-- é -->"),
            62,
        ),
        (format!("{data}<?xml version='1.0'?>"), 14),
        ("<r><a b=1/></r>".to_owned(), 6),
        ("<r><a b='1' b='2'/></r>".to_owned(), 12),
        ("<r><a b='<&x;'/></r>".to_owned(), 10),
        ("<r><a!b/></r>".to_owned(), 3),
        ("<r>\u{1}</r>".to_owned(), 3),
        ("<r>&#0;</r>".to_owned(), 3),
        ("<r>a & b</r>".to_owned(), 5),
        ("<!DOCTYPE html><html>".to_owned(), 0),
        ("<br />\n<b>Warning</b>: x in y{\"data\":[]}".to_owned(), 0),
    ] {
        let error = read(&body).expect_err(&body);
        assert_eq!(error.kind(), ErrorKind::Decode, "{body}");
        assert_eq!(error.at(), Some(&*format!("byte {at}")), "{body}: {error}");
    }
}

#[test]
fn failure_in_xml_has_the_servers_words() {
    for body in [
        "<r><success>false</success><error><code>ERROR_RECORD_NOT_FOUND</code><message>gone</message></error></r>",
        "<r><errorCode>ERROR_RECORD_NOT_FOUND</errorCode><message>gone</message></r>",
        "<r><errors><error><status>404</status><title>gone</title></error></errors></r>",
        "<r><errors><status>404</status><title>gone</title></errors></r>",
    ] {
        let error = read(body).expect_err(body);
        assert_eq!(error.kind(), ErrorKind::NotFound, "{body}: {error}");
        assert!(error.reason().contains("gone"), "{body}: {error}");
    }
}
