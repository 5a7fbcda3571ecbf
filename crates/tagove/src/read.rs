//! From an answer's bytes to a page, or to the error that the answer is.

use crate::answer::{Inner, PageInfo};
use crate::body::{self, Body, Source};
use crate::envelope::{self, Refusal};
use crate::failure::{self, ServerError};
use crate::json::Fault;
use crate::page::Decoded;
use crate::reading::Reading;
use crate::receive::Head;
use crate::secret::Secret;
use crate::shape::Shape;
use crate::storm::STARVED;
use crate::warning::{Warning, WarningCode};
use crate::{ErrorKind, TagoveError, unreadable};
use reqwest::Version;
use reqwest::header::HeaderMap;
use std::sync::Arc;
use std::time::Duration;

pub(crate) const NO_RECORD: &str = "the answer holds no such record; check the id";

/// What stands for the body of an answer that has none (204).
const NOTHING: &str = r#"{"success":true,"data":[]}"#;

/// Reads an answer. `key` is the one that no error's text may repeat; `path` is what was asked for, empty if nothing was.
pub(crate) fn page(
    head: Head,
    body: &[u8],
    shape: &'static Shape,
    number: u64,
    reading: &Reading,
    (key, path): (&Secret, &str),
) -> Result<PageInfo, TagoveError> {
    let decoded = decoded(&head, body, shape, number, reading)
        .map_err(|refusal| refused(&head, refusal, key, path))?;
    Ok(PageInfo(Arc::new(Inner {
        decoded: Arc::new(decoded),
        number,
        status: head.status,
        request_id: head.request_id,
        attempts: head.attempts,
        elapsed: head.elapsed,
        zone: reading.zone.clone(),
        kept: None,
    })))
}

/// Reads a body that was kept.
pub(crate) fn kept_body(body: &[u8], shape: &'static Shape) -> Result<PageInfo, TagoveError> {
    let head = Head {
        status: 200,
        content_type: None,
        request_id: None,
        sent: String::new(),
        retry_after: None,
        attempts: 0,
        elapsed: Duration::ZERO,
        version: Version::HTTP_11,
        headers: HeaderMap::new(),
        redirects: Vec::new(),
        starved: false,
    };
    let nothing_asked = (&Secret::none(), "");
    page(head, body, shape, 1, &Reading::default(), nothing_asked)
}

fn decoded(
    head: &Head,
    body: &[u8],
    shape: &'static Shape,
    number: u64,
    reading: &Reading,
) -> Result<Decoded, Refusal> {
    if head.status == 204 {
        if shape.one {
            return Err(Refusal::NoRecord);
        }
        let nothing = Source {
            text: NOTHING,
            start: 0,
            xml: false,
        };
        let nothing = envelope::read(nothing, shape, reading, number)?;
        return Ok(nothing.page("", shape));
    }
    let body = body::read(body, &reading.limits);
    if head.status >= 300 {
        return Err(Refusal::Server(said(body)));
    }
    let body = body?;
    let source = body.source();
    let page = envelope::read(source, shape, reading, number)?.page(source.text, shape);
    Ok(match source.xml {
        true => page.of_xml(body.given),
        false => page,
    })
}

/// The error that an answer of 300 or above is.
pub(crate) fn failure(head: &Head, body: &[u8], reading: &Reading, key: &Secret) -> TagoveError {
    let said = said(body::read(body, &reading.limits));
    refused(head, Refusal::Server(said), key, "")
}

/// What a failing answer says, if it can be read.
fn said(body: Result<Body<'_>, Box<Fault>>) -> ServerError {
    let said = match body {
        Ok(body) => {
            let source = body.source();
            failure::in_body(&source.text[source.start..], true)
        }
        Err(fault) => (fault.what == body::HTML_PAGE).then(|| ServerError {
            code: None,
            message: Some(fault.what.to_owned()),
        }),
    };
    said.unwrap_or_default()
}

fn refused(head: &Head, refusal: Refusal, key: &Secret, path: &str) -> TagoveError {
    let mut error = match refusal {
        Refusal::Fault(fault) => unreadable::error(head, &fault, key, path),
        Refusal::Strict(warning) => strict(head, &warning, key),
        Refusal::NoRecord => TagoveError::new(ErrorKind::NotFound, NO_RECORD),
        Refusal::Server(said) => server_error(head, said, key),
    };
    let fields = error.fields();
    if head.starved {
        fields.reason.push_str(STARVED);
    }
    // Of what is to be reported: the log of whoever answered may know it by ours, if it gave none of its own.
    let reported = matches!(fields.kind, ErrorKind::Decode | ErrorKind::Server);
    if let Some(id) = &head.request_id {
        fields.reason.push_str(&format!(" (request id {id})"));
    } else if reported && !head.sent.is_empty() {
        let sent = format!(" (sent as request id {})", head.sent);
        fields.reason.push_str(&sent);
    }
    fields.status = Some(head.status);
    fields.request_id.clone_from(&head.request_id);
    fields.retry_after = head.retry_after;
    fields.attempts = head.attempts;
    error
}

fn server_error(head: &Head, said: ServerError, key: &Secret) -> TagoveError {
    let code = said.code.map(|code| key.clean(&code));
    let status = head.status;
    let by_status = if status < 300 {
        ErrorKind::Server
    } else {
        ErrorKind::of_status(status)
    };
    let kind = code
        .as_deref()
        .and_then(ErrorKind::of_code)
        .unwrap_or(by_status);
    // Whether such a page is of the API at all, a status that anybody answers with does not tell.
    let elsewhere = matches!(
        kind,
        ErrorKind::NotFound | ErrorKind::InvalidRequest | ErrorKind::PermissionDenied
    );
    let page = said.message.as_deref() == Some(body::HTML_PAGE);
    let advice = match elsewhere && page {
        true => Some(unreadable::FROM_ELSEWHERE),
        false => kind.advice(),
    };
    let mut reason = format!("the server refused with status {status}");
    if let Some(code) = &code {
        reason.push_str(&format!(", code {code}"));
    }
    if let Some(message) = said.message {
        let message = key.clean(&message);
        reason.push_str(&format!(": {}", message.trim_end_matches('.')));
    }
    if let Some(advice) = advice {
        reason.push_str(&format!("; {advice}"));
    }
    let mut error = TagoveError::new(kind, reason);
    error.fields().code = code;
    error
}

fn strict(head: &Head, warning: &Warning, key: &Secret) -> TagoveError {
    // A place can hold a name that the server chose, as long as it likes.
    let at = key.clean(&warning.at);
    let shown = if at.is_empty() {
        "the page itself"
    } else {
        &at
    };
    let advice = match warning.code {
        WarningCode::AmbiguousTime | WarningCode::SkippedTime => {
            "a zone has such times every year: read them without strict, or without time_zone"
        }
        _ => "read it without strict, or report it",
    };
    let content_type = head.content_type.as_deref().unwrap_or("none");
    let reason = format!(
        "the answer (status {}, content type {content_type}) has a warning, which strict refuses: {} at {shown}; {advice}",
        head.status, warning.code
    );
    let mut error = TagoveError::new(ErrorKind::Decode, reason);
    error.fields().at = Some(at);
    error
}
