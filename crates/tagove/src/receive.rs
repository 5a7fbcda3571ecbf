//! An answer as it arrives: its headers, and its body to the end or to the limit.

use crate::attempt::Failed;
use crate::broken_off::{self, AGAIN, Broken};
use crate::inflate::{ACCEPTED, Inflate, Stopped};
use crate::retry::Outcome;
use crate::secret::Secret;
use crate::{ErrorKind, retry_after};
use reqwest::Version;
use reqwest::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, RETRY_AFTER};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, SystemTime};
use url::Url;

/// Sent with every request, and told by answers.
pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// What is known of an answer besides its body.
#[derive(Clone)]
pub(crate) struct Head {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) request_id: Option<String>,
    /// The `X-Request-Id` that was sent; empty where nothing was.
    pub(crate) sent: String,
    pub(crate) retry_after: Option<Duration>,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    pub(crate) version: Version,
    /// All of them, as they came.
    pub(crate) headers: HeaderMap,
    /// Those that were followed to it, in order.
    pub(crate) redirects: Vec<Redirect>,
    /// Whether it would have been asked for again, had the bucket of retries not been empty.
    pub(crate) starved: bool,
}

impl Head {
    pub(crate) fn starved(mut self) -> Self {
        self.starved = true;
        self
    }
}

/// A redirect that was followed.
#[derive(Clone)]
pub(crate) struct Redirect {
    pub(crate) status: u16,
    pub(crate) version: Version,
    pub(crate) headers: HeaderMap,
    /// Where it led.
    pub(crate) target: Url,
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
    /// The head of a failure whose body is still on its way, should time be over before it came.
    pub(crate) failure: &'t Mutex<Option<Head>>,
}

/// Takes an answer to its end.
pub(crate) async fn body(
    mut answer: reqwest::Response,
    asked: &Asked<'_>,
) -> Result<(Head, Vec<u8>), Failed> {
    let header = |name: &HeaderName| Some(answer.headers().get(name)?.to_str().ok()?.to_owned());
    let encoding = header(&CONTENT_ENCODING).unwrap_or_default();
    let mut head = Head {
        status: answer.status().as_u16(),
        content_type: header(&CONTENT_TYPE).map(|text| shortened(asked.key.clean(&text))),
        request_id: header(&REQUEST_ID).map(|id| asked.key.clean(&id)),
        sent: String::new(),
        // Of several, the latest: never earlier than told.
        retry_after: (answer.headers().get_all(&RETRY_AFTER).iter())
            .filter_map(|value| retry_after::read(value.to_str().ok()?, asked.now))
            .max(),
        attempts: 1,
        elapsed: Duration::ZERO,
        version: answer.version(),
        headers: HeaderMap::new(),
        redirects: Vec::new(),
        starved: false,
    };
    head.headers = std::mem::take(answer.headers_mut());
    if head.status >= 300 {
        *asked.failure.lock().unwrap_or_else(PoisonError::into_inner) = Some(head.clone());
    }
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
                kind: ErrorKind::Decode,
                at: Some(0),
                outcome: Outcome::Final,
            })
        }
    };
    let body = match taken {
        Ok(body) => body,
        // Too large, cut off, or not what its encoding says: the status of a failure says more, and it decides whether
        // and when it is asked again.
        Err(_) if head.status >= 300 => Vec::new(),
        Err(broken) => return Err(broken_off::failed(&head, asked, broken)),
    };
    tracing::debug!(status = head.status, bytes = body.len(), "answer");
    Ok((head, body))
}

async fn take(
    answer: &mut reqwest::Response,
    mut inflate: Inflate,
    asked: &Asked<'_>,
) -> Result<Vec<u8>, Broken> {
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
            Err(error) => return Err(broken_off::broken(error, inflate.len())),
        }
    };
    Err(match stopped {
        Stopped::TooLarge => Broken {
            what: format!("is larger than max_body_bytes ({})", asked.max_body_bytes),
            advice: "ask for less with limit, or raise it",
            kind: ErrorKind::Decode,
            at: Some(asked.max_body_bytes),
            outcome: Outcome::Final,
        },
        Stopped::Corrupt(good) => Broken {
            what: "is not what its content encoding says, or ends too early for it".to_owned(),
            advice: AGAIN,
            kind: ErrorKind::Decode,
            at: Some(good),
            outcome: Outcome::NotWhole,
        },
    })
}

/// Media types longer than this say no more.
fn shortened(mut text: String) -> String {
    if let Some((end, _)) = text.char_indices().nth(100) {
        text.truncate(end);
    }
    text
}
