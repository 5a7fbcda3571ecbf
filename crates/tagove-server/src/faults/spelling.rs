//! Faults as text, for the command line and the journal.

use std::{fmt, str::FromStr, time::Duration};

use super::Fault;

/// A text that names no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoFault(String);

impl fmt::Display for NoFault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "{:?} is no fault; there are STATUS[:RETRY_AFTER] (300 to 599), reset-before-head, closed-before-head, reset-in-body, truncated, slow:SECONDS, dribbled:BYTES:SECONDS, wrong-content-type, false-gzip, redirect and silence",
            self.0
        )
    }
}

impl std::error::Error for NoFault {}

/// `503`, `503:2` (with `Retry-After: 2`), `reset-before-head`, `closed-before-head`,
/// `reset-in-body`, `truncated`, `slow:SECONDS`, `dribbled:BYTES:SECONDS`, `wrong-content-type`,
/// `false-gzip`, `redirect`, `silence`. [`Display`](fmt::Display) writes the same.
impl FromStr for Fault {
    type Err = NoFault;

    fn from_str(text: &str) -> Result<Self, NoFault> {
        read(text).ok_or_else(|| NoFault(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Fault> {
    let (kind, parameter) = match text.split_once(':') {
        Some((kind, parameter)) => (kind, Some(parameter)),
        None => (text, None),
    };
    if kind.starts_with(|first: char| first.is_ascii_digit()) {
        let code = kind.parse().ok().filter(|code| (300..600).contains(code))?;
        // It becomes a header, and an empty one would be none.
        let sendable = |value: &str| {
            !value.trim().is_empty() && value.bytes().all(|byte| (b' '..0x7f).contains(&byte))
        };
        let retry_after = parameter.map(str::to_owned);
        return retry_after
            .as_deref()
            .is_none_or(sendable)
            .then_some(Fault::Status { code, retry_after });
    }
    Some(match (kind, parameter) {
        ("reset-before-head", None) => Fault::ResetBeforeHead,
        ("closed-before-head", None) => Fault::ClosedBeforeHead,
        ("reset-in-body", None) => Fault::ResetInBody,
        ("truncated", None) => Fault::Truncated,
        ("slow", Some(wait)) => Fault::Slow(seconds(wait)?),
        ("dribbled", Some(parameters)) => {
            let (bytes, pause) = parameters.split_once(':')?;
            Fault::Dribbled {
                bytes: bytes.parse().ok().filter(|bytes| *bytes > 0)?,
                pause: seconds(pause)?,
            }
        }
        ("wrong-content-type", None) => Fault::WrongContentType,
        ("false-gzip", None) => Fault::FalseGzip,
        ("redirect", None) => Fault::RedirectToOtherPort,
        ("silence", None) => Fault::Silence,
        _ => return None,
    })
}

fn seconds(text: &str) -> Option<Duration> {
    Duration::try_from_secs_f64(text.parse().ok()?).ok()
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Status {
                code,
                retry_after: Some(wait),
            } => write!(out, "{code}:{wait}"),
            Self::Status { code, .. } => write!(out, "{code}"),
            Self::ResetBeforeHead => out.write_str("reset-before-head"),
            Self::ClosedBeforeHead => out.write_str("closed-before-head"),
            Self::ResetInBody => out.write_str("reset-in-body"),
            Self::Truncated => out.write_str("truncated"),
            Self::Slow(wait) => write!(out, "slow:{}", wait.as_secs_f64()),
            Self::Dribbled { bytes, pause } => {
                write!(out, "dribbled:{bytes}:{}", pause.as_secs_f64())
            }
            Self::WrongContentType => out.write_str("wrong-content-type"),
            Self::FalseGzip => out.write_str("false-gzip"),
            Self::RedirectToOtherPort => out.write_str("redirect"),
            Self::Silence => out.write_str("silence"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, NoFault};

    #[test]
    fn fault_every_spelling_is_read_and_written_the_same() {
        for text in [
            "503",
            "503:2",
            "429:Wed, 21 Oct 2026 07:28:00 GMT",
            "304",
            "reset-before-head",
            "closed-before-head",
            "reset-in-body",
            "truncated",
            "slow:0.25",
            "dribbled:3:0.01",
            "wrong-content-type",
            "false-gzip",
            "redirect",
            "silence",
        ] {
            let fault: Fault = text.parse().expect(text);
            assert_eq!(fault.to_string(), text);
        }
    }

    #[test]
    fn fault_other_texts_are_refused_by_name() {
        for text in [
            "",
            "200",
            "600",
            "50x",
            "503:\n",
            "503:",
            "503: ",
            "slow",
            "slow:-1",
            "slow:soon",
            "dribbled",
            "dribbled:3",
            "dribbled:0:1",
            "truncated:5",
            "Silence",
        ] {
            let refused: Result<Fault, NoFault> = text.parse();
            let message = refused.expect_err(text).to_string();
            assert!(message.contains(&format!("{text:?}")), "{message}");
        }
    }
}
