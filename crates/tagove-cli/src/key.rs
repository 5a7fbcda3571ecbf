//! Where the API key comes from: the environment or a file, never an argument.

use crate::failure::Failure;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

const VARIABLE: &str = "TAGOVE_API_KEY";
/// More than any key; a file that is none is not read to its end.
const MAX_BYTES: u64 = 8 << 10;

/// The key of the file if one is named, else of the environment.
pub(crate) fn find(file: Option<&Path>) -> Result<String, Failure> {
    match file {
        Some(path) => first_line(path),
        None => of_environment().ok_or_else(|| {
            Failure::configuration(format!(
                "no API key; set {VARIABLE}, name a file with --api-key-file, or try --demo"
            ))
        }),
    }
}

/// `--api-key` exists only to say why it does not.
pub(crate) fn refuse_argument(given: bool) -> Result<(), Failure> {
    if !given {
        return Ok(());
    }
    Err(Failure::configuration(format!(
        "a key among the arguments is seen by every user of this machine; set {VARIABLE} or use --api-key-file"
    )))
}

/// The text without the environment's key, should it stand in it.
pub(crate) fn redact(text: String) -> String {
    match of_environment() {
        Some(key) => text.replace(&key, "<redacted>"),
        None => text,
    }
}

fn of_environment() -> Option<String> {
    std::env::var(VARIABLE).ok().filter(|key| !key.is_empty())
}

fn first_line(path: &Path) -> Result<String, Failure> {
    let refused = |why: &str| {
        Failure::configuration(format!(
            "the key file {} {why}; its first line has to be the key",
            path.display()
        ))
    };
    let mut line = Vec::new();
    File::open(path)
        .and_then(|file| BufReader::new(file.take(MAX_BYTES)).read_until(b'\n', &mut line))
        .map_err(|error| refused(&format!("cannot be read ({error})")))?;
    let key = line.trim_ascii();
    if key.is_empty() {
        return Err(refused("begins with an empty line"));
    }
    match std::str::from_utf8(key) {
        Ok(key) if !key.contains(char::is_control) => Ok(key.to_owned()),
        _ => Err(refused("does not begin with text")),
    }
}
