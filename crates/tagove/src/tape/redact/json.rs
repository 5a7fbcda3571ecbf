//! JSON without people's words: walked token by token, written piece by piece.

use super::mask;
use super::place::{Keep, Place};
use crate::json::{Cursor, Fault, Piece};
use crate::unescape::unescape;

/// Deeper than any client reads; what is deeper is no answer, and no word of it stays.
const MAX_DEPTH: usize = 512;

const MOST_LOOKED_INTO: usize = 6;

pub(super) fn redact(text: &str, operation: &str, out: &mut String) {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut writer = Writer {
        text,
        out,
        cursor: Cursor::new(text, start, MAX_DEPTH),
        told: 0,
        done: start,
    };
    // Where it is no JSON any more, everything is somebody's words.
    let _ = writer.value(Place::root(operation), Keep::Nothing);
    writer.rest();
}

struct Writer<'t, 'o> {
    text: &'t str,
    out: &'o mut String,
    cursor: Cursor<'t>,
    /// How much of the text is written.
    told: usize,
    /// Up to where it is understood: what stands there may be copied as it is.
    done: usize,
}

impl<'t> Writer<'t, '_> {
    fn value(&mut self, place: Place, keep: Keep) -> Result<(), Box<Fault>> {
        self.any(place, keep)?;
        self.done = self.cursor.at;
        Ok(())
    }

    /// A value: `place` is its inside, `keep` what may be left of it as a text or number.
    fn any(&mut self, place: Place, keep: Keep) -> Result<(), Box<Fault>> {
        match self.cursor.peek().unwrap_or(0) {
            b'{' => self.object(place),
            b'[' => {
                let mut first = true;
                self.cursor.enter()?;
                while self.cursor.more(&mut first, b']')? {
                    self.value(place.element(), keep)?;
                }
                Ok(())
            }
            b'"' => {
                let piece = self.cursor.string()?.piece;
                self.quoted(piece, keep);
                Ok(())
            }
            b'-' | b'0'..=b'9' => {
                let piece = self.cursor.number()?;
                if !keep.keeps_number()
                    && let Some(masked) = self.slice(piece).and_then(mask::number)
                {
                    self.copy_to(piece.start);
                    self.out.push_str(&masked);
                    self.told = piece.end;
                }
                Ok(())
            }
            _ => self.cursor.literal().map(drop),
        }
    }

    fn object(&mut self, mut place: Place) -> Result<(), Box<Fault>> {
        // Records stand near the root: looking through everything that is deeper would cost depth times size.
        if place.may_be_record() && self.cursor.depth() <= MOST_LOOKED_INTO && self.has_id() {
            place = place.after("id");
        }
        let mut first = true;
        self.cursor.enter()?;
        while self.cursor.more(&mut first, b'}')? {
            let key = self.cursor.key()?;
            self.done = self.cursor.at;
            let mut name = String::new();
            unescape(self.slice(key.piece).unwrap_or_default(), &mut name);
            place = place.after(&name);
            self.value(place.member(&name), place.keep(&name))?;
        }
        Ok(())
    }

    /// Whether the object ahead has an id, as records do. The cursor stays.
    fn has_id(&mut self) -> bool {
        let (start, depth) = (self.cursor.at, self.cursor.depth());
        let found = self.find_id().unwrap_or(false);
        self.cursor.rewind(start, depth);
        found
    }

    fn find_id(&mut self) -> Result<bool, Box<Fault>> {
        let (mut first, mut found) = (true, false);
        self.cursor.enter()?;
        while !found && self.cursor.more(&mut first, b'}')? {
            let key = self.cursor.key()?;
            found = self.slice(key.piece) == Some("id");
            self.cursor.value()?;
        }
        Ok(found)
    }

    /// The inside of a text.
    fn quoted(&mut self, piece: Piece, keep: Keep) {
        let Some(source) = self.slice(piece) else {
            return;
        };
        let mut meant = String::new();
        unescape(source, &mut meant);
        if keep.keeps(&meant) {
            return;
        }
        self.copy_to(piece.start);
        match mask::number(&meant).filter(|_| keep == Keep::Place) {
            Some(number) => self.out.push_str(&number),
            None => masked(source, self.out),
        }
        self.told = piece.end;
    }

    fn slice(&self, piece: Piece) -> Option<&'t str> {
        self.text.get(piece.start..piece.end)
    }

    fn copy_to(&mut self, end: usize) {
        self.out
            .push_str(self.text.get(self.told..end).unwrap_or_default());
        self.told = end;
    }

    /// What follows the last token that was understood.
    fn rest(&mut self) {
        if self.done > self.told {
            self.copy_to(self.done);
        }
        mask::text(self.text.get(self.told..).unwrap_or_default(), self.out);
    }
}

/// A text's source, escapes included: those of letters and digits become what they stand for.
fn masked(source: &str, out: &mut String) {
    let mut rest = source;
    while let Some(at) = rest.find('\\') {
        mask::text(&rest[..at], out);
        let escape = &rest[at..at + length(&rest[at..])];
        let mut meant = String::new();
        let lone = unescape(escape, &mut meant);
        match meant.chars().next().map(|c| (c, mask::character(c))) {
            Some((c, masked)) if c != masked && !lone => out.push(masked),
            _ => out.push_str(escape),
        }
        rest = &rest[at + escape.len()..];
    }
    mask::text(rest, out);
}

/// How long an escape is, a pair of surrogates being one.
fn length(escaped: &str) -> usize {
    let unit = |at: usize| {
        let digits = escaped.get(at..at + 6)?.strip_prefix("\\u")?;
        u32::from_str_radix(digits, 16).ok()
    };
    let length = match (unit(0), unit(6)) {
        (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => 12,
        (Some(_), _) => 6,
        _ => 2,
    };
    length.min(escaped.len())
}
