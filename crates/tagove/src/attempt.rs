//! One attempt: a request, the redirects it may follow, and its answer to the last byte.

use crate::call::Call;
use crate::options::Auth;
use crate::receive::{self, Asked, Head, REQUEST_ID, Redirect};
use crate::retry::Outcome;
use crate::secret::{self, Secret};
use crate::storm::STARVED;
use crate::tape::Player;
use crate::transport::deepest;
use crate::{ErrorKind, TagoveError, unreachable};
use reqwest::Method;
use reqwest::header::{AUTHORIZATION, HeaderMap, HeaderValue, LOCATION};
use std::sync::Mutex;
use std::time::SystemTime;
use url::Url;

/// Redirects followed on the same host before we say that it goes in circles.
const MAX_REDIRECTS: u32 = 5;

/// An attempt without a whole answer.
#[derive(Debug)]
pub(crate) struct Failed {
    pub(crate) error: TagoveError,
    pub(crate) outcome: Outcome,
}

impl Failed {
    pub(crate) fn new(kind: ErrorKind, reason: impl Into<String>) -> Self {
        Self {
            error: TagoveError::new(kind, reason),
            outcome: Outcome::of_kind(kind),
        }
    }

    /// The same failure, after which there were no retries left.
    pub(crate) fn starved(mut self) -> Self {
        self.error.fields().reason.push_str(STARVED);
        self
    }

    /// The same failure, of which asking again mends nothing.
    pub(crate) fn for_good(mut self) -> Self {
        self.outcome = Outcome::Final;
        self
    }
}

/// What an attempt is made with.
pub(crate) struct Request<'r> {
    pub(crate) http: &'r reqwest::Client,
    pub(crate) call: &'r Call,
    /// Who is asked, for errors: scheme, host and port, or the recording.
    pub(crate) host: &'r str,
    /// What connections go through, if that is known: scheme, host and port.
    pub(crate) proxy: Option<&'r str>,
    pub(crate) auth: Auth,
    pub(crate) key: &'r Secret,
    pub(crate) request_id: &'r str,
    /// By which the server's trace continues ours.
    pub(crate) trace: HeaderMap,
    pub(crate) max_body_bytes: usize,
    /// The time of day, for a date in `Retry-After`.
    pub(crate) now: SystemTime,
    /// The head of a failure whose body is still on its way.
    pub(crate) failure: Mutex<Option<Head>>,
    /// Who answers instead of the API, if somebody does.
    pub(crate) player: Option<&'r Player>,
}

impl Request<'_> {
    /// Asks. Dropping the future closes the connection.
    pub(crate) async fn send(&self) -> Result<(Head, Vec<u8>), Failed> {
        let mut url = self.call.url.clone();
        let mut redirects = Vec::new();
        for _ in 0..=MAX_REDIRECTS {
            let mut answer = match self.player {
                Some(player) => player.answer(self.call, &url)?,
                None => self.ask(&url).await?,
            };
            // Of the statuses in 300 to 399 only these point elsewhere: 304 and its like are answers.
            let redirected = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
            let location = redirected.then(|| answer.headers().get(LOCATION)).flatten();
            let Some(location) = location else {
                let asked = Asked {
                    host: self.host,
                    key: self.key,
                    max_body_bytes: self.max_body_bytes,
                    now: self.now,
                    failure: &self.failure,
                };
                let (mut head, body) = receive::body(answer, &asked).await?;
                head.redirects = redirects;
                return Ok((head, body));
            };
            let status = answer.status().as_u16();
            url = self.redirected(&url, location, status)?;
            redirects.push(Redirect {
                status,
                version: answer.version(),
                headers: std::mem::take(answer.headers_mut()),
                target: url.clone(),
            });
        }
        let reason = format!(
            "{} redirects more than {MAX_REDIRECTS} times; check base_url",
            self.host
        );
        let mut failed = Failed::new(ErrorKind::Connection, reason).for_good();
        failed.error.fields().status = redirects.last().map(|redirect| redirect.status);
        Err(failed)
    }

    async fn ask(&self, url: &Url) -> Result<reqwest::Response, Failed> {
        let mut asked = reqwest::Request::new(Method::GET, url.clone());
        let headers = asked.headers_mut();
        headers.insert(AUTHORIZATION, authorization(self.key, self.auth)?);
        headers.insert(REQUEST_ID, value("request id", self.request_id)?);
        headers.extend(self.trace.clone());
        let answer = self.http.execute(asked).await;
        answer.map_err(|error| self.unreachable(error))
    }

    /// Where a redirect goes, if that is the same host.
    fn redirected(&self, url: &Url, location: &HeaderValue, status: u16) -> Result<Url, Failed> {
        let target = location.to_str().ok().and_then(|text| url.join(text).ok());
        // User info in the target would replace our key.
        let same = |target: &Url| {
            target.origin() == url.origin()
                && target.username().is_empty()
                && target.password().is_none()
        };
        let place = match target {
            Some(target) if same(&target) => return Ok(target),
            Some(target) => self.key.clean(&place(&target)),
            None => "nowhere".to_owned(),
        };
        let reason = format!(
            "{} redirects to {place}; the key stays with its host, so that was not followed: check base_url",
            self.host
        );
        let mut failed = Failed::new(ErrorKind::Connection, reason).for_good();
        failed.error.fields().status = Some(status);
        Err(failed)
    }

    fn unreachable(&self, error: reqwest::Error) -> Failed {
        let made = !error.is_connect();
        let cause = self.key.clean(&deepest(&error.without_url()));
        let reason = unreachable::reason(self.host, self.proxy, &cause, made);
        Failed::new(ErrorKind::Connection, reason)
    }
}

fn authorization(key: &Secret, auth: Auth) -> Result<HeaderValue, Failed> {
    let text = match auth {
        Auth::Bearer => format!("Bearer {}", key.expose()),
        Auth::Basic => format!("Basic {}", secret::basic(key.expose())),
    };
    let mut value = value("api_key", &text)?;
    // Every log of the layers below prints `Sensitive` in its place.
    value.set_sensitive(true);
    Ok(value)
}

fn value(name: &str, text: &str) -> Result<HeaderValue, Failed> {
    HeaderValue::from_str(text).map_err(|_| {
        let reason = format!("{name} cannot stand in a header");
        Failed::new(ErrorKind::Configuration, reason)
    })
}

/// A URL for an error's text: scheme, host and path; a query or user info may hold secrets.
fn place(url: &Url) -> String {
    match url.cannot_be_a_base() {
        true => format!("{}:", url.scheme()),
        false => format!("{}{}", url.origin().ascii_serialization(), url.path()),
    }
}
