//! A request until it is answered: attempts, the waits between them, and the time that all of it may take.

use crate::attempt::{Failed, Request};
use crate::call::Call;
use crate::credentials::Keys;
use crate::hooks::{Hooks, ResponseEvent, RetryEvent};
use crate::options::Auth;
use crate::pace::Pace;
use crate::receive::Head;
use crate::retry::{self, Attempt, Outcome};
use crate::secret::Secret;
use crate::settings::Settings;
use crate::storm::RetryBucket;
use crate::tape::{Answered, Begun, Tape};
use crate::turn::{Progress, event, made};
use crate::{Clock, ErrorKind, TagoveError, trace};
use std::borrow::Cow;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tracing::Instrument as _;
use url::Url;

/// What all clones of a client share.
#[derive(Debug)]
pub(crate) struct Transport {
    pub(crate) http: reqwest::Client,
    pub(crate) base: Url,
    /// Who is asked, for errors.
    pub(crate) host: String,
    /// What connections go through, without user info.
    pub(crate) proxy: Option<String>,
    pub(crate) keys: Keys,
    pub(crate) auth: Auth,
    pub(crate) bucket: RetryBucket,
    pub(crate) pace: Option<Pace>,
    pub(crate) tape: Tape,
    pub(crate) hooks: Hooks,
    pub(crate) clock: Arc<dyn Clock>,
}

/// Bytes of a URL: what is below us counts them in 16 bits.
const LONGEST_URL: usize = 65_000;

/// A whole answer, whatever its status, and the key that it was asked with: no text of the answer may repeat it.
pub(crate) struct Received {
    pub(crate) head: Head,
    pub(crate) body: Vec<u8>,
    pub(crate) key: Arc<Secret>,
}

impl Transport {
    /// The URL of a path below the base, its segments already encoded.
    pub(crate) fn url(&self, path: &str, query: &[(&str, String)]) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    /// Asks until there is an answer, or no more attempt. Dropping the future closes the connection.
    // Boxed, and never inline: an async function is compiled anew in each crate that awaits it, and all of HTTP lies in this
    // one. So it is in a binding's library once, not twice.
    #[inline(never)]
    pub(crate) fn get<'a>(
        &'a self,
        call: &'a Call,
        settings: &'a Settings,
    ) -> Pin<Box<dyn Future<Output = Result<Received, TagoveError>> + Send + 'a>> {
        Box::pin(self.ask(call, settings))
    }

    async fn ask(&self, call: &Call, settings: &Settings) -> Result<Received, TagoveError> {
        let long = call.url.as_str().len();
        if long > LONGEST_URL {
            return Err(TagoveError::invalid_request(format!(
                "the URL of this request has {long} bytes, and none above {LONGEST_URL} can be sent; shorten the id, the path or the query"
            )));
        }
        if let Some(player) = self.tape.player() {
            player.check(call)?;
        }
        let mut progress = Progress {
            begin: self.clock.now(),
            attempt: 1,
            request_id: format!("{:032x}", fastrand::u128(..)),
            refused: None,
            retried: false,
        };
        let mut last = None;
        let mut begun: Option<Begun<'_>> = None;
        loop {
            let (key, left) = match self.ready(&progress, settings).await {
                Ok(ready) => ready,
                // No time, no turn or no key for another attempt: the one that was made is what the caller gets.
                Err(error) => match last {
                    Some((key, attempted)) => {
                        progress.attempt -= 1;
                        return self.conclude(progress, key, attempted);
                    }
                    None => return Err(error),
                },
            };
            // To the end of all attempts: they are one call of the recording.
            match &begun {
                None => begun = self.begin(call, &progress)?,
                Some(begun) => begun
                    .go_on()
                    .map_err(|error| made(error, progress.attempt - 1))?,
            }
            let attempted = self.attempt(call, settings, &progress, &key, left).await;
            if let Ok((head, _)) = &attempted
                && head.status == 401
                && self.keys.can_renew()
                && progress.refused.is_none()
            {
                // Not written down: a replay has no keys to renew.
                if let Some(begun) = &begun {
                    begun.refused(&key);
                }
                progress.refused = Some(key.clone());
                progress.attempt += 1;
                last = Some((key, attempted));
                continue;
            }
            if let Some(begun) = &begun
                && let Ok((head, body)) = &attempted
            {
                self.answered(begun, call, settings, &key, (head, body))
                    .map_err(|error| made(error, progress.attempt))?;
            }
            match self.wait(call, settings, &progress, &key, &attempted) {
                Next::After(wait) => {
                    // What was recorded will not change while we wait.
                    if self.tape.player().is_none() {
                        self.clock.sleep(wait).await;
                    }
                    progress.attempt += 1;
                    progress.retried = true;
                    last = Some((key, attempted));
                }
                Next::Enough => return self.conclude(progress, key, attempted),
                Next::Starved => {
                    let attempted = attempted.map(|(head, body)| (head.starved(), body));
                    let attempted = attempted.map_err(Failed::starved);
                    return self.conclude(progress, key, attempted);
                }
            }
        }
    }

    async fn attempt(
        &self,
        call: &Call,
        settings: &Settings,
        progress: &Progress,
        key: &Arc<Secret>,
        left: Duration,
    ) -> Result<(Head, Vec<u8>), Failed> {
        let url = match self.hooks.hear_attempts() {
            true => key.hide(call.url.as_str()),
            // Looking for the key takes longer than the rest of this, and nobody asked.
            false => Cow::Borrowed(""),
        };
        let event = event(call, &url, progress);
        if let Some(hook) = &self.hooks.request {
            hook(&event);
        }
        let span = trace::span(call, key, progress.attempt);
        let request = Request {
            http: &self.http,
            call,
            host: &self.host,
            proxy: self.proxy.as_deref(),
            auth: self.auth,
            key,
            now: self.clock.wall(),
            request_id: &progress.request_id,
            trace: trace::headers(&span),
            max_body_bytes: settings.reading.limits.max_body_bytes,
            failure: Mutex::new(None),
            player: self.tape.player(),
        };
        let begin = self.clock.now();
        let time = settings.attempt_timeout.min(left);
        let send = request.send().instrument(span.clone());
        let attempted = tokio::time::timeout(time, send).await;
        let failure = request.failure.into_inner();
        let failure = failure.unwrap_or_else(PoisonError::into_inner);
        let attempted = match (attempted, failure) {
            (Ok(attempted), _) => attempted,
            // Of a failure, the status says more than the body that did not come: it decides what is done next.
            (Err(_), Some(head)) => Ok((head, Vec::new())),
            (Err(_), None) if time < left => Err(Failed::new(
                ErrorKind::Timeout,
                self.too_slow(time, "attempt_timeout"),
            )),
            (Err(_), None) => {
                let timeout = settings.policy.timeout;
                Err(Failed::new(
                    ErrorKind::Timeout,
                    self.too_slow(timeout, "timeout"),
                ))
            }
        };
        match &attempted {
            Ok((head, body)) => {
                trace::ended(&span, Ok(head.status));
                if let Some(hook) = &self.hooks.response {
                    hook(&ResponseEvent {
                        request: event,
                        status: head.status,
                        bytes: body.len(),
                        elapsed: self.clock.now() - begin,
                    });
                }
            }
            Err(failed) => trace::ended(&span, Err(failed.error.kind())),
        }
        attempted
    }

    /// Has the call's answers written down, if there is a recording.
    fn begin(&self, call: &Call, progress: &Progress) -> Result<Option<Begun<'_>>, TagoveError> {
        match &self.tape {
            Tape::Record(recorder) => recorder
                .begin(call)
                .map(Some)
                .map_err(|error| made(error, progress.attempt - 1)),
            Tape::Off | Tape::Replay(_) => Ok(None),
        }
    }

    fn answered(
        &self,
        begun: &Begun<'_>,
        call: &Call,
        settings: &Settings,
        key: &Arc<Secret>,
        (head, body): (&Head, &[u8]),
    ) -> Result<(), TagoveError> {
        begun.answered(&Answered {
            call,
            base: &self.base,
            settings,
            key,
            head,
            body,
        })
    }

    /// What follows an attempt.
    fn wait(
        &self,
        call: &Call,
        settings: &Settings,
        progress: &Progress,
        key: &Secret,
        attempted: &Result<(Head, Vec<u8>), Failed>,
    ) -> Next {
        let (outcome, retry_after, kind) = match attempted {
            Ok((head, _)) => (
                Outcome::Answer(head.status),
                head.retry_after,
                ErrorKind::of_status(head.status),
            ),
            Err(failed) => (failed.outcome, None, failed.error.kind()),
        };
        let attempt = Attempt {
            number: progress.attempt,
            outcome,
            retry_after,
            elapsed: self.clock.now() - progress.begin,
            jitter: self.clock.jitter(),
        };
        let Some(wait) = retry::wait(&settings.policy, &attempt) else {
            return Next::Enough;
        };
        if !self.bucket.take() {
            return Next::Starved;
        }
        tracing::debug!(attempt = progress.attempt, ?wait, %kind, "asking again");
        if let Some(hook) = &self.hooks.retry {
            hook(&RetryEvent {
                request: event(call, &key.hide(call.url.as_str()), progress),
                status: match attempted {
                    Ok((head, _)) => Some(head.status),
                    Err(failed) => failed.error.status(),
                },
                kind,
                wait,
            });
        }
        Next::After(wait)
    }

    /// The last attempt is what the caller gets.
    fn conclude(
        &self,
        progress: Progress,
        key: Arc<Secret>,
        attempted: Result<(Head, Vec<u8>), Failed>,
    ) -> Result<Received, TagoveError> {
        match attempted {
            Ok((mut head, body)) => {
                if !retry::is_passing(head.status) {
                    self.bucket.answered(progress.retried);
                }
                head.attempts = progress.attempt;
                if self.tape.player().is_none() {
                    head.sent = progress.request_id;
                }
                head.elapsed = self.clock.now() - progress.begin;
                Ok(Received { head, body, key })
            }
            Err(Failed { mut error, .. }) => {
                // It may name what was asked for, and somebody may have asked for the key.
                let reason = key.hide(error.reason()).into_owned();
                let fields = error.fields();
                fields.reason = reason;
                if fields.status.is_none() && self.tape.player().is_none() {
                    // The server may have seen it all the same, and its log knows it by this.
                    let sent = format!(" (sent as request id {})", progress.request_id);
                    fields.reason.push_str(&sent);
                }
                Err(made(error, progress.attempt))
            }
        }
    }
}

/// What follows an attempt.
enum Next {
    After(Duration),
    /// It was the last.
    Enough,
    /// There would be another, but the bucket of retries is empty.
    Starved,
}

/// The innermost cause, which says what happened; the outer ones say "error sending request".
pub(crate) fn deepest(error: &(dyn std::error::Error + 'static)) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    // It would repeat the server's own text, escaped: a form in which nobody would find a key that stands in it.
    let gone = cause.downcast_ref::<h2::Error>();
    match gone
        .filter(|gone| gone.is_go_away())
        .and_then(h2::Error::reason)
    {
        Some(reason) => format!("the connection ended: {reason}"),
        None => cause.to_string(),
    }
}
