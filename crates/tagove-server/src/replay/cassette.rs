//! A recording: its first call in the folder itself, each further one in a folder inside, which is called by its number.

use std::path::{Path, PathBuf};

use super::{
    case::{self, Case},
    entries, folders, last,
};
use crate::ServerError;

/// Reads all calls as if they were one, equal requests in the order of the calls, and counts those of which there is an
/// exchange. None if the folder is no recording.
pub(super) fn load(dir: &Path) -> Result<Option<(Case, usize)>, ServerError> {
    let mut whole: Option<Case> = None;
    let mut calls = 0;
    for (number, folder) in parts(dir)? {
        let part = Case::load(&folder, None)?;
        calls += usize::from(!part.exchanges.is_empty());
        let all = whole.get_or_insert_with(|| Case {
            compare_headers: part.compare_headers.clone(),
            exchanges: Vec::new(),
        });
        if part.compare_headers != all.compare_headers {
            return Err(ServerError::corpus(
                folder.join(case::FILE),
                "has other `compare_headers` than the call before it",
            ));
        }
        for mut exchange in part.exchanges {
            if number > 1 {
                exchange.name = format!("{number}/{}", exchange.name);
            }
            // Not every call was answered in the same form, and a client asks for one only.
            exchange.fill();
            all.push(exchange);
        }
    }
    Ok(whole.map(|whole| (whole, calls)))
}

/// The calls by their numbers. One of which nothing was written is none.
fn parts(dir: &Path) -> Result<Vec<(usize, PathBuf)>, ServerError> {
    let mut parts = Vec::new();
    if is_begun(dir)? {
        parts.push((1, dir.to_owned()));
    } else if dir.join("1").exists() {
        // Somebody else has numbered something else.
        return Ok(parts);
    }
    for folder in folders(dir)? {
        let name = last(&folder);
        let number = name.parse::<usize>().ok();
        if let Some(number) = number.filter(|number| *number > 1 && number.to_string() == name)
            && is_begun(&folder)?
        {
            parts.push((number, folder));
        }
    }
    parts.sort_unstable();
    Ok(parts)
}

fn is_begun(folder: &Path) -> Result<bool, ServerError> {
    let names = entries(folder)?;
    let mut names = names.iter().map(|path| last(path));
    Ok(names.any(|name| name == case::FILE || name.ends_with(".request.http")))
}
