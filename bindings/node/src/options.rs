//! Options on their way in: JavaScript's numbers as the core takes them.

use crate::failure::{bare, failure};
use napi_derive::napi;
use std::str::FromStr;
use std::time::Duration;
use tagove::{ClientBuilder, ErrorKind, Options, TagoveError};

/// Options of a client; TypeScript has checked their types.
#[napi(object, object_to_js = false)]
pub struct ClientOptions {
    /// The key of the account.
    pub api_key: Option<String>,
    /// Where the API is.
    pub base_url: Option<String>,
    /// How the key is sent.
    pub auth: Option<String>,
    /// The whole time that one request may take.
    pub timeout_ms: Option<f64>,
    /// The time that one attempt may take.
    pub attempt_timeout_ms: Option<f64>,
    /// The time that making a connection may take.
    pub connect_timeout_ms: Option<f64>,
    /// How often a request that failed in a way that may pass is made again.
    pub max_retries: Option<u32>,
    /// What happens at a 429.
    pub on_rate_limit: Option<String>,
    /// At most so many requests a second.
    pub requests_per_second: Option<f64>,
    /// How many pages are asked for ahead.
    pub prefetch: Option<u32>,
    /// The form in which answers are asked for.
    pub accept: Option<String>,
    /// Whether a page's warning is an error.
    pub strict: Option<bool>,
    /// The zone that the account's times are in.
    pub time_zone: Option<String>,
    /// The largest answer that is taken.
    pub max_body_bytes: Option<f64>,
    /// How many records of all kinds one answer may hold.
    pub max_rows: Option<f64>,
    /// How deep an answer may be nested.
    pub max_depth: Option<f64>,
    /// A proxy for all requests.
    pub proxy: Option<String>,
    /// A file of certificates that are trusted besides the system's.
    pub ca_file: Option<String>,
    /// A file with the certificate and key that the client shows.
    pub client_certificate: Option<String>,
    /// A folder that is recorded into.
    pub record: Option<String>,
    /// A folder that answers come from.
    pub replay: Option<String>,
    /// Whether people's words are made unreadable in what is recorded.
    pub redact: Option<bool>,
}

/// What clients that share their connections can differ in.
#[napi(object, object_to_js = false)]
pub struct Changes {
    /// The whole time that one request may take.
    pub timeout_ms: Option<f64>,
    /// The time that one attempt may take.
    pub attempt_timeout_ms: Option<f64>,
    /// How often a request that failed in a way that may pass is made again.
    pub max_retries: Option<u32>,
    /// What happens at a 429.
    pub on_rate_limit: Option<String>,
    /// How many pages are asked for ahead.
    pub prefetch: Option<u32>,
    /// Whether a page's warning is an error.
    pub strict: Option<bool>,
    /// The zone that the account's times are in.
    pub time_zone: Option<String>,
    /// The largest answer that is taken.
    pub max_body_bytes: Option<f64>,
    /// How many records of all kinds one answer may hold.
    pub max_rows: Option<f64>,
    /// How deep an answer may be nested.
    pub max_depth: Option<f64>,
}

/// Calls the setter of each option that was given: a field, or a variable of its name.
macro_rules! set {
    ($target:ident, $given:ident: $($name:ident)*) => {
        $(if let Some(value) = $given.$name { $target = $target.$name(value); })*
    };
    ($target:ident: $($name:ident)*) => {
        $(if let Some(value) = $name { $target = $target.$name(value); })*
    };
}
pub(crate) use set;

/// Sets whichever of the options were given that a client can be made with and changed in.
macro_rules! set_changes {
    ($target:ident, $given:ident) => {
        let prefetch = $given.prefetch.map(|pages| pages as usize);
        let timeout = $given.timeout_ms.map(time);
        let attempt_timeout = $given.attempt_timeout_ms.map(time);
        let on_rate_limit = parsed($given.on_rate_limit)?;
        let max_body_bytes = count($given.max_body_bytes, ClientBuilder::max_body_bytes)?;
        let max_rows = count($given.max_rows, ClientBuilder::max_rows)?;
        let max_depth = count($given.max_depth, ClientBuilder::max_depth)?;
        set!($target, $given: max_retries strict time_zone);
        set!($target: prefetch timeout attempt_timeout on_rate_limit max_body_bytes max_rows max_depth);
    };
}

/// The client that they make, without its callbacks.
pub(crate) fn builder(given: ClientOptions) -> napi::Result<ClientBuilder> {
    let mut client = tagove::Client::builder();
    let auth = parsed(given.auth)?;
    let accept = parsed(given.accept)?;
    let connect_timeout = given.connect_timeout_ms.map(time);
    set!(client, given: api_key base_url requests_per_second proxy ca_file client_certificate record replay redact);
    set!(client: auth accept connect_timeout);
    set_changes!(client, given);
    Ok(client)
}

/// The options that are to be others.
pub(crate) fn changes(given: Changes) -> napi::Result<Options> {
    let mut changed = Options::new();
    set_changes!(changed, given);
    Ok(changed)
}

/// A word as what it stands for.
fn parsed<T: FromStr<Err = TagoveError>>(word: Option<String>) -> napi::Result<Option<T>> {
    word.map(|word| word.parse().map_err(failure)).transpose()
}

/// Milliseconds as a time; what is no time (negative, not a number) is zero, which the core refuses by its name.
pub(crate) fn time(ms: f64) -> Duration {
    const THIRTY_YEARS: f64 = 1e9;
    // Not `clamp`, which keeps what is not a number.
    let seconds = (ms / 1e3).max(0.0);
    Duration::from_secs_f64(seconds.min(THIRTY_YEARS))
}

/// A limit from 1 on, if one was given. What is no count (negative, a fraction, not a number) is refused as the core
/// refuses 0, so that the range stands in one place.
fn count(
    given: Option<f64>,
    set: fn(ClientBuilder, usize) -> ClientBuilder,
) -> napi::Result<Option<usize>> {
    /// 2^53: from there on a number may stand for its neighbour.
    const EXACT: f64 = 9_007_199_254_740_992.0;
    let Some(given) = given else {
        return Ok(None);
    };
    if given.fract() == 0.0 && (0.0..EXACT).contains(&given) {
        return Ok(Some(given as usize));
    }
    // A client for the words alone.
    let Err(error) = set(tagove::Client::builder().api_key("none"), 0).build() else {
        return Err(bare(ErrorKind::Configuration, "a limit is no whole number"));
    };
    let number = match given {
        _ if given >= EXACT => " is beyond 2^53;".to_owned(),
        _ if given <= -EXACT => " is below -2^53;".to_owned(),
        _ if given.fract() == 0.0 => format!(" is {given};"),
        // As it is written short: 1e-9, NaN.
        _ => format!(" is {given:?};"),
    };
    let reason = error.reason().replacen(" is 0;", &number, 1);
    Err(bare(ErrorKind::Configuration, &reason))
}
