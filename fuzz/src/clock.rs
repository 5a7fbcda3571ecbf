//! The target `time`: what a text is in a field of time.

use crate::times;
use tagove::{Chat, Page, Time};

/// What a text became.
#[derive(Debug, PartialEq)]
enum Reading {
    /// The normalised time.
    Time(String),
    /// It says that there is none.
    None,
    /// It is no time, and kept as sent.
    Unfit,
}

/// Reads the input as a time.
pub fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let read = read(text);
    let none = matches!(text, "" | "0000-00-00" | "0000-00-00 00:00:00");
    let expected = match times::normalised(text) {
        _ if none => Reading::None,
        Some(time) => Reading::Time(time),
        None => Reading::Unfit,
    };
    assert_eq!(read, expected);
    let parsed = text.parse::<Time>();
    let Reading::Time(normal) = read else {
        return;
    };
    let time: Time = normal.parse().expect("the normalised form is a time");
    assert_eq!(
        time.to_string(),
        normal,
        "the normalised form does not stay"
    );
    assert_eq!(
        parsed.ok(),
        Some(time),
        "the text and its normalised form differ"
    );
    // Never a panic at the borders, and the same clock: a civil second is a second.
    let civil = normal[..19]
        .parse::<Time>()
        .expect("without its offset too");
    let micros = i64::from(time.microsecond());
    let offset = i64::from(time.offset_seconds().unwrap_or(0));
    assert_eq!(
        time.epoch_microseconds(),
        civil.epoch_microseconds() + micros - offset * 1_000_000
    );
}

/// Reads a text in a chat's field of time.
fn read(text: &str) -> Reading {
    let quoted = serde_json::Value::from(text).to_string();
    let body = format!(r#"{{"data":{{"chat":{{"id":"1","date_created":{quoted}}}}}}}"#);
    let page = Page::<Chat>::from_body(body.as_bytes()).expect("a page");
    let row = page.rows().next().expect("a chat");
    let field = tagove::schema::chat::DATE_CREATED;
    let kept = row.extras().any(|(name, _)| name == "date_created");
    assert_eq!(
        kept,
        !page.warnings().is_empty(),
        "kept without a warning, or warned of in vain"
    );
    match row.text(field) {
        Some(time) => Reading::Time(time.to_owned()),
        None if kept => Reading::Unfit,
        None => Reading::None,
    }
}
