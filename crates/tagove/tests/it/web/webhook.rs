use super::refused;
use super::texts::hostile;
use proptest::prelude::*;
use serde_json::{Value, json};
use tagove::{ErrorKind, MAX_WEBHOOK_BYTES, WebhookKind, parse_webhook};

proptest! {
    #[test]
    fn webhook_of_any_bytes_is_an_event_or_a_decode_error(
        bytes in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..64),
            hostile().prop_map(String::into_bytes),
            hostile().prop_map(|text| format!("{{\"event\":\"CHAT_ON_START\",{text}}}").into_bytes()),
        ],
    ) {
        match parse_webhook(&bytes) {
            Ok(event) => prop_assert_eq!(event.raw().as_bytes(), bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes)),
            Err(error) => {
                let error = refused::<()>(Err(error), ErrorKind::Decode);
                prop_assert!(error.at().is_some());
            }
        }
    }

    /// Flat or wrapped, printed one way or another: what is typed arrives, and the key is one.
    #[test]
    fn webhook_of_any_words_keeps_them_and_its_key(typed in hostile(), id in any::<i64>()) {
        let flat = json!({"event": "CHAT_ON_MESSAGE", "id": id, "message": {"msg": typed}});
        let wrapped = json!({"data": {"message": {"msg": typed}, " id": id}, "event": "CHAT_ON_MESSAGE"});
        let one = parse_webhook(flat.to_string().as_bytes()).expect("an event");
        let other = parse_webhook(format!("{wrapped:#}\n").as_bytes()).expect("an event");
        let id_text = id.to_string();
        prop_assert_eq!(one.chat_id(), Some(id_text.as_str()));
        let data: Value = serde_json::from_str(one.data().as_json()).expect("JSON");
        prop_assert_eq!(&data["message"]["msg"], &Value::from(typed.clone()));
        prop_assert_eq!(one.key(), other.key());
        prop_assert_eq!(one.data(), other.data());
        let more = json!({"event": "CHAT_ON_MESSAGE", "id": id, "message": {"msg": format!("{typed}.")}});
        let more = parse_webhook(more.to_string().as_bytes()).expect("an event");
        prop_assert_ne!(one.key(), more.key());
    }
}

#[test]
fn webhook_too_large_is_refused_before_it_is_read() {
    let body = |bytes: usize| {
        let mut body = br#"{"event":"CHAT_ON_CLOSE","id":"7"}"#.to_vec();
        body.resize(bytes, b' ');
        body
    };
    assert!(parse_webhook(&body(MAX_WEBHOOK_BYTES)).is_ok());
    for bytes in [MAX_WEBHOOK_BYTES + 1, 10_000_000] {
        let error = refused(parse_webhook(&body(bytes)), ErrorKind::Decode);
        assert_eq!(error.at(), Some("byte 4194304"));
        assert!(error.reason().contains(&bytes.to_string()), "{error}");
    }
}

#[test]
fn webhook_of_a_form_or_xml_says_what_to_set() {
    for body in [&b"event=CHAT_ON_START"[..], b"<event>CHAT_ON_START</event>"] {
        let error = refused(parse_webhook(body), ErrorKind::Decode);
        assert!(
            error.reason().contains("set the webhook's format to JSON"),
            "{error}"
        );
    }
}

#[test]
fn webhook_errors_and_debug_hold_nobodys_words() {
    for body in [
        r#"{"event":"CHAT_ON_MESSAGE","message":"very private","#,
        r#"{"message":"very private"}"#,
        r#"{"event":{"very":"private"}}"#,
        "message=very+private",
    ] {
        let error = refused(parse_webhook(body.as_bytes()), ErrorKind::Decode);
        assert!(!format!("{error:?}").contains("private"), "{error:?}");
    }
    let event = br#"{"event":"CHAT_ON_MESSAGE","id":"7","message":"very private"}"#;
    let shown = format!("{:?}", parse_webhook(event).expect("an event"));
    assert!(
        shown.contains("ChatMessage") && !shown.contains("private"),
        "{shown}"
    );
}

#[test]
fn webhook_kind_has_the_name_of_every_language() {
    let kind = |name: &str| {
        let event = parse_webhook(json!({"event": name}).to_string().as_bytes());
        event.expect("an event").kind().clone()
    };
    for (name, shown) in [
        ("CHAT_ON_START", "ChatStarted"),
        ("CHAT_ON_ACCEPT", "ChatAccepted"),
        ("CHAT_ON_MESSAGE", "ChatMessage"),
        ("CHAT_ON_CLOSE", "ChatClosed"),
        ("case:status", "Other"),
    ] {
        assert_eq!(kind(name).as_str(), shown);
    }
    assert_eq!(
        kind("case:status"),
        WebhookKind::Other("case:status".to_owned())
    );
}

#[test]
fn webhook_data_keeps_the_digits_that_no_number_holds() {
    let body = br#"{"event":"CHAT_ON_CLOSE","id":123456789012345678901234567890,"rate":0.10}"#;
    let event = parse_webhook(body).expect("an event");
    assert_eq!(event.chat_id(), Some("123456789012345678901234567890"));
    assert_eq!(
        event.data().as_json(),
        r#"{"id":123456789012345678901234567890,"rate":0.10}"#
    );
}
