//! The target `envelope`: answers that fail, in whatever way they say so.

use crate::pages::{ASKED, judged, read, refused};
use crate::wire::Value;
use tagove::fuzzing::Asked;
use tagove::{ErrorKind, PageInfo, TagoveError};

/// One of each kind that is read in its own way.
const STATUSES: [u16; 5] = [200, 204, 304, 404, 500];

/// Reads the input under several statuses.
pub fn check(input: &[u8]) {
    for asked in ASKED {
        for status in STATUSES {
            let answer = read(input, asked, status);
            match (status, answer) {
                (204, Ok(page)) => {
                    assert!(matches!(asked, Asked::Chats | Asked::Sessions));
                    assert_eq!(page.rows().len(), 0);
                }
                (204, Err(error)) => assert_eq!(error.kind(), ErrorKind::NotFound),
                (300.., Ok(_)) => panic!("status {status} is a page"),
                (_, Ok(page)) => succeeded(input, &page),
                (_, Err(error)) => failed(input, status, &error),
            }
        }
    }
}

/// An accepted answer did not say that it failed, and had data.
fn succeeded(input: &[u8], page: &PageInfo) {
    let body = judged(input);
    assert!(!says_no(body.get("success")), "success was false");
    let data = body.get("data").expect("an accepted page has data");
    let envelope = match data {
        Value::Object(members) => members
            .iter()
            .any(|(name, _)| name.is_empty() || name.bytes().any(|byte| !byte.is_ascii_digit())),
        _ => false,
    };
    assert!(
        !envelope || !says_no(data.get("success")),
        "success in data was false"
    );
    if *data == Value::Null {
        assert_eq!(page.rows().len(), 0);
    }
}

fn says_no(success: Option<&Value>) -> bool {
    match success {
        Some(Value::Bool(word)) => !word,
        Some(Value::Number(text)) => text == "0",
        Some(Value::Text(text)) => matches!(&*text.to_ascii_lowercase(), "false" | "0"),
        _ => false,
    }
}

/// What an error tells came from the answer.
fn failed(input: &[u8], status: u16, error: &TagoveError) {
    refused(input, error);
    assert_eq!(error.status(), Some(status));
    let Some(code) = error.code() else {
        return;
    };
    let text = String::from_utf8_lossy(input);
    let body = text.trim_start_matches('\u{feff}');
    let body = crate::wire::parse(body, 256).expect("a code comes out of JSON");
    assert!(holds(&body, code), "code {code:?} is invented");
}

/// Whether a scalar somewhere in the value reads as this code.
fn holds(value: &Value, code: &str) -> bool {
    match value {
        Value::Array(elements) => elements.iter().any(|element| holds(element, code)),
        Value::Object(members) => members.iter().any(|(_, value)| holds(value, code)),
        Value::Text(text) => {
            let words: Vec<&str> = text
                .split(|c: char| c.is_control() || c.is_whitespace())
                .filter(|word| !word.is_empty())
                .collect();
            let line = words.join(" ");
            // A code is cut where it is too long to be one.
            line == code
                || code
                    .strip_suffix('…')
                    .is_some_and(|cut| line.starts_with(cut))
        }
        // A number is told in digits of its own.
        Value::Number(text) => text == code || text.parse::<f64>().ok() == code.parse().ok(),
        _ => false,
    }
}
