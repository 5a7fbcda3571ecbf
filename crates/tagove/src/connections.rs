//! The pool of connections, and what they go through: TLS, its roots and certificates, proxies.

use crate::TagoveError;
use crate::base_url::is_loopback;
use crate::inflate::ACCEPTED;
use crate::options::Accept;
use crate::transport::deepest;
use reqwest::header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderValue};
use std::path::{Path, PathBuf};
use std::time::Duration;
use url::Url;

/// A connection of HTTP/2 with requests on it that is quiet for so long is asked whether it lives, and given up if it
/// does not answer for as long again: together less than the default `attempt_timeout`.
const QUIET: Duration = Duration::from_secs(10);

/// What connections are made with.
#[derive(Clone, Default)]
pub(crate) struct Route {
    pub(crate) connect_timeout: Option<Duration>,
    /// May hold user and password.
    pub(crate) proxy: Option<String>,
    pub(crate) ca_file: Option<PathBuf>,
    pub(crate) client_certificate: Option<PathBuf>,
}

/// Only what can hold no secret.
impl std::fmt::Debug for Route {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Route")
            .field("connect_timeout", &self.connect_timeout)
            .field("proxy", &self.proxy.is_some())
            .field("ca_file", &self.ca_file)
            .field("client_certificate", &self.client_certificate)
            .finish()
    }
}

/// Makes the pool.
///
/// # Errors
/// `Configuration` if a proxy or a file cannot be used; neither's content is repeated.
pub(crate) fn pool(
    base: &Url,
    accept: Accept,
    route: &Route,
    connect_timeout: Duration,
) -> Result<reqwest::Client, TagoveError> {
    // reqwest takes the process's default provider; without one it panics. Another library's choice stands.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, HeaderValue::from_static(accept.media_type()));
    headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(ACCEPTED));
    let mut http = reqwest::Client::builder()
        .default_headers(headers)
        .user_agent(concat!("tagove/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(connect_timeout)
        // What a server of HTTP/2 would not take, reqwest asks again at once and unseen: how often, how soon, and whether
        // there is still time for it is `retry`'s to decide.
        .retry(reqwest::retry::never().max_retries_per_request(0))
        // A timeout gives up its stream only. On a connection that died silently, the next attempt would die as well.
        .http2_keep_alive_interval(QUIET)
        .http2_keep_alive_timeout(QUIET)
        .redirect(reqwest::redirect::Policy::none());
    if let Some(proxy) = &route.proxy {
        http = http.proxy(explicit_proxy(proxy)?);
    } else if is_loopback(base) {
        // A proxy of the environment could not reach this machine's loopback, and would see the key.
        http = http.no_proxy();
    } else {
        check_environment()?;
    }
    if let Some(path) = &route.ca_file {
        http = http.tls_certs_merge(roots(path)?);
    } else if base.scheme() == "http" && route.proxy.is_none() {
        // Redirects keep the scheme, so no certificate is ever checked: reading the system's takes milliseconds.
        http = http.tls_certs_only([]);
    }
    if let Some(path) = &route.client_certificate {
        http = http.identity(identity(path)?);
    }
    http.build()
        .map_err(|error| match (&route.ca_file, &route.client_certificate) {
            (None, None) => unmade(error),
            (ca_file, certificate) => {
                let path =
                    |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
                let given = [
                    ("ca_file", path(ca_file)),
                    ("client_certificate", path(certificate)),
                ];
                let given = given
                    .into_iter()
                    .filter_map(|(name, path)| Some(format!("{name} {}", path?)));
                TagoveError::configuration(format!(
                    "{} cannot be used ({}); each certificate has to be whole, and its key its own",
                    given.collect::<Vec<_>>().join(" or "),
                    deepest(&error.without_url())
                ))
            }
        })
}

/// The pool of a client that makes no connection: nothing is read for it.
pub(crate) fn unused() -> Result<reqwest::Client, TagoveError> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let http = reqwest::Client::builder().no_proxy().tls_certs_only([]);
    http.build().map_err(unmade)
}

fn unmade(error: reqwest::Error) -> TagoveError {
    TagoveError::configuration(format!(
        "the HTTP client could not be made: {}",
        deepest(&error.without_url())
    ))
}

/// User and password of a proxy, each and both: no error may repeat them, whoever says them.
pub(crate) fn proxy_secrets(route: &Route) -> Vec<String> {
    let Some(url) = route.proxy.as_deref().and_then(|url| Url::parse(url).ok()) else {
        return Vec::new();
    };
    let plain = |text: &str| {
        percent_encoding::percent_decode_str(text)
            .decode_utf8_lossy()
            .into_owned()
    };
    let (user, password) = (plain(url.username()), url.password().map(plain));
    let both = format!("{user}:{}", password.as_deref().unwrap_or_default());
    // Beside a password the user's name is no secret, and may be a word of the answers.
    let alone = password.is_none().then_some(user);
    [both].into_iter().chain(password).chain(alone).collect()
}

/// A proxy of the environment that makes no sense would be passed over: requests, and the key, would go another way than
/// somebody wanted.
fn check_environment() -> Result<(), TagoveError> {
    let Some((name, text)) = of_environment() else {
        return Ok(());
    };
    // Who reads the environment reads it more strictly than a URL is read.
    match (explicit_proxy(&text), text.parse::<http::Uri>()) {
        (Ok(_), Ok(_)) => Ok(()),
        _ => Err(TagoveError::configuration(format!(
            "the environment's {name} is no proxy for http or https; it looks like http://user:password@proxy.example.com:3128"
        ))),
    }
}

/// The proxy that the environment names, and the variable. The first of them counts, and only for `https`: a base URL of
/// another scheme is loopback.
fn of_environment() -> Option<(&'static str, String)> {
    let names = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"];
    let given = |name: &&str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let name = names.into_iter().find(given)?;
    let text = std::env::var(name).unwrap_or_default();
    match text.contains("://") {
        true => Some((name, text)),
        false => Some((name, format!("http://{text}"))),
    }
}

/// What connections go through, for errors: scheme, host and port. None as well if nobody can tell: the environment may
/// except some hosts.
pub(crate) fn proxy_origin(base: &Url, route: &Route) -> Option<String> {
    let excepts = ["NO_PROXY", "no_proxy"]
        .iter()
        .any(|name| std::env::var_os(name).is_some());
    let text = match &route.proxy {
        Some(given) => Some(given.clone()),
        None if is_loopback(base) || excepts => None,
        None => of_environment().map(|(_, text)| text),
    };
    let url = Url::parse(&text?).ok()?;
    Some(url.origin().ascii_serialization())
}

fn explicit_proxy(text: &str) -> Result<reqwest::Proxy, TagoveError> {
    let refused = |why: &str| TagoveError::configuration(format!("proxy {why}"));
    let url = Url::parse(text).map_err(|_| {
        refused("is no URL; it looks like http://user:password@proxy.example.com:3128")
    })?;
    if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
        return Err(refused("has to begin with http:// or https://"));
    }
    reqwest::Proxy::all(url).map_err(|_| refused("cannot be used; check its host and port"))
}

fn read(name: &str, path: &Path) -> Result<Vec<u8>, TagoveError> {
    std::fs::read(path).map_err(|error| {
        TagoveError::configuration(format!("{name} {} cannot be read: {error}", path.display()))
    })
}

fn roots(path: &Path) -> Result<Vec<reqwest::Certificate>, TagoveError> {
    let pem = read("ca_file", path)?;
    let refused = || {
        TagoveError::configuration(format!(
            "ca_file {} holds no certificate in PEM (-----BEGIN CERTIFICATE-----), or one that is not whole",
            path.display()
        ))
    };
    let certificates = reqwest::Certificate::from_pem_bundle(&pem).map_err(|_| refused())?;
    match certificates.is_empty() {
        true => Err(refused()),
        false => Ok(certificates),
    }
}

fn identity(path: &Path) -> Result<reqwest::Identity, TagoveError> {
    let pem = read("client_certificate", path)?;
    reqwest::Identity::from_pem(&pem).map_err(|_| {
        TagoveError::configuration(format!(
            "client_certificate {} has to hold a certificate and its private key, both in PEM",
            path.display()
        ))
    })
}
