use super::{answer, answers, files, player, read, recording, text};
use crate::demo;
use serde_json::Value;
use std::collections::BTreeSet;
use tagove::schema::{ALL, Kind};
use tagove::{Accept, Client, Include, ListChats, ListVisitorSessions};
use tempfile::TempDir;

/// The values that stay: ids, times and the like; the others are people's.
fn split(value: &Value, name: &str, people: &mut BTreeSet<String>, kept: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                split(value, name, people, kept);
            }
        }
        Value::Array(values) => values
            .iter()
            .for_each(|value| split(value, name, people, kept)),
        Value::Null | Value::Bool(_) => kept.push(format!("{name} {value}")),
        Value::String(_) | Value::Number(_) => {
            let mut fields = ALL.iter().flat_map(|model| model.fields);
            let kind = fields
                .find(|field| field.name == name)
                .map(|field| field.kind);
            match kind {
                Some(Kind::Id | Kind::Time | Kind::OpenSet | Kind::Seconds) => {
                    kept.push(format!("{name} {value}"));
                }
                _ => {
                    kept.push(name.to_owned());
                    let text = value.as_str().map_or(value.to_string(), str::to_owned);
                    people.extend(text.split_whitespace().map(str::to_owned));
                }
            }
        }
    }
}

fn looked_through(given: &Value) -> (BTreeSet<String>, Vec<String>) {
    let (mut people, mut kept) = (BTreeSet::new(), Vec::new());
    for record in given["records"].as_array().expect("records") {
        let record: Value = serde_json::from_str(record.as_str().expect("JSON")).expect("JSON");
        split(&record, "", &mut people, &mut kept);
    }
    (people, kept)
}

#[tokio::test]
async fn redacted_lists_hold_no_word_of_anybody_and_are_read_the_same() {
    for accept in [Accept::Json, Accept::Xml] {
        for sessions in [false, true] {
            let dir = TempDir::new().expect("a folder");
            let (server, _) = demo(120, 0).await;
            let client =
                |client: tagove::ClientBuilder| client.accept(accept).build().expect("one");
            let ask = async |client: Client| match sessions {
                true => {
                    read(client.list_visitor_sessions(ListVisitorSessions::new().limit(50))).await
                }
                false => {
                    let list = ListChats::new().limit(50).include(Include::ALL);
                    read(client.list_chats(list)).await
                }
            };
            let given = ask(client(recording(&server.url(), dir.path()).redact(true))).await;
            let played = ask(client(Client::builder().replay(dir.path()))).await;
            assert_eq!(played["summary"], given["summary"]);
            let (people, kept) = looked_through(&given);
            let (masked, same) = looked_through(&played);
            assert!(same == kept, "ids, times and the rest of the shape");
            assert!(people.len() > 100 && !masked.is_empty());
            let is_word = |word: &&String| {
                *word != "null" && word.chars().filter(|c| c.is_alphanumeric()).count() > 3
            };
            let all: String = files(dir.path())
                .values()
                .map(|bytes| String::from_utf8_lossy(bytes).into_owned())
                .collect();
            // What is not an id or a time has no letter and no digit of its own left.
            let leaks = |word: &&String| masked.contains(*word) && !is_masked(word);
            let leaked: Vec<_> = people.iter().filter(is_word).filter(leaks).collect();
            assert!(leaked.is_empty(), "{leaked:?}");
            for word in people
                .iter()
                .filter(|word| word.contains('@') || word.len() > 9)
            {
                assert!(!all.contains(word.as_str()) || is_masked(word), "{word}");
            }
        }
    }
}

fn is_masked(word: &str) -> bool {
    word.chars()
        .all(|c| !c.is_alphanumeric() || "xX0".contains(c))
}

async fn redacted(operation_list: bool, body: &str, content_type: &str) -> (TempDir, String) {
    let dir = TempDir::new().expect("a folder");
    let headers = format!("Content-Type: {content_type}\r\nX-Agent: Jane Doe\r\n");
    let base = answers(vec![answer("200 OK", &headers, body)]).await;
    let client = recording(&base, dir.path())
        .redact(true)
        .max_retries(0)
        .build();
    let client = client.expect("a client");
    if operation_list {
        let _ = client
            .list_visitor_sessions(ListVisitorSessions::new())
            .next_page()
            .await;
    } else {
        let _ = client.get_chat("7").await;
    }
    let name = match dir.path().join("1.response.http").exists() {
        true => "1.response.http",
        false => "1.response.xml.http",
    };
    let text = text(dir.path(), name);
    let (head, body) = text.split_once("\r\n\r\n").expect("a head");
    assert!(
        !head.contains("Jane") && head.contains(content_type),
        "{head}"
    );
    (dir, body.to_owned())
}

#[tokio::test]
async fn redacted_json_keeps_what_is_modelled_and_nothing_else() {
    let (dir, body) = redacted(
        false,
        r#"{"success":true,"total":12,"note":"For Jane","count":"3","data":{"chat":{"profile":{"status":"angry","id":"jane1","age":42},"id":43074,
          "status":"closed","type":"Jane Doe","comments":"Gr\u00fc\u00dfe\n\"Jane\" \ud83d\ude00 \ud83d 5","feedback_rating":4.25,
          "date_created":"2016-11-08 13:35:05","date_updated":"call 030/555","chat_duration":65,"messages":[{"id":"1","message":"my number: +49 30 5551234"}]}}}"#,
        "application/json",
    )
    .await;
    assert_eq!(
        body,
        r#"{"success":true,"total":12,"note":"Xxx Xxxx","count":"3","data":{"chat":{"profile":{"status":"xxxxx","id":"xxxx0","age":0},"id":43074,
          "status":"closed","type":"Xxxx Xxx","comments":"Xxxxx\n\"Xxxx\" \ud83d\ude00 \ud83d 0","feedback_rating":0.00,
          "date_created":"2016-11-08 13:35:05","date_updated":"xxxx 000/000","chat_duration":65,"messages":[{"id":"1","message":"xx xxxxxx: +00 00 0000000"}]}}}"#
    );
    let chat = player(dir.path()).get_chat("7").await.expect("a chat");
    assert_eq!(
        (chat.id.as_deref(), chat.chat_duration),
        (Some("43074"), Some(65))
    );
}

#[tokio::test]
async fn redacted_coordinates_are_numbers_still() {
    let (dir, body) = redacted(
        true,
        r#"{"data":[{"id":"1","visitor":{"id":"2","ip":"203.0.113.7","location_geo_ip_lat":"-52.5200","location_geo_ip_lng":13.4}}]}"#,
        "application/json",
    )
    .await;
    assert_eq!(
        body,
        r#"{"data":[{"id":"1","visitor":{"id":"2","ip":"000.0.000.0","location_geo_ip_lat":"-0.0000","location_geo_ip_lng":0.0}}]}"#
    );
    let mut pages = player(dir.path()).list_visitor_sessions(ListVisitorSessions::new());
    let page = pages.next_page().await.expect("a page").expect("the first");
    assert!(page.warnings().is_empty());
}

#[tokio::test]
async fn redacted_xml_loses_texts_attributes_and_comments() {
    let (dir, body) = redacted(
        false,
        r#"<?xml version="1.0"?><!-- by Jane --><r by="Jane"><success>true</success><data><chat id="7" nick="J&amp;D"><status>closed</status><comments>J&#97;ne &amp; <![CDATA[<Doe>]]></comments><messages><message><id>1</id><message>Hi 5</message></message><message><id>2</id><message>Ho</message></message></messages><mood level="9">good</mood></chat></data></r>"#,
        "application/xml",
    )
    .await;
    assert_eq!(
        body,
        r#"<?xml version="1.0"?><!-- xx Xxxx --><r by="Xxxx"><success>true</success><data><chat id="7" nick="X&amp;X"><status>closed</status><comments>Xxxx &amp; <![CDATA[<Xxx>]]></comments><messages><message><id>1</id><message>Xx 0</message></message><message><id>2</id><message>Xx</message></message></messages><mood level="0">xxxx</mood></chat></data></r>"#
    );
    let player = Client::builder()
        .replay(dir.path())
        .accept(Accept::Xml)
        .build();
    let chat = player
        .expect("a player")
        .get_chat("7")
        .await
        .expect("a chat");
    assert_eq!(chat.messages.as_ref().map(Vec::len), Some(2));
    assert_eq!(chat.status.as_deref(), Some("closed"));
}

#[tokio::test]
async fn redacted_bodies_that_cannot_be_read_hold_no_word_either() {
    for (body, masked) in [
        (
            r#"{"success":true,"data":{"comments":"Jane"} Doe 42"#,
            r#"{"success":true,"data":{"comments":"Xxxx"} Xxx 00"#,
        ),
        ("Jane Doe is out, call 42", "Xxxx Xxx xx xxx, xxxx 00"),
        (
            "<html><p Jane>by Jane <a title=Jane class='Doe'>x</p Doe>",
            "<html><p Xxxx>xx Xxxx <a xxxxx=Xxxx xxxxx='Xxx'>x</p Xxx>",
        ),
        ("<r><a Jane", "<r><x Xxxx"),
        ("<r>&Jane; &#x4a;", "<r>&Xxxx; X"),
        ("", ""),
    ] {
        let (_dir, given) = redacted(false, body, "text/plain").await;
        assert_eq!(given, masked);
    }
}

#[tokio::test]
async fn redact_refuses_what_it_would_have_to_keep() {
    let dir = TempDir::new().expect("a folder");
    let client = recording("http://127.0.0.1:1", dir.path())
        .redact(true)
        .build();
    let client = client.expect("a client");
    for error in [
        client
            .get_chat("anna@example.com")
            .await
            .expect_err("a person"),
        client
            .request("GET", "/people/Anna", &[])
            .await
            .expect_err("no model"),
    ] {
        assert_eq!(
            (error.kind(), error.attempts()),
            (tagove::ErrorKind::Configuration, 0)
        );
        let text = error.to_string();
        assert!(
            text.contains("redact") && !text.to_lowercase().contains("anna"),
            "{text}"
        );
    }
    assert_eq!(std::fs::read_dir(dir.path()).expect("a folder").count(), 0);
}
