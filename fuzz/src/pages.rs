//! The target `decode`: a whole answer as each operation reads it.

use crate::accounting::{Input, Output, settle};
use crate::wire::{self, Value};
use crate::{memory, places};
use tagove::fuzzing::{self, Asked};
use tagove::{ErrorKind, PageInfo, TagoveError, WarningCode};

/// Every operation's way of reading.
pub const ASKED: [Asked; 4] = [Asked::Chats, Asked::Chat, Asked::Recording, Asked::Sessions];

/// Names that an answer's form has, for a judge who does not know where they are understood.
const FORM: [&str; 5] = [
    "data",
    "chat",
    "chats",
    "visitor_session",
    "visitor_sessions",
];

/// And those under which a recording's files may stand.
const FILES: [&str; 7] = [
    "recording",
    "recordings",
    "recording_files",
    "files",
    "path",
    "url",
    "file",
];

/// Reads the input as every operation's answer.
pub fn check(input: &[u8]) {
    for asked in ASKED {
        match read(input, asked, 200) {
            Ok(page) => account(input, &page, asked),
            Err(error) => refused(input, &error),
        }
    }
}

/// Reads an answer within bounded memory.
pub(crate) fn read(input: &[u8], asked: Asked, status: u16) -> Result<PageInfo, TagoveError> {
    memory::bounded(input.len(), || fuzzing::answer(input, asked, status))
}

/// The body of an accepted page, read by the judge.
pub(crate) fn judged(input: &[u8]) -> Value {
    let text = std::str::from_utf8(input).expect("an accepted page is UTF-8");
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    wire::parse(text, 128).expect("an accepted page is JSON")
}

fn account(input: &[u8], page: &PageInfo, asked: Asked) {
    let body = judged(input);
    let mut sent = Input::default();
    let Value::Object(members) = &body else {
        panic!("an accepted page is an object");
    };
    let last = members.iter().rposition(|(name, _)| name == "data");
    for (index, (name, value)) in members.iter().enumerate() {
        match &**name {
            "success" => {}
            "data" => {
                let skipped: &[&str] = if is_list(value) { &[] } else { &["success"] };
                sent.walk(value, last != Some(index), skipped);
            }
            // One by one, yet as one object: a name that comes again supersedes.
            _ => {
                let again = members[index + 1..].iter().any(|(other, _)| other == name);
                let member = Value::Object(vec![(name.clone(), value.clone())]);
                sent.walk(&member, again, &[]);
            }
        }
    }
    let (given, records) = given(page);
    let mut known = FORM.to_vec();
    if asked == Asked::Recording {
        known.extend(FILES);
    }
    let twice = |code| code == WarningCode::DuplicateMember;
    let warned = page.warnings().iter().any(|warning| twice(warning.code));
    settle(&sent, given, &known, warned);
    places::check(&records, page.warnings());
}

/// What a page gives, counted, and its records in their normalised form.
pub(crate) fn given(page: &PageInfo) -> (Output, Value) {
    let mut output = Output::default();
    let mut records = Vec::new();
    for row in page.rows() {
        let record = wire::parse(&row.to_json(), 256).expect("a record is JSON");
        output.record(row.model(), &record);
        records.push(record);
    }
    let extra = wire::parse(page.extra().as_json(), 256).expect("extra is JSON");
    output.unknown(&extra);
    (output, Value::Array(records))
}

/// Whether `data` is itself a list: then no member of it is the envelope's.
fn is_list(data: &Value) -> bool {
    match data {
        Value::Object(members) => members
            .iter()
            .all(|(name, _)| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())),
        _ => true,
    }
}

/// A page that was refused: the place is one of the body.
pub(crate) fn refused(input: &[u8], error: &TagoveError) {
    let one_line = !error.reason().contains(|c: char| c.is_control());
    assert!(one_line, "an error of several lines: {error}");
    if error.kind() != ErrorKind::Decode || error.code().is_some() {
        return;
    }
    let at = error.at().expect("a decode error has a place");
    match at.strip_prefix("byte ") {
        Some(byte) => {
            let byte: usize = byte.parse().expect("a number");
            assert!(byte <= input.len(), "{at} of {}", input.len());
        }
        None => assert!(at.is_empty() || at.starts_with('/'), "{at}"),
    }
}
