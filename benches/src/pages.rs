//! The page that is decoded: 100 chats of 20 messages, in the vendor's shape.

use std::fmt::Write as _;

/// What is special about a page.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flavour {
    /// English in ASCII.
    Ascii,
    /// Several scripts, as UTF-8.
    Unicode,
    /// Ten members that no model knows in every record.
    Unknown,
}

const ASCII: [&str; 8] = [
    "hello",
    "thanks for the quick reply",
    "my order",
    "the invoice",
    "is not working",
    "today",
    "please check",
    "a refund",
];
const UNICODE: [&str; 8] = [
    "größe",
    "спасибо",
    "日本語で",
    "merci à vous",
    "👍🏽",
    "żółw",
    "hello",
    "مرحبا",
];

/// A body of 100 chats with 20 messages each.
pub(crate) fn page(flavour: Flavour) -> String {
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = move |below: u64| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random % below
    };
    let words = if flavour == Flavour::Unicode {
        UNICODE
    } else {
        ASCII
    };
    let unknown: String = match flavour {
        Flavour::Unknown => (0..10)
            .map(|n| format!(",\"custom_{n}\":\"value {n}\""))
            .collect(),
        _ => String::new(),
    };
    let mut out = String::from("{\"success\":true,\"data\":[");
    for chat in 0..100 {
        let id = 43_074 + chat;
        let date = format!("2016-{:02}-{:02}", 1 + next(12), 1 + next(28));
        let _ = write!(
            out,
            "{}{{\"account\":{{\"first_name\":\"John\",\"last_name\":\"\",\"mobile_number\":null,\"email\":\"john{chat}@example.com\"}},\"chat\":{{\"id\":\"{id}\",\"account_id\":\"2675\",\"session_id\":\"{}\",\"type\":\"text\",\"status\":\"closed\",\"date_created\":\"{date} 09:00:00\",\"date_updated\":\"{date} 10:00:00\",\"department_id\":null,\"chat_duration\":\"{}\",\"chat_wait_time\":null,\"feedback_rating\":null,\"feedback_message\":null,\"comments\":null,\"initiator\":\"visitor\",\"messages\":[",
            if chat > 0 { "," } else { "" },
            900_000 + next(99_999),
            next(900),
        );
        for message in 0..20 {
            let (sender_type, sender, kind) = match next(10) {
                0 => ("system", "null".to_owned(), "event"),
                1..=5 => ("visitor", "null".to_owned(), "text"),
                _ => ("agent", format!("\"{}\"", 100 + next(50)), "text"),
            };
            let mut text: Vec<&str> = (0..2 + next(6)).map(|_| words[next(8) as usize]).collect();
            if next(20) == 0 {
                text.push("\\n\\\"quoted\\\" line");
            }
            let _ = write!(
                out,
                "{}{{\"id\":\"{}\",\"chat_id\":\"{id}\",\"account_id\":\"2675\",\"sender_type\":\"{sender_type}\",\"sender_id\":{sender},\"type\":\"{kind}\",\"message\":\"{}\",\"date_created\":\"{date} 09:{:02}:{:02}\",\"seen\":\"unseen\"{unknown}}}",
                if message > 0 { "," } else { "" },
                393_235 + chat * 100 + message,
                text.join(" "),
                message * 2,
                next(60),
            );
        }
        let _ = write!(out, "]{unknown}}}}}");
    }
    out.push_str("]}");
    out
}

/// The same page as XML: an array under a name is its element with `item`s, or with the singular for `messages`.
#[expect(clippy::expect_used, reason = "the page is ours")]
pub(crate) fn xml(json: &str) -> String {
    let page: serde_json::Value = serde_json::from_str(json).expect("JSON");
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
    element(&mut out, "response", &page);
    out
}

fn element(out: &mut String, name: &str, value: &serde_json::Value) {
    use serde_json::Value;
    let _ = write!(out, "<{name}>");
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (name, value) in members {
                element(out, name, value);
            }
        }
        Value::Array(values) => {
            let inner = if name == "messages" {
                "message"
            } else {
                "item"
            };
            for value in values {
                element(out, inner, value);
            }
        }
        Value::String(text) => {
            let text = text.replace('&', "&amp;").replace('<', "&lt;");
            out.push_str(&text);
        }
        other => {
            let _ = write!(out, "{other}");
        }
    }
    let _ = write!(out, "</{name}>");
}
