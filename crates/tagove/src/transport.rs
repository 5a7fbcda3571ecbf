//! One request, from URL to bytes: the key, the time allowed, redirects, and what can go wrong below HTTP.

use crate::base_url::is_loopback;
use crate::inflate::ACCEPTED;
use crate::options::{Accept, Auth};
use crate::receive::{self, Asked, Head};
use crate::secret::{self, Secret};
use crate::{ErrorKind, TagoveError};
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, AUTHORIZATION, HeaderMap, HeaderValue, LOCATION};
use std::time::Duration;
use tokio::time::Instant;
use url::Url;

/// Redirects followed on the same host before we say that it goes in circles.
const MAX_REDIRECTS: u32 = 5;

/// Connections, key and limits.
#[derive(Debug)]
pub(crate) struct Transport {
    http: reqwest::Client,
    base: Url,
    key: Secret,
    wire: Wire,
}

/// What every request is made with.
#[derive(Debug)]
pub(crate) struct Wire {
    pub(crate) auth: Auth,
    pub(crate) accept: Accept,
    pub(crate) timeout: Duration,
    /// Bytes of a body that are taken, decompressed; more is an error, before it costs memory.
    pub(crate) max_body_bytes: usize,
}

impl Transport {
    pub(crate) fn new(base: Url, key: Secret, wire: Wire) -> Result<Self, TagoveError> {
        // reqwest takes the process's default provider; without one it panics. Another library's choice stands.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static(wire.accept.media_type()));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(ACCEPTED));
        headers.insert(AUTHORIZATION, authorization(&key, wire.auth)?);
        let mut http = reqwest::Client::builder()
            .default_headers(headers)
            .user_agent(concat!("tagove/", env!("CARGO_PKG_VERSION")))
            .redirect(reqwest::redirect::Policy::none());
        if is_loopback(&base) {
            // A proxy could not reach this machine's loopback, and would see the key.
            http = http.no_proxy();
        }
        if base.scheme() == "http" {
            // Redirects keep the scheme, so no certificate is ever checked: reading the system's takes milliseconds.
            http = http.tls_certs_only([]);
        }
        let http = http.build().map_err(|error| {
            TagoveError::configuration(format!(
                "the HTTP client could not be made: {}",
                deepest(&error.without_url())
            ))
        })?;
        Ok(Self {
            http,
            base,
            key,
            wire,
        })
    }

    /// The URL of a path below the base, its segments already encoded.
    pub(crate) fn url(&self, path: &str, query: &[(&'static str, String)]) -> Url {
        let mut url = self.base.clone();
        url.set_path(&format!("{}{path}", self.base.path().trim_end_matches('/')));
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        url
    }

    pub(crate) fn key(&self) -> &Secret {
        &self.key
    }

    /// Asks, within the time allowed. Dropping the future closes the connection.
    pub(crate) async fn get(&self, url: Url) -> Result<(Head, Vec<u8>), TagoveError> {
        match tokio::time::timeout(self.wire.timeout, self.follow(url)).await {
            Ok(result) => result,
            Err(_) => Err(self.failed(
                ErrorKind::Timeout,
                format!(
                    "no whole answer from {} within {:?}; raise timeout",
                    self.host(),
                    self.wire.timeout
                ),
            )),
        }
    }

    async fn follow(&self, mut url: Url) -> Result<(Head, Vec<u8>), TagoveError> {
        let begin = Instant::now();
        let mut status = 0;
        for _ in 0..=MAX_REDIRECTS {
            let answer = self
                .http
                .get(url.clone())
                .send()
                .await
                .map_err(|error| self.unreachable(error))?;
            // Of the statuses in 300 to 399 only these point elsewhere: 304 and its like are answers.
            let redirects = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
            let location = redirects.then(|| answer.headers().get(LOCATION)).flatten();
            let Some(location) = location else {
                let from = Asked {
                    host: &self.host(),
                    key: &self.key,
                    max_body_bytes: self.wire.max_body_bytes,
                    begin,
                };
                return receive::body(answer, &from).await;
            };
            status = answer.status().as_u16();
            let target = location.to_str().ok().and_then(|text| url.join(text).ok());
            // User info in the target would replace our key.
            let same = target.as_ref().is_some_and(|target| {
                target.origin() == url.origin()
                    && target.username().is_empty()
                    && target.password().is_none()
            });
            match target {
                Some(target) if same => url = target,
                target => {
                    let place = target.map_or("nowhere".to_owned(), |target| {
                        self.key.clean(&place(&target))
                    });
                    let reason = format!(
                        "{} redirects to {place}; the key stays with its host, so that was not followed: check base_url",
                        self.host()
                    );
                    let mut error = self.failed(ErrorKind::Connection, reason);
                    error.fields().status = Some(status);
                    return Err(error);
                }
            }
        }
        let reason = format!(
            "{} redirects more than {MAX_REDIRECTS} times; check base_url",
            self.host()
        );
        let mut error = self.failed(ErrorKind::Connection, reason);
        error.fields().status = Some(status);
        Err(error)
    }

    fn unreachable(&self, error: reqwest::Error) -> TagoveError {
        let cause = deepest(&error.without_url());
        self.failed(
            ErrorKind::Connection,
            format!(
                "{} could not be reached ({cause}); check base_url and the network",
                self.host()
            ),
        )
    }

    fn failed(&self, kind: ErrorKind, reason: impl Into<String>) -> TagoveError {
        let mut error = TagoveError::new(kind, reason);
        error.fields().attempts = 1;
        error
    }

    fn host(&self) -> String {
        self.base.origin().ascii_serialization()
    }
}

fn authorization(key: &Secret, auth: Auth) -> Result<HeaderValue, TagoveError> {
    let text = match auth {
        Auth::Bearer => format!("Bearer {}", key.expose()),
        Auth::Basic => format!("Basic {}", secret::basic(key.expose())),
    };
    let mut value = HeaderValue::from_str(&text)
        .map_err(|_| TagoveError::configuration("api_key cannot stand in a header"))?;
    // Every log of the layers below prints `Sensitive` in its place.
    value.set_sensitive(true);
    Ok(value)
}

/// A URL for an error's text: scheme, host and path; a query or user info may hold secrets.
fn place(url: &Url) -> String {
    format!("{}{}", url.origin().ascii_serialization(), url.path())
}

/// The innermost cause, which says what happened; the outer ones say "error sending request".
pub(crate) fn deepest(error: &dyn std::error::Error) -> String {
    let mut cause = error;
    while let Some(inner) = cause.source() {
        cause = inner;
    }
    cause.to_string()
}
