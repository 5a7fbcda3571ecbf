//! Where a recording's files are. The vendor shows no answer that carries them: these are the forms of its kin.

use crate::data::{Data, Members};
use crate::decode::Decoder;
use crate::page::Span;
use crate::schema;
use crate::unescape::without_lone_surrogates;
use crate::xml::is_blank;
use serde_json::Value;

/// The members that may hold file paths.
const NAMES: [&str; 4] = ["recording", "recordings", "recording_files", "files"];

/// A recording around the chat, with the paths that stand in `data` or in the chat.
pub(crate) fn make_recording(decoder: &mut Decoder<'_>, data: &mut Data) {
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
        if !NAMES.contains(&decoder.page.slice(name)) {
            return true;
        }
        let Some((found, whole)) = paths(decoder.page.slice(value), decoder.xml) else {
            return true;
        };
        for path in found {
            let text = decoder.page.in_side(&path);
            decoder.page.push_text(text);
        }
        !whole
    });
}

/// The paths in a member's source, and whether they are all that it says. None if it is not understood.
fn paths(source: &str, xml: bool) -> Option<(Vec<String>, bool)> {
    let value: Value = serde_json::from_str(&without_lone_surrogates(source)).ok()?;
    let mut whole = true;
    let entries = match value {
        Value::Null => Vec::new(),
        Value::Array(entries) => entries,
        // An empty element, and a list with attributes.
        Value::String(text) if xml && is_blank(&text) => Vec::new(),
        Value::Object(mut members) if xml && members.get("#list").is_some_and(Value::is_array) => {
            whole = false;
            match members.remove("#list") {
                Some(Value::Array(entries)) => entries,
                _ => Vec::new(),
            }
        }
        other => vec![other],
    };
    let mut paths = Vec::with_capacity(entries.len());
    for entry in entries {
        match entry {
            Value::String(path) if !path.is_empty() => paths.push(path),
            Value::Object(members) => {
                // A text with attributes, in XML.
                let text = if xml { "#text" } else { "path" };
                let path = ["path", "url", "file", text]
                    .iter()
                    .find_map(|name| members.get(*name)?.as_str());
                paths.push(path.filter(|path| !path.is_empty())?.to_owned());
                whole &= members.len() == 1;
            }
            _ => return None,
        }
    }
    Some((paths, whole))
}
