//! An exchange as two raw HTTP/1.1 messages, without what belonged to its connection or is nobody's business.

use super::forget::Forget;
use super::redact;
use crate::body;
use crate::header;
use crate::options::{Accept, Auth};
use reqwest::header::{HeaderMap, HeaderName, LOCATION};
use reqwest::{StatusCode, Version};

/// Says what an answer was before it was written as plain HTTP/1.1.
const RECORDED: &str = "X-Tagove-Recorded";

/// Headers of the connection or of the body's form on the wire, and those that let somebody in.
const LEFT_OUT: [&str; 17] = [
    "alt-svc",
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "cookie",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-connection",
    "set-cookie",
    "set-cookie2",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-tagove-recorded",
];

/// Headers in which no person's word stands.
const IMPERSONAL: [&str; 4] = ["content-type", "date", "retry-after", "x-request-id"];

/// The request as it was made, but for the key. The base URL is left out: the host is the vendor's, as in every case.
pub(super) fn request(target: &str, accept: Accept, auth: Auth) -> Vec<u8> {
    let scheme = match auth {
        Auth::Bearer => "Bearer",
        Auth::Basic => "Basic",
    };
    let accept = accept.media_type();
    format!(
        "GET {target} HTTP/1.1\r\nHost: api.tagove.com\r\nAccept: {accept}\r\nAuthorization: {scheme} <redacted>\r\n\r\n"
    )
    .into_bytes()
}

/// An answer to be written.
pub(super) struct Response<'r> {
    pub(super) operation: &'r str,
    pub(super) status: u16,
    pub(super) version: Version,
    pub(super) headers: &'r HeaderMap,
    /// Of a redirect that was followed: where the next exchange is. Its body is not read, so it has none.
    pub(super) location: Option<&'r str>,
    pub(super) body: &'r [u8],
    pub(super) redact: bool,
}

impl Response<'_> {
    pub(super) fn written(&self, forget: &Forget) -> Vec<u8> {
        let status = self.status;
        let known = StatusCode::from_u16(status).ok();
        let reason = known.and_then(|status| status.canonical_reason());
        let mut head = format!("HTTP/1.1 {status} {}\r\n", reason.unwrap_or_default());
        let mut line = |name: &str, value: &str| {
            head.push_str(name);
            head.push_str(": ");
            head.push_str(value);
            head.push_str("\r\n");
        };
        for (name, value) in self.headers {
            if !self.is_kept(name) {
                continue;
            }
            line(name.as_str(), &forget.in_line(&header::text(value)));
        }
        let mut was = was(self.version, self.headers);
        if let Some(location) = self.location {
            line("Location", location);
            was.push("redirect".to_owned());
        }
        if !was.is_empty() {
            line(RECORDED, &forget.in_line(&was.join(", ")));
        }
        let markup = body::content(self.body).first() == Some(&b'<');
        let body = forget.in_body(self.body, markup);
        let body = match self.redact {
            true => redact::body(&body, self.operation).into(),
            false => body,
        };
        // These have no body, and no length of one.
        if !matches!(status, 204 | 304) {
            line("Content-Length", &body.len().to_string());
        }
        head.push_str("\r\n");
        [head.as_bytes(), &body].concat()
    }

    fn is_kept(&self, name: &HeaderName) -> bool {
        match self.redact {
            _ if *name == LOCATION => self.location.is_none() && !self.redact,
            true => IMPERSONAL.contains(&name.as_str()),
            false => !LEFT_OUT.contains(&name.as_str()),
        }
    }
}

/// What the answer was, if it was not plain HTTP/1.1: `gzip, HTTP/2`.
fn was(version: Version, headers: &HeaderMap) -> Vec<String> {
    let values = |name: &str| {
        headers
            .get_all(name)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .map(|value| value.trim().to_ascii_lowercase())
            .filter(|value| !value.is_empty() && value != "identity")
            .collect::<Vec<_>>()
    };
    let mut was = values("content-encoding");
    was.extend(values("transfer-encoding"));
    if version != Version::HTTP_11 {
        was.push(match version {
            Version::HTTP_2 => "HTTP/2".to_owned(),
            Version::HTTP_3 => "HTTP/3".to_owned(),
            other => format!("{other:?}"),
        });
    }
    was
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::header::HeaderValue;

    #[test]
    fn answer_says_what_it_was_if_it_was_not_plain() {
        let mut headers = HeaderMap::new();
        assert_eq!(was(Version::HTTP_11, &headers).join(", "), "");
        assert_eq!(was(Version::HTTP_10, &headers).join(", "), "HTTP/1.0");
        headers.insert("content-encoding", HeaderValue::from_static("GZIP"));
        assert_eq!(was(Version::HTTP_2, &headers).join(", "), "gzip, HTTP/2");
        headers.insert("content-encoding", HeaderValue::from_static("identity"));
        headers.insert("transfer-encoding", HeaderValue::from_static("chunked"));
        assert_eq!(was(Version::HTTP_11, &headers).join(", "), "chunked");
    }
}
