//! A request as far as recordings compare it.

use percent_encoding::percent_decode_str;
use url::Url;

/// Method, path below the base URL, and query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) method: String,
    /// As sent: how an id is escaped is part of what was asked.
    pub(super) path: String,
    /// Decoded and sorted.
    pub(super) query: Vec<(String, String)>,
}

impl Asked {
    pub(super) fn new(method: &str, target: &str) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let decoded = |text: &str| {
            let text = text.replace('+', " ");
            percent_decode_str(&text).decode_utf8_lossy().into_owned()
        };
        let pairs = query.split('&').filter(|pair| !pair.is_empty());
        let mut query: Vec<(String, String)> = pairs
            .map(|pair| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (decoded(name), decoded(value))
            })
            .collect();
        query.sort();
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            query,
        }
    }
}

/// Path and query below the base URL, as sent.
pub(super) fn below(base: &Url, url: &Url) -> String {
    let own = base.path().trim_end_matches('/');
    let path = url.path().strip_prefix(own);
    // `/apichat` is not below `/api`.
    let path = path
        .filter(|path| path.starts_with('/'))
        .unwrap_or(url.path());
    match url.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    }
}
