//! A value as far as it matters for an error message: texts and numbers, a few levels deep, never more than a reader
//! would read. A message of a megabyte is a message too, and costs no more than its first lines.

use crate::json::{Cursor, Fault, Piece};
use crate::unescape::unescape;

/// Bytes of a text that are kept.
const MOST_TEXT: usize = 4000;
/// Errors in one answer that are kept.
const MOST_ENTRIES: usize = 100;
/// Levels that are looked into.
const MOST_LEVELS: u32 = 4;

/// What a value says.
#[derive(Debug, PartialEq)]
pub(crate) enum Said {
    Text(String),
    List(Vec<Said>),
    Object(Vec<(String, Said)>),
    /// Nothing that could be a message.
    Nothing,
}

impl Said {
    /// Of a whole JSON text; none if it is no JSON.
    pub(crate) fn read(source: &str) -> Option<Self> {
        let mut cursor = Cursor::new(source, 0, usize::MAX);
        let said = value(&mut cursor, source, MOST_LEVELS).ok()?;
        cursor.peek().is_none().then_some(said)
    }

    /// The last member of this name.
    pub(crate) fn member(&self, name: &str) -> Option<&Said> {
        let Self::Object(members) = self else {
            return None;
        };
        let found = members.iter().rev().find(|(known, _)| known == name);
        found.map(|(_, said)| said)
    }
}

fn value(cursor: &mut Cursor<'_>, source: &str, levels: u32) -> Result<Said, Box<Fault>> {
    let begin = cursor.peek();
    match begin {
        Some(b'"') => {
            let Piece { start, end } = cursor.string()?.piece;
            Ok(Said::Text(text(&source[start..end])))
        }
        Some(b'-' | b'0'..=b'9') => {
            let Piece { start, end } = cursor.number()?;
            Ok(Said::Text(text(&source[start..end])))
        }
        Some(b'[') if levels > 0 => {
            let (mut first, mut entries) = (true, Vec::new());
            cursor.enter()?;
            while cursor.more(&mut first, b']')? {
                if entries.len() < MOST_ENTRIES {
                    entries.push(value(cursor, source, levels - 1)?);
                } else {
                    cursor.value()?;
                }
            }
            Ok(Said::List(entries))
        }
        Some(b'{') if levels > 0 => {
            let (mut first, mut members) = (true, Vec::new());
            cursor.enter()?;
            while cursor.more(&mut first, b'}')? {
                let Piece { start, end } = cursor.key()?.piece;
                let name = text(&source[start..end]);
                // Of the rest nobody asks.
                if is_asked_for(&name) && members.len() < MOST_ENTRIES {
                    members.push((name, value(cursor, source, levels - 1)?));
                } else {
                    cursor.value()?;
                }
            }
            Ok(Said::Object(members))
        }
        _ => cursor.value().map(|_| Said::Nothing),
    }
}

/// The names under which an answer tells of an error.
fn is_asked_for(name: &str) -> bool {
    matches!(
        name,
        "data"
            | "error"
            | "errors"
            | "message"
            | "errorCode"
            | "code"
            | "status"
            | "title"
            | "detail"
            | "details"
            | "#text"
    )
}

/// The beginning of a text, its escapes undone.
fn text(source: &str) -> String {
    let mut end = source.len().min(MOST_TEXT);
    // Not inside of a letter, nor of an escape: the longest are two of six bytes.
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    if end < source.len() {
        let last = source[..end].rfind('\\');
        end = last.filter(|at| end - at < 12).unwrap_or(end);
    }
    let mut out = String::new();
    unescape(&source[..end], &mut out);
    out
}
