//! XML as the JSON that it stands for, so that one decoder reads both and pointers, warnings and limits agree.
//!
//! The API's documentation shows no XML: this mapping is an assumption, told in full in `docs/xml.md`. Children of an
//! element are members, repeated ones an array, an empty element is `""` (which the decoder reads as "none" or "empty
//! list" where no text is meant). One pass, no tree: what an element becomes is known at its end, and the few bytes that
//! have to change by then stand ready as blanks.

mod attributes;
mod writer;

use crate::json::{Fault, TRUNCATED};
use crate::limits::Limits;
use quick_xml::Reader;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::events::attributes::{AttrError, Attributes};
use quick_xml::events::{BytesDecl, BytesRef, BytesStart, Event};
use writer::Writer;

/// The member for text that stands beside attributes or child elements.
pub(crate) const TEXT: &[u8] = b"{\"#text\":";
/// How the object of an element begins that has attributes and nothing else. As JSON the blank says nothing.
pub(crate) const ATTRIBUTES: &[u8] = b"{ ";
/// The member for a list that has attributes.
pub(crate) const LIST: &[u8] = b"{\"#list\":";

type Result<T> = std::result::Result<T, Box<Fault>>;

/// Transcodes a whole document; `start` is behind its byte order mark.
pub(crate) fn to_json(xml: &str, start: usize, limits: &Limits) -> Result<String> {
    if let Some(at) = control_character(xml.as_bytes()) {
        return Err(Fault::byte(at, "a raw control character in a text"));
    }
    // An item of a list is commonly two of them, an account and a chat; a record has some dozens.
    let runs = 2 * limits.max_rows + 100_000;
    let mut document = Document {
        xml,
        start,
        reader: Reader::from_str(&xml[start..]),
        writer: Writer::new(xml.len(), runs),
        max_depth: limits.max_depth,
        root_ended: false,
    };
    while document.event()? {}
    // Bytes that came from a text and from our own ASCII.
    String::from_utf8(document.writer.into_bytes())
        .map_err(|_| Fault::byte(start, "the body is not UTF-8"))
}

/// The first byte that no XML may hold.
fn control_character(bytes: &[u8]) -> Option<usize> {
    let refused = |byte: u8| (byte < 0x20) & !matches!(byte, b'\t' | b'\n' | b'\r');
    // Piece by piece without a branch in it: a tenth of the cost of looking at each byte.
    for (piece, chunk) in bytes.chunks(64).enumerate() {
        if chunk
            .iter()
            .fold(false, |found, &byte| found | refused(byte))
        {
            let at = chunk.iter().position(|&byte| refused(byte));
            return at.map(|at| piece * 64 + at);
        }
    }
    None
}

struct Document<'x> {
    xml: &'x str,
    start: usize,
    reader: Reader<&'x [u8]>,
    writer: Writer<'x>,
    max_depth: usize,
    root_ended: bool,
}

impl<'x> Document<'x> {
    /// Takes the next event; false at the end of the document.
    fn event(&mut self) -> Result<bool> {
        let at = self.start + self.reader.buffer_position() as usize;
        let event = match self.reader.read_event() {
            Ok(event) => event,
            Err(error) => return Err(self.unreadable(at, &error)),
        };
        match event {
            Event::Start(tag) => self.open(at, &tag)?,
            Event::Empty(tag) => {
                self.open(at, &tag)?;
                self.close(at)?;
            }
            Event::End(_) => self.close(at)?,
            Event::Text(text) => self.text(at, &text.xml10_content())?,
            Event::CData(text) => {
                // Even an empty one may not stand outside of the root.
                self.inside(at)?;
                self.text(at, &text.xml10_content())?;
            }
            Event::GeneralRef(reference) => {
                let letter = resolved(&reference)
                    .ok_or_else(|| Fault::byte(at, "an entity that XML does not define"))?;
                self.inside(at)?;
                self.text(at, letter.encode_utf8(&mut [0; 4]))?;
            }
            Event::Decl(declaration) => self.declared(at, &declaration)?,
            Event::DocType(_) => return Err(Fault::byte(at, DTD)),
            Event::PI(instruction) if instruction.target().eq_ignore_ascii_case("xml") => {
                return Err(Fault::byte(at, "an XML declaration that is none"));
            }
            Event::Comment(_) | Event::PI(_) => {}
            Event::Eof if self.root_ended => return Ok(false),
            Event::Eof => return Err(Fault::byte(self.xml.len(), TRUNCATED)),
        }
        Ok(true)
    }

    fn open(&mut self, at: usize, tag: &BytesStart<'_>) -> Result<()> {
        if self.root_ended {
            return Err(Fault::byte(at, OUTSIDE));
        }
        if self.writer.depth() >= self.max_depth {
            return Err(Fault::byte(at, "nested deeper than max_depth allows"));
        }
        // The event lends its texts only for as long as it lives; the document holds them longer.
        let name_end = at + 1 + tag.name().as_ref().len();
        let attributes = &self.xml[name_end..name_end + tag.attributes_raw().len()];
        let name = attributes::local(&self.xml[at + 1..name_end], at)?;
        self.writer.open(name_end, name, attributes)
    }

    fn close(&mut self, at: usize) -> Result<()> {
        self.writer.close()?;
        self.root_ended = self.writer.depth() == 0;
        debug_assert!(at < self.xml.len());
        Ok(())
    }

    fn text(&mut self, at: usize, text: &str) -> Result<()> {
        if self.writer.depth() > 0 {
            self.writer.text(text);
            return Ok(());
        }
        match is_blank(text) {
            true => Ok(()),
            false => {
                let source = &self.xml[at..];
                Err(Fault::byte(
                    at + source.len() - source.trim_ascii_start().len(),
                    OUTSIDE,
                ))
            }
        }
    }

    fn inside(&self, at: usize) -> Result<()> {
        match self.writer.depth() {
            0 => Err(Fault::byte(at, OUTSIDE)),
            _ => Ok(()),
        }
    }

    /// The declaration: first if at all, and of an encoding that we read.
    fn declared(&self, at: usize, declaration: &BytesDecl<'_>) -> Result<()> {
        if at != self.start {
            return Err(Fault::byte(at, "an XML declaration behind the beginning"));
        }
        let none = |_: AttrError| Fault::byte(at, "an XML declaration that is none");
        for attribute in Attributes::new(declaration, "xml".len()) {
            if !matches!(
                attribute.map_err(none)?.key.0,
                "version" | "encoding" | "standalone"
            ) {
                return Err(Fault::byte(at, "an XML declaration that is none"));
            }
        }
        let known = match declaration.encoding().transpose().map_err(none)? {
            None => true,
            Some(name) => matches!(
                name.to_ascii_lowercase().as_str(),
                "utf-8" | "utf8" | "us-ascii" | "ascii"
            ),
        };
        let letter = self.xml[self.start..]
            .bytes()
            .position(|byte| !byte.is_ascii());
        match letter.filter(|_| !known) {
            None => Ok(()),
            // Bytes that happen to be UTF-8 as well would read as other letters than were meant.
            Some(letter) => Err(Fault::byte(
                self.start + letter,
                "a letter outside of ASCII, where the XML declares an encoding other than UTF-8",
            )),
        }
    }

    fn unreadable(&self, at: usize, error: &Error) -> Box<Fault> {
        let doctype = b"<!doctype";
        let ahead = self.xml.as_bytes().get(at..at + doctype.len());
        if ahead.is_some_and(|ahead| ahead.eq_ignore_ascii_case(doctype)) {
            return Fault::byte(at, DTD);
        }
        match error {
            Error::Syntax(syntax) if *syntax != SyntaxError::InvalidBangMarkup => {
                Fault::byte(self.xml.len(), TRUNCATED)
            }
            _ => Fault::byte(at, "XML that is not well-formed"),
        }
    }
}

const OUTSIDE: &str = "text or an element outside of the XML's root";
const DTD: &str = "a DTD, which is not read: it could stand for any text, from anywhere";

/// Whether a text is only the white space of a layout.
pub(crate) fn is_blank(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

/// What a reference stands for: one of the five entities, or a character by its number.
fn resolved(reference: &BytesRef<'_>) -> Option<char> {
    match &**reference {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => reference.resolve_char_ref().ok().flatten(),
    }
}
