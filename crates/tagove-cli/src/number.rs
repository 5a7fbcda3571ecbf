//! Numbers in flags. What is none is told in one line that names the flag, in the form of all messages, and is not
//! repeated: a secret may have slipped there.

use crate::failure::Failure;
use std::str::FromStr;
use std::time::Duration;

/// The number of a flag; `wanted` says which ones it takes.
pub(crate) fn number<T: FromStr>(flag: &str, text: &str, wanted: &str) -> Result<T, Failure> {
    text.trim()
        .parse()
        .map_err(|_| Failure::configuration(format!("{flag} takes {wanted}")))
}

/// Seconds as a person writes them.
pub(crate) fn seconds(flag: &str, text: &str) -> Result<Duration, Failure> {
    let seconds: f64 = number(flag, text, "seconds, for example 2.5")?;
    Duration::try_from_secs_f64(seconds).map_err(|_| {
        Failure::configuration(format!(
            "{flag} {seconds} is no time to wait; give seconds, for example 2.5"
        ))
    })
}
