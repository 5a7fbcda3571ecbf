//! `{"success": …, "data": …}`: which records an answer holds, and whether it is an answer at all.

use crate::body::Source;
use crate::data::{self, Data, Members};
use crate::decode::Decoder;
use crate::failure::{self, ServerError};
use crate::json::Fault;
use crate::page::{Decoded, Parts, Span};
use crate::path::pointer;
use crate::reading::Reading;
use crate::recording;
use crate::shape::Shape;
use crate::warning::{Warning, WarningCode};
use crate::xml;

/// Why there is no page.
#[derive(Debug, PartialEq)]
pub(crate) enum Refusal {
    /// The body cannot be read.
    Fault(Box<Fault>),
    /// The server says that it failed.
    Server(ServerError),
    /// The answer would have a warning, and the caller wants none.
    Strict(Warning),
    /// One record was asked for, and the answer has none.
    NoRecord,
}

impl From<Box<Fault>> for Refusal {
    fn from(fault: Box<Fault>) -> Self {
        Self::Fault(fault)
    }
}

/// A page but for its text: the body is still borrowed while this is made.
pub(crate) struct Answer {
    parts: Parts,
    records: Vec<u32>,
    extra: String,
    announced: Option<u64>,
    strange: bool,
}

impl Answer {
    /// The page, which holds the body from now on.
    pub(crate) fn page(self, text: &str, shape: &Shape) -> Decoded {
        let mut page = self
            .parts
            .page(text, shape.gives, self.records, self.extra, self.announced);
        page.strange = self.strange;
        page
    }
}

/// Reads a whole answer.
pub(crate) fn read(
    source: Source<'_>,
    shape: &'static Shape,
    reading: &Reading,
    page: u64,
) -> Result<Answer, Refusal> {
    let mut decoder = Decoder::new(source, reading, page);
    match walk(&mut decoder, shape) {
        Ok(found) => conclude(decoder, source.start, found, shape, reading.strict),
        Err(mut fault) => {
            // Of an XML body the bytes are other ones; what can still go wrong in it are limits.
            if source.xml && fault.pointer.is_none() {
                fault.pointer = Some(pointer(&decoder.path).into());
            }
            Err(fault.into())
        }
    }
}

/// What stands in an answer, before anybody asks what it means.
struct Found {
    data: Option<Data>,
    success: Option<bool>,
    members: Members,
}

fn walk(decoder: &mut Decoder<'_>, shape: &'static Shape) -> Result<Found, Box<Fault>> {
    let mut data: Option<Data> = None;
    let mut success: Option<Option<bool>> = None;
    let mut members = Members::new();
    if decoder.cursor.peek() != Some(b'{') {
        return Err(decoder.cursor.fault_here("the answer is no object"));
    }
    // Warnings of `data`, to be taken back should it be sent twice: the last one counts.
    let mut of_data = 0..0;
    let mut first = true;
    decoder.cursor.enter()?;
    while decoder.cursor.more(&mut first, b'}')? {
        decoder.cursor.peek();
        let key = decoder.cursor.key()?;
        match &*decoder.name(key) {
            "success" => {
                if success.is_some() {
                    data::sent_twice(decoder, key);
                }
                success = Some(data::success(decoder, "/success", &mut members)?);
            }
            "data" => {
                if data.is_some() {
                    decoder.page.drop_warnings(of_data);
                    data::sent_twice(decoder, key);
                }
                let before = decoder.page.warnings.len();
                data = Some(data::read(decoder, shape)?);
                of_data = before..decoder.page.warnings.len();
                decoder.path.clear();
            }
            _ => {
                let member = decoder.member(key)?;
                members.push(member);
                decoder.check_members(members.len())?;
            }
        }
    }
    if decoder.cursor.peek().is_some() {
        let at = decoder.cursor.at;
        return Err(Fault::byte(at, "text after the end of the JSON"));
    }
    Ok(Found {
        data,
        success: success.flatten(),
        members,
    })
}

/// Whether it failed, and if not, what there is.
fn conclude(
    mut decoder: Decoder<'_>,
    start: usize,
    found: Found,
    shape: &'static Shape,
    strict: bool,
) -> Result<Answer, Refusal> {
    let Found {
        data,
        success,
        mut members,
    } = found;
    let has_data = data.as_ref().is_some_and(|data| data.present);
    let failed = success == Some(false)
        || data
            .as_ref()
            .is_some_and(|data| data.success == Some(false));
    let error = if failed || !has_data {
        // Where success is said, words without a code or an error beside them are only words.
        failure::in_body(&decoder.text[start..], success != Some(true))
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
        if shape.is_recording() {
            recording::make_recording(&mut decoder, &mut data)?;
        }
        if data.records.is_empty() {
            return Err(Refusal::NoRecord);
        }
    }
    let announced = announced(&decoder, members.iter().chain(&data.members));
    let extra = page_extra(&mut decoder, &mut members, &data);
    decoder.check_flood()?;
    decoder.page.settle_warnings();
    if strict && let Some(warning) = decoder.page.warnings.first() {
        return Err(Refusal::Strict(warning.clone()));
    }
    Ok(Answer {
        parts: decoder.page.finish(),
        records: data.records,
        extra,
        announced,
        strange: data.strange,
    })
}

/// The largest number of records that the server says there are, if it says so.
fn announced<'m>(
    decoder: &Decoder<'_>,
    members: impl Iterator<Item = &'m (Span, Span)>,
) -> Option<u64> {
    members
        .filter(|(name, _)| matches!(decoder.page.slice(*name), "count" | "total" | "totalCount"))
        .filter_map(|(_, value)| number(decoder.page.slice(*value)))
        .max()
}

/// A whole number, as a number or as text; in XML also one with attributes.
fn number(source: &str) -> Option<u64> {
    let of_xml = source.as_bytes().strip_prefix(xml::TEXT);
    let text = match of_xml {
        Some(_) => source[xml::TEXT.len()..].split('"').nth(1)?,
        None => source.trim_matches('"'),
    };
    text.parse().ok()
}

/// The envelope's unknown members as one JSON object, those of `data` under its name.
fn page_extra(decoder: &mut Decoder<'_>, members: &mut Members, data: &Data) -> String {
    decoder.path.clear();
    decoder.last_of_each(members);
    let inner = match (&data.members[..], &data.leftovers[..]) {
        ([], []) => None,
        ([], leftovers) => Some(decoder.array(leftovers)),
        (members, _) => Some(decoder.object(members)),
    };
    let name = decoder.page.in_side("data");
    members.extend(inner.map(|inner| (name, inner)));
    let all = decoder.object(members);
    decoder.page.slice(all).to_owned()
}
