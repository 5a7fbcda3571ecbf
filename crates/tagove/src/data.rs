//! `data` in all its forms: which records it holds, and what stands around them.

use crate::decode::{Decoder, Found};
use crate::json::{Fault, Piece, Quoted};
use crate::page::Span;
use crate::path::Step;
use crate::placing::{add_extras, place_account};
use crate::shape::Shape;
use crate::unescape::unescape;
use crate::warning::WarningCode;
use std::borrow::Cow;

/// Members that are kept: name and JSON source.
pub(crate) type Members = Vec<(Span, Span)>;

/// What `data` turned out to hold.
#[derive(Default)]
pub(crate) struct Data {
    pub(crate) records: Vec<u32>,
    /// Unknown members of `data`, or of items that hold no single record to give them to.
    pub(crate) members: Members,
    /// What stood in the array `data` itself without being a record.
    pub(crate) strange: Vec<Piece>,
    /// `success` inside `data`.
    pub(crate) success: Option<bool>,
    /// Whether it was there and not `null`.
    pub(crate) present: bool,
    /// The form is none that we know. Not an error yet: the server may say elsewhere that it failed.
    pub(crate) fault: Option<Box<Fault>>,
}

/// `data` in any of its forms: an envelope, a list, nothing.
pub(crate) fn read(decoder: &mut Decoder<'_>, shape: &'static Shape) -> Result<Data, Box<Fault>> {
    let mut data = Data {
        present: true,
        ..Data::default()
    };
    let first = decoder.cursor.peek();
    let at = decoder.cursor.at;
    match first {
        Some(b'n') => {
            decoder.cursor.literal()?;
            data.present = false;
        }
        Some(b'{') if !decoder.keys_are_digits()? => envelope(decoder, &mut data, shape, true)?,
        Some(b'{' | b'[') => data.strange = list(decoder, &mut data, shape)?.unwrap_or_default(),
        _ => {
            decoder.cursor.value()?;
            data.fault = Some(Fault::form(
                "/data",
                at,
                "data is neither an object nor a list",
            ));
        }
    }
    Ok(data)
}

/// A list of records or of items; gives what was neither, or none if it was no list.
fn list(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
) -> Result<Option<Vec<Piece>>, Box<Fault>> {
    let mut strange = Vec::new();
    let listed = decoder.each(|decoder, _| element(decoder, data, shape, &mut strange))?;
    Ok(listed.then_some(strange))
}

fn element(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    strange: &mut Vec<Piece>,
) -> Result<(), Box<Fault>> {
    let first = decoder.cursor.peek();
    let at = decoder.cursor.at;
    stand(decoder, data.records.len(), shape);
    match first {
        Some(b'{') => match decoder.record(shape.model, Some(shape.names))? {
            Found::Row(row) => data.records.push(row),
            Found::Wrapper => envelope(decoder, data, shape, false)?,
        },
        // An array where a record is meant: its records are the list's.
        Some(b'[') => strange.extend(list(decoder, data, shape)?.unwrap_or_default()),
        _ => {
            let value = decoder.cursor.value()?;
            decoder.path.clear();
            decoder.warn(WarningCode::UnfitValue, String::new(), at);
            strange.push(value);
        }
    }
    Ok(())
}

/// Sets the path to the record that comes next.
pub(crate) fn stand(decoder: &mut Decoder<'_>, index: usize, shape: &Shape) {
    decoder.path.clear();
    decoder.path.push(Step::Index(index));
    if shape.is_recording() {
        decoder.path.push(Step::Member("chat"));
    }
}

/// An object with records under a name: `data` itself (`outer`), or an item of a list.
fn envelope(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    outer: bool,
) -> Result<(), Box<Fault>> {
    let start = decoder.cursor.at;
    let before = data.records.len();
    let mut account = None;
    let mut members = Members::new();
    let mut known = false;
    let mut first = true;
    decoder.cursor.enter()?;
    while decoder.cursor.more(&mut first, b'}')? {
        if outer {
            decoder.path.clear();
        } else {
            stand(decoder, before, shape);
        }
        let key = decoder.cursor.key()?;
        let word = name(decoder, key);
        if let Some(pointer) = shape.pointer(&word) {
            known = true;
            named_list(decoder, data, shape, (key, pointer))?;
            continue;
        }
        match &*word {
            "account" if shape.holds_chats() => {
                known = true;
                if account.is_some() {
                    sent_twice(decoder, key);
                }
                account = Some(decoder.cursor.value()?);
            }
            "success" if outer => {
                if data.success.is_some() {
                    sent_twice(decoder, key);
                }
                data.success = success(decoder)?;
            }
            _ => {
                let member = decoder.member(key)?;
                members.push(member);
            }
        }
    }
    if outer && !known && !shape.one {
        data.fault = Some(Fault::form(
            "/data",
            start,
            "data has none of the members that hold records",
        ));
    }
    let end = decoder.cursor.at;
    let only = (data.records.len() == before + 1).then(|| data.records[before]);
    if let Some(account) = account {
        stand(decoder, before, shape);
        place_account(decoder, data, only, account)?;
    }
    match only {
        Some(row) if !outer => add_extras(decoder, shape.model, row, members),
        _ => data.members.extend(members),
    }
    decoder.cursor.at = end;
    Ok(())
}

/// The records under a name, `"chat": …`.
fn named_list(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    (key, pointer): (Quoted, &'static str),
) -> Result<(), Box<Fault>> {
    decoder.cursor.peek();
    let at = decoder.cursor.at;
    let before = data.records.len();
    match list(decoder, data, shape)? {
        None => {
            data.fault = Some(Fault::form(
                pointer,
                at,
                "a record or a list of records was expected",
            ))
        }
        Some(strange) if !strange.is_empty() => {
            let member = (decoder.string(key, None), decoder.array(&strange));
            data.members.push(member);
        }
        Some(_) => {}
    }
    if shape.one && data.records.len() > before + 1 {
        data.fault = Some(Fault::form(
            pointer,
            at,
            "several records where one is meant",
        ));
    }
    Ok(())
}

/// A member's name as text.
pub(crate) fn name<'a>(decoder: &Decoder<'a>, key: Quoted) -> Cow<'a, str> {
    let source = &decoder.text[key.piece.start..key.piece.end];
    if !key.escaped {
        return Cow::Borrowed(source);
    }
    let mut plain = String::new();
    unescape(source, &mut plain);
    Cow::Owned(plain)
}

/// A member of an envelope was sent again: the last one counts.
pub(crate) fn sent_twice(decoder: &mut Decoder<'_>, key: Quoted) {
    decoder.warn(WarningCode::DuplicateMember, String::new(), key.piece.start);
}

/// The forms of `success`; anything else is no answer of this API.
pub(crate) fn success(decoder: &mut Decoder<'_>) -> Result<Option<bool>, Box<Fault>> {
    let Piece { start, end } = decoder.cursor.value()?;
    match decoder.text[start..end].to_ascii_lowercase().as_str() {
        "true" | "1" | "\"true\"" | "\"1\"" => Ok(Some(true)),
        "false" | "0" | "\"false\"" | "\"0\"" => Ok(Some(false)),
        "null" => Ok(None),
        _ => Err(Fault::form(
            "/success",
            start,
            "success is neither true nor false",
        )),
    }
}
