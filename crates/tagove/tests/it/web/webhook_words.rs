//! Which of two ids counts, and what a refused body is told.

use super::refused;
use tagove::{ErrorKind, parse_webhook};

#[test]
fn chat_id_that_is_none_does_not_hide_the_id() {
    for none in [r#""null""#, "null", r#""""#, "true", "1.5", "{}", "[]"] {
        let body = format!(r#"{{"event": "CHAT_ON_ACCEPT", "chat_id": {none}, "id": "43074"}}"#);
        let event = parse_webhook(body.as_bytes()).expect("an event");
        assert_eq!(event.chat_id(), Some("43074"), "{none}");
        // The `id` of any other event is not a chat's.
        let other = parse_webhook(body.replace("ACCEPT", "RATE").as_bytes()).expect("an event");
        assert_eq!(other.chat_id(), None, "{none}");
    }
    let both = br#"{"event": "CHAT_ON_ACCEPT", "chat_id": 7, "id": "43074"}"#;
    assert_eq!(parse_webhook(both).expect("an event").chat_id(), Some("7"));
}

#[test]
fn refused_webhook_is_told_in_a_sentence_and_by_its_own_limit() {
    let deep = format!(r#"{{"event": {}"#, "[".repeat(200));
    let told = |body: &[u8]| {
        let error = refused(parse_webhook(body), ErrorKind::Decode);
        error.reason().to_owned()
    };
    assert_eq!(
        told(deep.as_bytes()),
        "the webhook's body cannot be read at byte 109: it is nested more than 100 deep there; \
         answer 400: it is none of the vendor's"
    );
    assert_eq!(
        told(br#"{"event": "#),
        "the webhook's body cannot be read at byte 10: it is no JSON there (the body ends in the middle of a value); \
         answer 400: it is none of the vendor's"
    );
    for broken in [
        "{]",
        r#"{"a" 1}"#,
        r#"{"a": NaN}"#,
        "{\"a\": \"\n\"}",
        "{} {}",
    ] {
        let told = told(broken.as_bytes());
        assert!(told.contains(": it is no JSON there ("), "{told}");
    }
}
