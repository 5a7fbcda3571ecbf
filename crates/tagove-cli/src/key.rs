//! Where the API key comes from: the environment or a file, never an argument.

use crate::failure::Failure;
use crate::secret;
use crate::secret_file::{SecretFile, first_line};
use std::ffi::OsString;
use std::path::Path;

const FILE: SecretFile = SecretFile {
    flag: "--api-key-file",
    what: "key",
};
const VARIABLE: &str = "TAGOVE_API_KEY";

/// The key of the file if one is named, else of the environment.
pub(crate) fn find(file: Option<&Path>) -> Result<String, Failure> {
    let key = match file {
        Some(path) => first_line(path, &FILE),
        None => of_environment().ok_or_else(|| {
            Failure::configuration(format!(
                "no API key; set {VARIABLE}, name a file with --api-key-file, or try --demo"
            ))
        }),
    }?;
    secret::know(&key);
    Ok(key)
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

/// Keeps the environment's key out of all that is written, also where another is used.
pub(crate) fn keep_secret() {
    if let Some(key) = std::env::var_os(VARIABLE) {
        secret::know(&key.to_string_lossy());
    }
}

/// The same for the key of the file that refused arguments name, which nobody has read yet.
pub(crate) fn keep_secret_of(args: &[OsString]) {
    for (at, arg) in args.iter().enumerate() {
        let Some(rest) = arg.to_str().and_then(|arg| arg.strip_prefix(FILE.flag)) else {
            continue;
        };
        let path = match rest.strip_prefix('=') {
            Some(path) => Some(Path::new(path)),
            None => args.get(at + 1).map(Path::new),
        };
        // Anything but a file may keep us waiting.
        if let Some(key) = path
            .filter(|path| path.is_file())
            .and_then(|path| first_line(path, &FILE).ok())
        {
            secret::know(&key);
        }
    }
}

fn of_environment() -> Option<String> {
    std::env::var(VARIABLE).ok().filter(|key| !key.is_empty())
}
