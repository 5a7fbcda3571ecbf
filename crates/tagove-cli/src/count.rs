//! Numbers with their nouns.

use tagove::schema::{CHAT, MESSAGE, Model, VISITOR_SESSION};

/// `1 page`, `2 pages`.
pub(crate) fn count(number: u64, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

/// What people call one record.
pub(crate) fn noun(model: &Model) -> &'static str {
    match model.index {
        index if index == CHAT.index => "chat",
        index if index == MESSAGE.index => "message",
        index if index == VISITOR_SESSION.index => "visitor session",
        _ => "recording",
    }
}
