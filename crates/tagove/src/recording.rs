//! Where a recording's files are. The vendor shows no answer that carries them: these are the forms of its kin.

use crate::data::{Data, Members};
use crate::decode::Decoder;
use crate::extra::members;
use crate::page::Span;
use crate::schema;
use crate::unescape::without_lone_surrogates;
use serde_json::value::RawValue;

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
        let Some((found, whole)) = paths(decoder.page.slice(value)) else {
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
fn paths(source: &str) -> Option<(Vec<String>, bool)> {
    let source = without_lone_surrogates(source);
    let entries: Vec<&RawValue> = match source.as_bytes().first()? {
        b'n' => Vec::new(),
        b'[' => serde_json::from_str(&source).ok()?,
        _ => vec![serde_json::from_str(&source).ok()?],
    };
    let mut whole = true;
    let mut paths = Vec::with_capacity(entries.len());
    for entry in entries {
        let path = match text(entry) {
            Some(path) => path,
            None => {
                let members = members(entry.get())?;
                whole &= members.len() == 1;
                ["path", "url", "file"].iter().find_map(|name| {
                    let (_, path) = members.iter().rev().find(|(known, _)| known == name)?;
                    text(path)
                })?
            }
        };
        paths.push(Some(path).filter(|path| !path.is_empty())?);
    }
    Some((paths, whole))
}

fn text(value: &RawValue) -> Option<String> {
    serde_json::from_str(value.get()).ok()
}
