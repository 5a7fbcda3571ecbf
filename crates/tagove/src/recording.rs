//! Where a recording's files are. The vendor shows no answer that carries them: these are the forms of its kin.

use crate::unescape::without_lone_surrogates;
use serde_json::Value;

/// The members that may hold file paths.
pub(crate) const NAMES: [&str; 4] = ["recording", "recordings", "recording_files", "files"];

/// The paths in a member's source, and whether they are all that it says. None if it is not understood.
pub(crate) fn paths(source: &str) -> Option<(Vec<String>, bool)> {
    let value: Value = serde_json::from_str(&without_lone_surrogates(source)).ok()?;
    let entries = match value {
        Value::Null => Vec::new(),
        Value::Array(entries) => entries,
        other => vec![other],
    };
    let mut whole = true;
    let mut paths = Vec::with_capacity(entries.len());
    for entry in entries {
        match entry {
            Value::String(path) if !path.is_empty() => paths.push(path),
            Value::Object(members) => {
                let path = ["path", "url", "file"]
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
