//! A secret that is the first line of a file.

use crate::failure::Failure;
use std::fs::File;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

/// Which file, for the words of its refusal.
pub(crate) struct SecretFile {
    /// The flag that names it.
    pub(crate) flag: &'static str,
    /// What it holds: `key`.
    pub(crate) what: &'static str,
}

/// More than any secret; a file that holds none is not read to its end.
const MAX_BYTES: u64 = 8 << 10;

/// The first line, without white space around it.
pub(crate) fn first_line(path: &Path, file: &SecretFile) -> Result<String, Failure> {
    let SecretFile { flag, what } = file;
    let refused = |why: &str| {
        // Who takes the flag for one that takes the secret would find it in the message.
        let name = match path.parent().is_some_and(Path::is_dir) || path.exists() {
            true => format!("the {what} file {}", path.display()),
            false => format!("the file that {flag} names"),
        };
        Failure::configuration(format!("{name} {why}; its first line has to be the {what}"))
    };
    let mut line = Vec::new();
    File::open(path)
        .and_then(|file| BufReader::new(file.take(MAX_BYTES)).read_until(b'\n', &mut line))
        .map_err(|error| refused(&format!("cannot be read ({error})")))?;
    // Some editors begin a file with a mark, which nobody sees and no secret has.
    let line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line);
    let line = line.trim_ascii();
    if line.is_empty() {
        return Err(refused("begins with an empty line"));
    }
    match std::str::from_utf8(line) {
        Ok(text) if !text.contains(char::is_control) => Ok(text.to_owned()),
        _ => Err(refused("does not begin with text")),
    }
}
