//! An answer as it arrives: its headers, and its body to the end or to the limit.

use crate::attempt::Failed;
use crate::inflate::{ACCEPTED, Inflate, Stopped};
use crate::retry::Outcome;
use crate::secret::Secret;
use crate::transport::deepest;
use crate::{ErrorKind, TagoveError, retry_after};
use reqwest::Version;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, RETRY_AFTER};
use std::time::{Duration, SystemTime};

/// What is known of an answer besides its body.
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    pub(crate) version: Version,
    /// All of them, as they came.
    pub(crate) headers: HeaderMap,
}

/// Its headers may hold anything.
impl std::fmt::Debug for Head {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Head")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Whose answer it is.
pub(crate) struct Asked<'t> {
    pub(crate) host: &'t str,
    pub(crate) key: &'t Secret,
    pub(crate) max_body_bytes: usize,
    /// The time of day, for a date in `Retry-After`.
    pub(crate) now: SystemTime,
}

/// Why the body is not taken, and its byte if that is what is wrong.
struct Broken {
    what: String,
    advice: &'static str,
    at: Option<usize>,
    outcome: Outcome,
    /// Whether all of it came, and it is of no use.
    unusable: bool,
}

/// Takes an answer to its end.
pub(crate) async fn body(
    mut answer: reqwest::Response,
    asked: &Asked<'_>,
) -> Result<(Head, Vec<u8>), Failed> {
    let header = |name: &str| Some(answer.headers().get(name)?.to_str().ok()?.to_owned());
    let encoding = header(CONTENT_ENCODING.as_str()).unwrap_or_default();
    let mut head = Head {
        status: answer.status().as_u16(),
        content_type: header(CONTENT_TYPE.as_str())
            .map(|text| asked.key.clean(&text).chars().take(100).collect()),
        request_id: header("x-request-id").map(|id| asked.key.clean(&id)),
        retry_after: header(RETRY_AFTER.as_str())
            .and_then(|text| retry_after::read(&text, asked.now)),
        attempts: 1,
        elapsed: Duration::ZERO,
        version: answer.version(),
        headers: HeaderMap::new(),
    };
    head.headers = std::mem::take(answer.headers_mut());
    let announced = answer
        .content_length()
        .and_then(|length| usize::try_from(length).ok())
        .unwrap_or(0);
    let plain = || Inflate::new("", announced, asked.max_body_bytes);
    // Of an answer that failed, the status says more than that its body cannot be read.
    let inflate = Inflate::new(&encoding, announced, asked.max_body_bytes)
        .or_else(|| (head.status >= 300).then(plain)?);
    let taken = match inflate {
        Some(inflate) => take(&mut answer, inflate, asked).await,
        None => {
            let encoding: String = asked.key.clean(&encoding).chars().take(40).collect();
            let encoding = encoding.escape_debug();
            Err(Broken {
                what: format!("has the content encoding `{encoding}`; only {ACCEPTED} are read"),
                advice: "nobody asked for another",
                at: Some(0),
                outcome: Outcome::Final,
                unusable: true,
            })
        }
    };
    let body = match taken {
        Ok(body) => body,
        // Too large, or not what its encoding says: the status of a failure says more.
        Err(broken) if head.status >= 300 && broken.unusable => Vec::new(),
        Err(broken) => return Err(failed(&head, asked, broken)),
    };
    tracing::debug!(status = head.status, bytes = body.len(), "answer");
    Ok((head, body))
}

async fn take(
    answer: &mut reqwest::Response,
    mut inflate: Inflate,
    asked: &Asked<'_>,
) -> Result<Vec<u8>, Broken> {
    let again = "ask again";
    let stopped = loop {
        match answer.chunk().await {
            Ok(Some(chunk)) => match inflate.write(&chunk) {
                Ok(()) => {}
                Err(stopped) => break stopped,
            },
            Ok(None) => match inflate.finish() {
                Ok(body) => return Ok(body),
                Err(stopped) => break stopped,
            },
            Err(error) if ended_early(&error) => {
                return Err(Broken {
                    what: "ends before its announced length".to_owned(),
                    advice: again,
                    at: Some(inflate.len()),
                    outcome: Outcome::NotWhole,
                    unusable: false,
                });
            }
            Err(error) => {
                let cause = deepest(&error.without_url());
                return Err(Broken {
                    what: format!("broke off with its connection ({cause})"),
                    advice: again,
                    at: None,
                    outcome: Outcome::Broken,
                    unusable: false,
                });
            }
        }
    };
    Err(match stopped {
        Stopped::TooLarge => Broken {
            what: format!("is larger than max_body_bytes ({})", asked.max_body_bytes),
            advice: "ask for less with limit, or raise it",
            at: Some(asked.max_body_bytes),
            outcome: Outcome::Final,
            unusable: true,
        },
        Stopped::Corrupt(good) => Broken {
            what: "is not what its content encoding says, or ends too early for it".to_owned(),
            advice: again,
            at: Some(good),
            outcome: Outcome::NotWhole,
            unusable: true,
        },
    })
}

fn failed(head: &Head, asked: &Asked<'_>, broken: Broken) -> Failed {
    let Broken {
        what,
        advice,
        at,
        outcome,
        ..
    } = broken;
    let (kind, place) = match at {
        Some(at) => (ErrorKind::Decode, format!(" at byte {at}")),
        None => (ErrorKind::Connection, String::new()),
    };
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

/// Whether the body stopped before the length that its headers or chunks announced.
fn ended_early(error: &reqwest::Error) -> bool {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = cause {
        if error
            .downcast_ref::<std::io::Error>()
            .is_some_and(|io| io.kind() == std::io::ErrorKind::UnexpectedEof)
        {
            return true;
        }
        cause = error.source();
    }
    false
}
