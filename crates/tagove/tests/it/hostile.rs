//! Small bodies that were made to cost much: each once took seconds, and must not again.

use std::time::{Duration, Instant};
use tagove::{Chat, Page};

/// An order of magnitude above what a slow machine needs, far below what square time would take.
const PATIENCE: Duration = Duration::from_secs(10);

fn read(body: &str) {
    let begin = Instant::now();
    let _ = Page::<Chat>::from_body(body.as_bytes());
    assert!(
        begin.elapsed() < PATIENCE,
        "{:?} for {} KB",
        begin.elapsed(),
        body.len() / 1000
    );
}

#[test]
fn members_of_an_item_sent_twice_take_no_square_time() {
    read(&format!(
        r#"{{"data":[{{"chat":{{"id":"1"}}{}}}]}}"#,
        r#","x":1"#.repeat(60_000)
    ));
    let names: String = (0..60_000).map(|n| format!(r#","x{n}":1"#)).collect();
    read(&format!(
        r#"{{"data":[{{"chat":{{"id":"1"{names}}}{names}}}]}}"#
    ));
}

#[test]
fn modelled_members_sent_twice_take_no_square_time() {
    let names: String = (0..60_000).map(|n| format!(r#""x{n}":1,"#)).collect();
    read(&format!(
        r#"{{"data":[{{{names}"id":[]{}}}]}}"#,
        r#","id":[]"#.repeat(60_000)
    ));
}

#[test]
fn envelopes_within_envelopes_take_no_exponential_time() {
    for (open, close) in [
        (r#"{"chat":"#, r#","id":"1"}"#),
        (r#"{"chat":["#, "]}"),
        (r#"{"account":{},"chat":"#, "}"),
    ] {
        let body = format!(
            r#"{{"data":[{}null{}]}}"#,
            open.repeat(60),
            close.repeat(60)
        );
        read(&body);
    }
}

#[test]
fn times_with_any_byte_anywhere_are_read_or_kept() {
    for sound in ["2016-11-08 13:35:05", "2016-11-08T13:35:05.25+01:00"] {
        for at in 0..sound.len() {
            for byte in (b' '..=b'~').filter(|byte| !matches!(byte, b'"' | b'\\')) {
                let mut text = sound.as_bytes().to_vec();
                text[at] = byte;
                let text = String::from_utf8(text).expect("ASCII");
                let body = format!(r#"{{"data":{{"chat":{{"id":"1","date_created":"{text}"}}}}}}"#);
                let page = Page::<Chat>::from_body(body.as_bytes()).expect("a page");
                let chat = page.iter().next().expect("a chat");
                let kept = chat.extra_json().contains(&text);
                assert!(chat.date_created().is_some() != kept, "{text}");
            }
        }
    }
}
