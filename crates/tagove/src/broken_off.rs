//! Why a body is not taken. Of one that broke off, HTTP/1.1 and HTTP/2 say the same things in their own ways.

use crate::attempt::Failed;
use crate::receive::{Asked, Head};
use crate::retry::Outcome;
use crate::transport::deepest;
use crate::{ErrorKind, TagoveError};
use std::error::Error;
use std::io;

/// What to do about an answer that did not come whole.
pub(crate) const AGAIN: &str = "ask again";

/// Why the body is not taken, and its byte if that is what is wrong.
pub(crate) struct Broken {
    pub(crate) what: String,
    pub(crate) advice: &'static str,
    pub(crate) kind: ErrorKind,
    pub(crate) at: Option<usize>,
    pub(crate) outcome: Outcome,
}

/// What became of a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BrokenOff {
    /// It ended in good order before its announced length.
    Early,
    /// Its end is not where it was announced, and what came last of it is lost.
    OtherLength,
    /// It was reset, or its connection was.
    Connection,
}

/// Why a body of which so many bytes were taken goes no further.
pub(crate) fn broken(error: reqwest::Error, taken: usize) -> Broken {
    let (what, kind, at, outcome) = match how(&error) {
        BrokenOff::Early => (
            "ends before its announced length".to_owned(),
            ErrorKind::Decode,
            Some(taken),
            Outcome::NotWhole,
        ),
        BrokenOff::OtherLength => (
            "has not its announced length".to_owned(),
            ErrorKind::Decode,
            None,
            Outcome::NotWhole,
        ),
        BrokenOff::Connection => {
            let cause = deepest(&error.without_url());
            (
                format!("broke off with its connection ({cause})"),
                ErrorKind::Connection,
                None,
                Outcome::Broken,
            )
        }
    };
    Broken {
        what,
        advice: AGAIN,
        kind,
        at,
        outcome,
    }
}

/// Looks for the cause of an error in a body.
fn how(error: &reqwest::Error) -> BrokenOff {
    let mut cause: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = cause {
        let stream = error.downcast_ref::<h2::Error>();
        let io = error.downcast_ref::<io::Error>();
        if let Some(io) = io.or_else(|| stream?.get_io()) {
            // HTTP/2 says the second of a connection that was closed in good order under its streams.
            let closed = [io::ErrorKind::UnexpectedEof, io::ErrorKind::BrokenPipe];
            if closed.contains(&io.kind()) {
                return BrokenOff::Early;
            }
        }
        if let Some(stream) = stream {
            // Found on our side, in a body: it is that its frames and its Content-Length do not agree.
            let found = stream.is_reset() && stream.is_library();
            if found && stream.reason() == Some(h2::Reason::PROTOCOL_ERROR) {
                return BrokenOff::OtherLength;
            }
        }
        cause = error.source();
    }
    BrokenOff::Connection
}

/// The error of an answer that was not taken.
pub(crate) fn failed(head: &Head, asked: &Asked<'_>, broken: Broken) -> Failed {
    let Broken {
        what,
        advice,
        kind,
        at,
        outcome,
    } = broken;
    let place = at.map_or_else(String::new, |at| format!(" at byte {at}"));
    let content_type = head.content_type.as_deref().unwrap_or("none");
    let mut reason = format!(
        "the answer of {} (status {}, content type {content_type}) {what}{place}; {advice}",
        asked.host, head.status
    );
    if let Some(id) = &head.request_id {
        reason.push_str(&format!(" (request id {id})"));
    }
    let mut error = TagoveError::new(kind, reason);
    let fields = error.fields();
    (fields.status, fields.attempts) = (Some(head.status), head.attempts);
    fields.request_id.clone_from(&head.request_id);
    fields.at = at.map(|at| format!("byte {at}"));
    Failed { error, outcome }
}
