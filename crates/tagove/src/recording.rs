//! Where a recording's files are. The vendor shows no answer that carries them: these are the forms of its kin.

use crate::data::{Data, Members};
use crate::decode::Decoder;
use crate::json::{Cursor, Fault, Quoted};
use crate::page::Span;
use crate::schema;
use crate::unescape::unescape;
use crate::xml;

/// The members that may hold file paths.
const NAMES: [&str; 4] = ["recording", "recordings", "recording_files", "files"];

/// A recording around the chat, with the paths that stand in `data` or in the chat.
pub(crate) fn make_recording(decoder: &mut Decoder<'_>, data: &mut Data) -> Result<(), Box<Fault>> {
    let chat = data.records.first().copied();
    let first = decoder.page.texts_len();
    let mut inner = chat
        .map(|row| decoder.page.extras(&schema::CHAT, row))
        .unwrap_or_default();
    take_paths(decoder, &mut data.members)?;
    take_paths(decoder, &mut inner)?;
    let count = decoder.page.texts_len() - first;
    if chat.is_none() && count == 0 {
        return Ok(());
    }
    let row = decoder.page.push_row(&schema::RECORDING);
    if let Some(chat) = chat {
        decoder.page.set_extras(&schema::CHAT, chat, &inner);
        decoder.page.set(
            &schema::RECORDING,
            row,
            schema::recording::CHAT,
            Some(Span::run(chat as usize, 1)),
        );
    }
    decoder.page.set(
        &schema::RECORDING,
        row,
        schema::recording::PATHS,
        Some(Span::run(first, count)),
    );
    data.records = vec![row];
    Ok(())
}

/// Moves the paths out of the members; one that says more than its paths stays as well.
fn take_paths(decoder: &mut Decoder<'_>, members: &mut Members) -> Result<(), Box<Fault>> {
    let mut stay = Vec::with_capacity(members.len());
    for &(name, value) in &*members {
        let known = NAMES.contains(&decoder.page.slice(name));
        let mut paths = Paths {
            texts: Vec::new(),
            whole: true,
            most: decoder.most_kept - decoder.page.texts_len(),
            full: false,
        };
        let understood = known && paths.read(decoder.page.slice(value), decoder.xml).is_some();
        if paths.full {
            return Err(decoder.limit("more paths than max_rows allows"));
        }
        if !understood {
            stay.push((name, value));
            continue;
        }
        let whole = paths.whole;
        for path in paths.texts {
            let text = decoder.page.in_side(&path);
            decoder.page.push_text(text);
        }
        if !whole {
            stay.push((name, value));
        }
    }
    *members = stay;
    Ok(())
}

/// The paths in a member.
struct Paths {
    texts: Vec<String>,
    /// Whether they are all that it says.
    whole: bool,
    /// How many there may be.
    most: usize,
    /// Whether there were more.
    full: bool,
}

impl Paths {
    /// None if the member is not understood.
    fn read(&mut self, source: &str, xml: bool) -> Option<()> {
        let mut cursor = Cursor::new(source, 0, usize::MAX);
        match cursor.peek()? {
            b'n' => {}
            // An empty element.
            b'"' if xml && cursor.at_blank_text() => {}
            b'{' if xml && cursor.comes(xml::LIST) => {
                self.whole = false;
                cursor.eat(xml::LIST);
                cursor.peek();
                self.list(&mut cursor, xml)?;
            }
            b'[' => self.list(&mut cursor, xml)?,
            _ => self.entry(&mut cursor, xml)?,
        }
        Some(())
    }

    fn list(&mut self, cursor: &mut Cursor<'_>, xml: bool) -> Option<()> {
        let mut first = true;
        cursor.enter().ok()?;
        while cursor.more(&mut first, b']').ok()? {
            self.entry(cursor, xml)?;
        }
        Some(())
    }

    /// A text, or an object that has one under a name for it.
    fn entry(&mut self, cursor: &mut Cursor<'_>, xml: bool) -> Option<()> {
        // A text with attributes, in XML.
        let of_xml = if xml { "#text" } else { "path" };
        let names = ["path", "url", "file", of_xml];
        let mut found = [const { None }; 4];
        match cursor.peek()? {
            b'"' => found[0] = text(cursor),
            b'{' => {
                let (mut first, mut count) = (true, 0);
                cursor.enter().ok()?;
                while cursor.more(&mut first, b'}').ok()? {
                    count += 1;
                    let name = plain(cursor, Cursor::key)?;
                    let at = names.iter().position(|known| *known == name);
                    match (at, cursor.peek()?) {
                        (Some(at), b'"') => found[at] = text(cursor),
                        _ => drop(cursor.value().ok()?),
                    }
                }
                self.whole &= count == 1;
            }
            _ => return None,
        }
        self.full = self.texts.len() >= self.most;
        if self.full {
            return None;
        }
        let path = found.into_iter().flatten().next()?;
        self.texts.push(Some(path).filter(|path| !path.is_empty())?);
        Some(())
    }
}

fn text(cursor: &mut Cursor<'_>) -> Option<String> {
    plain(cursor, Cursor::string)
}

/// A text as it is meant.
fn plain<'a>(
    cursor: &mut Cursor<'a>,
    read: fn(&mut Cursor<'a>) -> Result<Quoted, Box<Fault>>,
) -> Option<String> {
    let Quoted { piece, .. } = read(cursor).ok()?;
    let mut out = String::new();
    unescape(cursor.slice(piece)?, &mut out);
    Some(out)
}
