//! Where requests may go: what a base URL has to be.

use crate::TagoveError;
use url::{Host, Url};

/// Checks a base URL and takes the trailing slash off.
pub(crate) fn checked(text: &str) -> Result<Url, TagoveError> {
    let refused = |why: &str| Err(TagoveError::configuration(format!("base_url {why}")));
    let Ok(mut url) = Url::parse(text) else {
        return refused("is no URL; write one with its scheme, for example https://api.tagove.com");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return refused("holds a user name or password; give the key as api_key instead");
    }
    if url.query().is_some() || url.fragment().is_some() {
        return refused("holds a query or a fragment; leave it out");
    }
    match url.scheme() {
        "https" if url.host().is_some() => {}
        "http" if is_loopback(&url) => {}
        "http" => {
            return refused(
                "is plain http, which would send the key in the open; use https (http is for loopback only)",
            );
        }
        _ => return refused("has to begin with https://"),
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// Whether requests stay on this machine.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
