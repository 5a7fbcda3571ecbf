//! A JSON text as a tree that is written again in one way only: names sorted, no white space, numbers as sent.

use crate::json::{Cursor, Fault};
use crate::unescape::unescape;
use std::collections::BTreeMap;

/// The members of an object. Of one that was sent twice the last counts.
pub(super) type Members = BTreeMap<String, Tree>;

/// A value. Deep trees do not come here: the cursor's limit is met first.
pub(super) enum Tree {
    Text(String),
    /// A number or literal, as sent.
    Plain(String),
    List(Vec<Tree>),
    Object(Members),
}

/// Levels of nesting of a body. Parsers that meet the tree's text later have limits too: the usual one is 128.
pub(super) const MOST_LEVELS: usize = 100;

impl Tree {
    /// The tree of a whole text with at most so many levels of nesting.
    pub(super) fn read(source: &str, levels: usize) -> Result<Self, Box<Fault>> {
        let mut cursor = Cursor::new(source, 0, levels);
        let tree = Self::value(&mut cursor, source)?;
        match cursor.peek() {
            None => Ok(tree),
            Some(_) => Err(cursor.fault_here("something stands after the end")),
        }
    }

    fn value(cursor: &mut Cursor<'_>, source: &str) -> Result<Self, Box<Fault>> {
        let mut first = true;
        match cursor.peek() {
            Some(b'"') => {
                let piece = cursor.string()?.piece;
                Ok(Self::Text(text(&source[piece.start..piece.end])))
            }
            Some(b'[') => {
                let mut values = Vec::new();
                cursor.enter()?;
                while cursor.more(&mut first, b']')? {
                    values.push(Self::value(cursor, source)?);
                }
                Ok(Self::List(values))
            }
            Some(b'{') => {
                let mut members = Members::new();
                cursor.enter()?;
                while cursor.more(&mut first, b'}')? {
                    let piece = cursor.key()?.piece;
                    let name = text(&source[piece.start..piece.end]);
                    members.insert(name, Self::value(cursor, source)?);
                }
                Ok(Self::Object(members))
            }
            _ => {
                let piece = cursor.value()?;
                Ok(Self::Plain(source[piece.start..piece.end].to_owned()))
            }
        }
    }

    /// Appends the value's one form.
    pub(super) fn write(&self, out: &mut String) {
        match self {
            Self::Text(text) => push_text(text, out),
            Self::Plain(source) => out.push_str(source),
            Self::List(values) => {
                out.push('[');
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        out.push(',');
                    }
                    value.write(out);
                }
                out.push(']');
            }
            Self::Object(members) => write_object(members, out),
        }
    }
}

/// Appends an object's one form.
pub(super) fn write_object(members: &Members, out: &mut String) {
    out.push('{');
    for (at, (name, value)) in members.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_text(name, out);
        out.push(':');
        value.write(out);
    }
    out.push('}');
}

fn push_text(text: &str, out: &mut String) {
    // A text is JSON whatever is in it.
    out.push_str(&serde_json::to_string(text).unwrap_or_default());
}

/// What stands between quotes. Half of a surrogate pair becomes U+FFFD, as everywhere in this library: a preview of a
/// message that was cut in the middle of an emoji is no reason to lose the event.
fn text(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    unescape(source, &mut out);
    out
}
