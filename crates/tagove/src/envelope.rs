//! `{"success": …, "data": …}`: which records an answer holds, and whether it is an answer at all.

use crate::decode::{Decoder, Found, Limits};
use crate::extra::write_member;
use crate::failure::{self, ServerError};
use crate::json::{Fault, Piece, Quoted};
use crate::page::{Parts, Span};
use crate::path::Step;
use crate::recording;
use crate::scalar::Fit;
use crate::schema::{self, Kind, Model};
use crate::unescape::unescape;
use crate::warning::WarningCode;
use std::borrow::Cow;

/// What a request asked for.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The model that stands in `data`.
    model: &'static Model,
    /// The members of `data` that hold it.
    names: [&'static str; 2],
    /// Where these stand in the answer.
    pointers: [&'static str; 2],
    /// Whether exactly one is meant.
    pub(crate) one: bool,
    /// The model that the caller gets: the same, or a recording around it.
    pub(crate) gives: &'static Model,
}

pub(crate) static CHATS: Shape = chat(&schema::CHAT, false);
pub(crate) static CHAT: Shape = chat(&schema::CHAT, true);
pub(crate) static RECORDING: Shape = chat(&schema::RECORDING, true);
pub(crate) static SESSIONS: Shape = Shape {
    model: &schema::VISITOR_SESSION,
    names: ["visitor_session", "visitor_sessions"],
    pointers: ["/data/visitor_session", "/data/visitor_sessions"],
    one: false,
    gives: &schema::VISITOR_SESSION,
};

const fn chat(gives: &'static Model, one: bool) -> Shape {
    Shape {
        model: &schema::CHAT,
        names: ["chat", "chats"],
        pointers: ["/data/chat", "/data/chats"],
        one,
        gives,
    }
}

impl Shape {
    /// The place of a member of `data` that holds records.
    fn pointer(&self, name: &str) -> Option<&'static str> {
        let index = self.names.iter().position(|known| *known == name)?;
        self.pointers.get(index).copied()
    }
}

/// Why there is no page.
#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    /// The body cannot be read.
    Fault(Fault),
    /// The server says that it failed.
    Server(ServerError),
    /// One record was asked for, and the answer has none.
    NoRecord,
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// A page but for its text: the body is still borrowed while this is made.
pub(crate) struct Answer {
    pub(crate) parts: Parts,
    pub(crate) records: Vec<u32>,
    pub(crate) extra: String,
    pub(crate) announced: Option<u64>,
}

/// Members that are kept: name and JSON source.
type Members = Vec<(Span, Span)>;

/// What `data` turned out to hold.
#[derive(Default)]
struct Data {
    records: Vec<u32>,
    /// Unknown members of `data`, or of items that hold no single record to give them to.
    members: Members,
    /// What stood in the array `data` itself without being a record.
    strange: Vec<Piece>,
    /// `success` inside `data`.
    success: Option<bool>,
    /// Whether it was there and not `null`.
    present: bool,
    /// The form is none that we know. Not an error yet: the server may say elsewhere that it failed.
    fault: Option<Fault>,
}

/// Reads a whole answer.
pub(crate) fn read(
    body: &str,
    start: usize,
    shape: &'static Shape,
    limits: Limits,
    page: u64,
) -> Result<Answer, Refusal> {
    let mut decoder = Decoder::new(body, start, limits, page);
    let mut data: Option<Data> = None;
    let mut success: Option<Option<bool>> = None;
    let mut members = Members::new();
    if decoder.cursor.peek() != Some(b'{') {
        return Err(decoder.cursor.fault_here("the answer is no object").into());
    }
    // Warnings of `data`, to be taken back should it be sent twice: the last one counts.
    let mut of_data = 0..0;
    let mut first = true;
    decoder.cursor.enter()?;
    while decoder.cursor.more(&mut first, b'}')? {
        decoder.cursor.peek();
        let key = decoder.cursor.key()?;
        match &*name(&decoder, key) {
            "success" => {
                if success.is_some() {
                    sent_twice(&mut decoder, key);
                }
                success = Some(self::success(&mut decoder)?);
            }
            "data" => {
                if data.is_some() {
                    decoder.page.warnings.drain(of_data);
                    sent_twice(&mut decoder, key);
                }
                let before = decoder.page.warnings.len();
                data = Some(read_data(&mut decoder, shape)?);
                of_data = before..decoder.page.warnings.len();
                decoder.path.clear();
            }
            _ => {
                let member = decoder.member(key)?;
                members.push(member);
            }
        }
    }
    if decoder.cursor.peek().is_some() {
        return Err(Fault::byte(decoder.cursor.at, "text after the end of the JSON").into());
    }
    conclude(decoder, data, success.flatten(), members, shape)
}

/// Whether it failed, and if not, what there is.
fn conclude(
    mut decoder: Decoder<'_>,
    data: Option<Data>,
    success: Option<bool>,
    mut members: Members,
    shape: &'static Shape,
) -> Result<Answer, Refusal> {
    let has_data = data.as_ref().is_some_and(|data| data.present);
    let failed = success == Some(false)
        || data
            .as_ref()
            .is_some_and(|data| data.success == Some(false));
    let error = if failed || !has_data {
        failure::in_body(decoder.text)
    } else {
        None
    };
    if failed {
        return Err(Refusal::Server(error.unwrap_or_default()));
    }
    if let Some(error) = error {
        return Err(Refusal::Server(error));
    }
    let Some(mut data) = data else {
        if shape.one && success == Some(true) {
            return Err(Refusal::NoRecord);
        }
        return Err(Fault::form("", 0, "the answer has neither data nor an error").into());
    };
    if let Some(fault) = data.fault {
        return Err(fault.into());
    }
    let all = members.iter().chain(&data.members);
    if failure::beside_data(
        all.map(|&(name, value)| (decoder.page.slice(name), decoder.page.slice(value))),
    ) {
        decoder.warn(WarningCode::ErrorBesideData, String::new(), 0);
    }
    if shape.one {
        if data.records.len() > 1 {
            return Err(Fault::form("/data", 0, "several records where one is meant").into());
        }
        if shape.gives.index == schema::RECORDING.index {
            make_recording(&mut decoder, &mut data);
        }
        if data.records.is_empty() {
            return Err(Refusal::NoRecord);
        }
    }
    let announced = announced(&decoder, members.iter().chain(&data.members));
    let extra = page_extra(&mut decoder, &mut members, data.members, &data.strange);
    Ok(Answer {
        parts: decoder.page.finish(),
        records: data.records,
        extra,
        announced,
    })
}

/// A member's name as text.
fn name<'a>(decoder: &Decoder<'a>, key: Quoted) -> Cow<'a, str> {
    let source = &decoder.text[key.piece.start..key.piece.end];
    if !key.escaped {
        return Cow::Borrowed(source);
    }
    let mut plain = String::new();
    unescape(source, &mut plain);
    Cow::Owned(plain)
}

/// A member of an envelope was sent again: the last one counts.
fn sent_twice(decoder: &mut Decoder<'_>, key: Quoted) {
    decoder.warn(WarningCode::DuplicateMember, String::new(), key.piece.start);
}

/// The forms of `success`; anything else is no answer of this API.
fn success(decoder: &mut Decoder<'_>) -> Result<Option<bool>, Fault> {
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

/// `data` in any of its forms: an envelope, a list, nothing.
fn read_data(decoder: &mut Decoder<'_>, shape: &'static Shape) -> Result<Data, Fault> {
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
) -> Result<Option<Vec<Piece>>, Fault> {
    let mut strange = Vec::new();
    let listed = decoder.each(|decoder, _| element(decoder, data, shape, &mut strange))?;
    Ok(listed.then_some(strange))
}

fn element(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    strange: &mut Vec<Piece>,
) -> Result<(), Fault> {
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
fn stand(decoder: &mut Decoder<'_>, index: usize, shape: &Shape) {
    decoder.path.clear();
    decoder.path.push(Step::Index(index));
    if shape.gives.index == schema::RECORDING.index {
        decoder.path.push(Step::Member("chat"));
    }
}

/// An object with records under a name: `data` itself (`outer`), or an item of a list.
fn envelope(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    shape: &'static Shape,
    outer: bool,
) -> Result<(), Fault> {
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
            "account" if shape.model.index == schema::CHAT.index => {
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
) -> Result<(), Fault> {
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

/// The account beside a chat becomes the chat's own, unless it has one; beside several it belongs to none.
fn place_account(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    only: Option<u32>,
    account: Piece,
) -> Result<(), Fault> {
    let (model, column) = (&schema::CHAT, schema::chat::ACCOUNT);
    let Kind::Record(of) = model.fields[column].kind else {
        return Ok(());
    };
    let depth = decoder.cursor.depth();
    decoder.cursor.rewind(account.start, depth);
    let Some(row) = only else {
        let member = decoder.named("account", account);
        data.members.push(member);
        return Ok(());
    };
    if !decoder.page.is_none(model, row, column) {
        if &decoder.text[account.start..account.end] != "null" {
            let member = decoder.named("account", account);
            add_extras(decoder, model, row, vec![member]);
        }
        return Ok(());
    }
    let first = decoder.cursor.peek().unwrap_or(0);
    match decoder.one(&model.fields[column], of, first)? {
        Fit::Value(span) => decoder.page.set(model, row, column, Some(span)),
        Fit::None => {}
        Fit::Unfit => {
            let member = decoder.unfit_member(&model.fields[column], account);
            add_extras(decoder, model, row, vec![member]);
        }
    }
    Ok(())
}

/// More unknown members for a finished row. A name that is taken there gets a tail: nothing is lost.
fn add_extras(decoder: &mut Decoder<'_>, model: &'static Model, row: u32, members: Members) {
    if members.is_empty() {
        return;
    }
    let mut all = decoder.page.extras(model, row);
    for (name, value) in members {
        let mut label = decoder.page.slice(name).to_owned();
        while all
            .iter()
            .any(|&(taken, _)| decoder.page.slice(taken) == label)
        {
            label.push_str("_beside");
        }
        let name = if label == decoder.page.slice(name) {
            name
        } else {
            decoder.page.in_side(&label)
        };
        all.push((name, value));
    }
    decoder.page.set_extras(model, row, &all);
}

/// A recording around the chat, with the paths that stand in `data` or in the chat.
fn make_recording(decoder: &mut Decoder<'_>, data: &mut Data) {
    let chat = data.records.first().copied();
    let first = decoder.page.texts_len();
    let mut inner = chat
        .map(|row| decoder.page.extras(&schema::CHAT, row))
        .unwrap_or_default();
    take_paths(decoder, &mut data.members);
    take_paths(decoder, &mut inner);
    let count = decoder.page.texts_len() - first;
    if chat.is_none() && count == 0 {
        return;
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
}

/// Moves the paths out of the members; one that says more than its paths stays as well.
fn take_paths(decoder: &mut Decoder<'_>, members: &mut Members) {
    members.retain(|&(name, value)| {
        if !recording::NAMES.contains(&decoder.page.slice(name)) {
            return true;
        }
        let Some((paths, whole)) = recording::paths(decoder.page.slice(value)) else {
            return true;
        };
        for path in paths {
            let text = decoder.page.in_side(&path);
            decoder.page.push_text(text);
        }
        !whole
    });
}

/// The largest number of records that the server says there are, if it says so.
fn announced<'m>(
    decoder: &Decoder<'_>,
    members: impl Iterator<Item = &'m (Span, Span)>,
) -> Option<u64> {
    members
        .filter(|(name, _)| matches!(decoder.page.slice(*name), "count" | "total" | "totalCount"))
        .filter_map(|(_, value)| decoder.page.slice(*value).trim_matches('"').parse().ok())
        .max()
}

/// The envelope's unknown members as one JSON object, those of `data` under its name.
fn page_extra(
    decoder: &mut Decoder<'_>,
    members: &mut Members,
    mut data: Members,
    strange: &[Piece],
) -> String {
    decoder.path.clear();
    decoder.last_of_each(members);
    decoder.last_of_each(&mut data);
    let mut out = String::from("{");
    let mut first = true;
    for &(name, value) in members.iter() {
        write_member(
            &mut out,
            &mut first,
            decoder.page.slice(name),
            decoder.page.slice(value),
        );
    }
    if !data.is_empty() {
        let mut inner = String::from("{");
        let mut first_inner = true;
        for (name, value) in data {
            write_member(
                &mut inner,
                &mut first_inner,
                decoder.page.slice(name),
                decoder.page.slice(value),
            );
        }
        inner.push('}');
        write_member(&mut out, &mut first, "data", &inner);
    } else if !strange.is_empty() {
        let array = decoder.array(strange);
        write_member(&mut out, &mut first, "data", decoder.page.slice(array));
    }
    out.push('}');
    out
}
