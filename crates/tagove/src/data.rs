//! `data` in all its forms: which records it holds, and what stands around them.

use crate::decode::{Decoder, Found};
use crate::json::{Fault, Piece, Quoted};
use crate::page::Span;
use crate::path::Step;
use crate::placing::{add_extras, place_account};
use crate::shape::Shape;
use crate::unescape::unescape;
use crate::warning::WarningCode;
use crate::xml;
use std::ops::Range;

/// Members that are kept: name and JSON source.
pub(crate) type Members = Vec<(Span, Span)>;

/// Items around items that are looked into: one is read twice where it turns out to be a record, so that a deep nest of
/// them would cost depth times size. What lies deeper is a record with members that no model knows.
const MOST_ITEMS: usize = 4;

/// What `data` turned out to hold.
#[derive(Default)]
pub(crate) struct Data {
    pub(crate) records: Vec<u32>,
    /// Unknown members of `data`, each name once.
    pub(crate) members: Members,
    /// What stood in the list that `data` itself is, and belongs to no record: sources.
    pub(crate) leftovers: Vec<Span>,
    /// `success` inside `data`.
    pub(crate) success: Option<bool>,
    /// How many items around items the walk is in.
    items: usize,
    /// Whether it was there and not `null`.
    pub(crate) present: bool,
    /// Whether something stood among the records that is none.
    pub(crate) strange: bool,
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
        Some(b'{') if decoder.at_attributed() || decoder.at_attributes_alone() => {
            the_list(decoder, &mut data, shape)?;
        }
        Some(b'{') if !decoder.is_list_object()? => outer(decoder, &mut data, shape)?,
        Some(b'{' | b'[') => the_list(decoder, &mut data, shape)?,
        // An empty element says as little as `null`: should there be an error beside it, that is what was said.
        Some(b'"') if decoder.xml && decoder.cursor.at_blank_text() => {
            decoder.cursor.value()?;
            data.present = false;
        }
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

/// `data` as the list itself.
fn the_list(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
) -> Result<(), Box<Fault>> {
    let Some((leftovers, attributes)) = list(decoder, data, shape, true)? else {
        return Ok(());
    };
    if attributes.is_empty() {
        data.leftovers = leftovers;
        return Ok(());
    }
    data.members = attributes;
    if !leftovers.is_empty() {
        let all = decoder.array(&leftovers);
        data.members.push((decoder.page.in_side("#list"), all));
    }
    Ok(())
}

/// A list of records or of items; gives the sources of what belongs to no record, and the attributes that it has in
/// XML; none if it was no list.
fn list(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    plural: bool,
) -> Result<Option<(Vec<Span>, Members)>, Box<Fault>> {
    let mut leftovers = Vec::new();
    let attributes = decoder.each(plural, |decoder| {
        element(decoder, data, shape, &mut leftovers)
    })?;
    data.strange |= !leftovers.is_empty();
    Ok(attributes.map(|attributes| (leftovers, attributes)))
}

fn element(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    leftovers: &mut Vec<Span>,
) -> Result<(), Box<Fault>> {
    let first = decoder.cursor.peek();
    stand(decoder, data.records.len(), shape);
    match first {
        Some(b'{') if decoder.at_list_with_attributes() => {
            inner_list(decoder, data, shape, leftovers)?;
        }
        Some(b'{') => {
            let names = (data.items < MOST_ITEMS).then_some(shape.names);
            match decoder.record(shape.model, names)? {
                Found::Row(row) => data.records.push(row),
                Found::Wrapper => {
                    data.items += 1;
                    item(decoder, data, shape, leftovers)?;
                    data.items -= 1;
                }
            }
        }
        // An array where a record is meant: its records are the list's.
        Some(b'[') => {
            inner_list(decoder, data, shape, leftovers)?;
        }
        _ => {
            let value = decoder.cursor.value()?;
            decoder.path.clear();
            leftovers.push(decoder.strange(value));
        }
    }
    Ok(())
}

/// A list inside a list: its records are the outer one's.
fn inner_list(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    leftovers: &mut Vec<Span>,
) -> Result<(), Box<Fault>> {
    if let Some((left, attributes)) = list(decoder, data, shape, false)? {
        leftovers.extend(left);
        if !attributes.is_empty() {
            leftovers.push(decoder.object(&attributes));
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

/// What stands around the records of an envelope.
#[derive(Default)]
struct Around {
    account: Option<Piece>,
    members: Members,
    /// Whether it has a member that holds records, or the account beside them.
    known: bool,
    /// Whether it has a member of the record itself: then it is no envelope.
    record: bool,
}

/// `data` as an object with records under a name.
fn outer(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
) -> Result<(), Box<Fault>> {
    let start = decoder.cursor.at;
    let mut around = around(decoder, data, shape, true)?;
    if !around.known && !shape.one {
        let what = "data has none of the members that hold records";
        data.fault = Some(Fault::form("/data", start, what));
    }
    let end = decoder.cursor.at;
    if let Some(account) = around.account {
        let only = (data.records.len() == 1).then(|| data.records[0]);
        stand(decoder, 0, shape);
        let left = place_account(decoder, only, account)?;
        around.members.extend(left);
    }
    decoder.cursor.at = end;
    decoder.path.clear();
    decoder.last_of_each(&mut around.members);
    data.members.append(&mut around.members);
    Ok(())
}

/// An item of a list: `{"account": …, "chat": …}`. What stands beside its only record belongs to that record.
fn item(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    leftovers: &mut Vec<Span>,
) -> Result<(), Box<Fault>> {
    let (start, depth, mark) = (
        decoder.cursor.at,
        decoder.cursor.depth(),
        decoder.page.mark(),
    );
    let (before, members) = (data.records.len(), data.members.len());
    let sound = data.fault.is_none();
    let mut around = around(decoder, data, shape, false)?;
    if around.record {
        if sound {
            data.fault = None;
        }
        // It has members of its own after all: a record with a member that only looks like an envelope's.
        decoder.undo(mark, start, depth);
        data.records.truncate(before);
        data.members.truncate(members);
        stand(decoder, before, shape);
        if let Found::Row(row) = decoder.record(shape.model, None)? {
            data.records.push(row);
        }
        return Ok(());
    }
    let end = decoder.cursor.at;
    stand(decoder, before, shape);
    decoder.last_of_each(&mut around.members);
    let only = (data.records.len() == before + 1).then(|| data.records[before]);
    if let Some(account) = around.account {
        let left = place_account(decoder, only, account)?;
        around.members.extend(left);
    }
    decoder.cursor.at = end;
    match only {
        Some(row) => add_extras(decoder, shape.model, row, around.members),
        None if around.members.is_empty() => {}
        None => leftovers.push(decoder.object(&around.members)),
    }
    Ok(())
}

/// Walks an envelope: its records go into `data`, what stands around them is given back.
fn around(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    outer: bool,
) -> Result<Around, Box<Fault>> {
    let mut around = Around::default();
    let (before, mut first) = (data.records.len(), true);
    // Records under the same name again are a member sent twice: the last one counts.
    let mut named = [before..before, before..before];
    let mut warned = [0..0, 0..0];
    let mut seen = [false; 2];
    decoder.cursor.enter()?;
    while decoder.cursor.more(&mut first, b'}')? {
        stand(decoder, before, shape);
        if outer {
            decoder.path.clear();
        }
        let key = decoder.cursor.key()?;
        let word = decoder.name(key);
        if let Some(index) = shape.names.iter().position(|name| *name == word) {
            around.known = true;
            if std::mem::replace(&mut seen[index], true) {
                forget(data, &mut named, index);
                decoder.page.drop_warnings(warned[index].clone());
                sent_twice(decoder, key);
            }
            let (from, before_it) = (data.records.len(), decoder.page.warnings.len());
            let left = named_list(
                decoder,
                data,
                shape,
                (key, shape.pointers[index]),
                index == 1,
            )?;
            named[index] = from..data.records.len();
            warned[index] = before_it..decoder.page.warnings.len();
            around.members.extend(left);
            continue;
        }
        match &*word {
            "account" if shape.holds_chats() => {
                around.known = true;
                if around.account.is_some() {
                    sent_twice(decoder, key);
                }
                around.account = Some(decoder.cursor.value()?);
            }
            "success" if outer => {
                if data.success.is_some() {
                    sent_twice(decoder, key);
                }
                data.success = success(decoder, "/data/success", &mut around.members)?;
            }
            word => {
                around.record |=
                    !outer && shape.model.fields.iter().any(|field| field.name == word);
                around.members.push(decoder.member(key)?);
                decoder.check_members(around.members.len())?;
            }
        }
    }
    Ok(around)
}

/// Takes out the records of one name; those of the other one, sent behind them, move up.
fn forget(data: &mut Data, named: &mut [Range<usize>; 2], index: usize) {
    let gone = named[index].clone();
    let other = &mut named[1 - index];
    if other.start >= gone.end {
        *other = other.start - gone.len()..other.end - gone.len();
    }
    data.records.drain(gone);
}

/// The records under a name, `"chat": …`; gives the member that is left of it if not all were records.
fn named_list(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    (key, pointer): (Quoted, &'static str),
    plural: bool,
) -> Result<Option<(Span, Span)>, Box<Fault>> {
    decoder.cursor.peek();
    let at = decoder.cursor.at;
    let before = data.records.len();
    let leftovers = list(decoder, data, shape, plural)?;
    if shape.one && data.records.len() > before + 1 {
        let what = "several records where one is meant";
        data.fault = Some(Fault::form(pointer, at, what));
    }
    match leftovers {
        None => {
            let what = "a record or a list of records was expected";
            data.fault = Some(Fault::form(pointer, at, what));
            Ok(None)
        }
        Some((leftovers, attributes)) => Ok(decoder
            .left_of_list(&leftovers, attributes)
            .map(|left| (decoder.string(key, None), left))),
    }
}

/// A member of an envelope was sent again: the last one counts.
pub(crate) fn sent_twice(decoder: &mut Decoder<'_>, key: Quoted) {
    decoder.warn(WarningCode::DuplicateMember, String::new(), key.piece.start);
}

/// The forms of `success`; anything else is no answer of this API.
pub(crate) fn success(
    decoder: &mut Decoder<'_>,
    pointer: &'static str,
    members: &mut Members,
) -> Result<Option<bool>, Box<Fault>> {
    decoder.cursor.peek();
    // In XML it can have attributes.
    let attributed = decoder.at_attributed();
    if attributed {
        decoder.cursor.enter()?;
        decoder.cursor.eat(&xml::TEXT[1..]);
    }
    let Piece { start, end } = decoder.cursor.value()?;
    if attributed {
        let attributes = decoder.rest_of_object(false)?;
        members.push((decoder.page.in_side("success"), decoder.object(&attributes)));
    }
    let source = &decoder.text[start..end];
    let mut word = String::new();
    unescape(source.trim_matches('"'), &mut word);
    match (word.to_ascii_lowercase().as_str(), source.starts_with('"')) {
        ("true" | "1", _) => Ok(Some(true)),
        ("false" | "0", _) => Ok(Some(false)),
        ("null", false) => Ok(None),
        (word, _) if decoder.xml && word.trim().is_empty() => Ok(None),
        _ => {
            let what = "success is neither true nor false";
            Err(Fault::form(pointer, start, what))
        }
    }
}
