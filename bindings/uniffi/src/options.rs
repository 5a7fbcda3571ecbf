//! Options on their way in: signed numbers, seconds and words as the core takes them.

use crate::failure::{ErrorKind, Failure};
use std::time::Duration;
use tagove::ClientBuilder;

/// The options of a client that hold no secret; see the core's `ClientBuilder`. What is left out has its default.
#[derive(Debug, Clone, Default, PartialEq, uniffi::Record)]
pub struct Options {
    /// `bearer` or `basic`.
    pub auth: Option<String>,
    /// The whole time that one request may take: all attempts and the waits between them.
    pub timeout_seconds: Option<f64>,
    /// The time that one attempt may take.
    pub attempt_timeout_seconds: Option<f64>,
    /// The time that making a connection may take.
    pub connect_timeout_seconds: Option<f64>,
    /// How often a request that failed in a way that may pass is made again, 0 to 4 294 967 295.
    pub max_retries: Option<i64>,
    /// `wait` or `raise`.
    pub on_rate_limit: Option<String>,
    /// At most so many requests a second, above 0.
    pub requests_per_second: Option<f64>,
    /// The path of PEM certificates that are trusted besides the system's.
    pub ca_file: Option<String>,
    /// The path of a certificate with its private key, both in PEM.
    pub client_certificate: Option<String>,
    /// A folder to write a cassette into.
    pub record: Option<String>,
    /// The folder of a cassette that answers.
    pub replay: Option<String>,
    /// Whether people's words are made unreadable in what is recorded.
    pub redact: bool,
    /// Pages asked for ahead, 0 to 64.
    pub prefetch: Option<i64>,
    /// `json` or `xml`.
    pub accept: Option<String>,
    /// Whether a page's warning is a `Decode` error.
    pub strict: bool,
    /// The IANA name of the zone that civil times are in.
    pub time_zone: Option<String>,
    /// Bytes of an answer after decompression, 1 to 268 435 456.
    pub max_body_bytes: Option<i64>,
    /// Records of all kinds in one answer, 1 to 10 000 000.
    pub max_rows: Option<i64>,
    /// How deep an answer may be nested, 1 to 512.
    pub max_depth: Option<i64>,
}

/// What clients that share their connections can differ in; see the core's `Options`. What is left out stays.
#[derive(Debug, Clone, Default, PartialEq, uniffi::Record)]
pub struct Changes {
    /// The whole time that one request may take.
    pub timeout_seconds: Option<f64>,
    /// The time that one attempt may take.
    pub attempt_timeout_seconds: Option<f64>,
    /// How often a request that failed in a way that may pass is made again, 0 to 4 294 967 295.
    pub max_retries: Option<i64>,
    /// `wait` or `raise`.
    pub on_rate_limit: Option<String>,
    /// Pages asked for ahead, 0 to 64.
    pub prefetch: Option<i64>,
    /// Whether a page's warning is a `Decode` error.
    pub strict: Option<bool>,
    /// The IANA name of the zone that civil times are in.
    pub time_zone: Option<String>,
    /// Bytes of an answer after decompression, 1 to 268 435 456.
    pub max_body_bytes: Option<i64>,
    /// Records of all kinds in one answer, 1 to 10 000 000.
    pub max_rows: Option<i64>,
    /// How deep an answer may be nested, 1 to 512.
    pub max_depth: Option<i64>,
}

/// Calls the setter of each option that was given: a field as it is, or a variable of its name.
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
        let timeout = time("timeout", $given.timeout_seconds)?;
        let attempt_timeout = time("attempt_timeout", $given.attempt_timeout_seconds)?;
        let max_retries = count("max_retries", $given.max_retries, "retries")?;
        let on_rate_limit = $given.on_rate_limit.map(|word| word.parse()).transpose()?;
        let prefetch = count("prefetch", $given.prefetch, "pages")?;
        let max_body_bytes = count("max_body_bytes", $given.max_body_bytes, "bytes")?;
        let max_rows = count("max_rows", $given.max_rows, "records")?;
        let max_depth = count("max_depth", $given.max_depth, "levels")?;
        set!($target: timeout attempt_timeout max_retries on_rate_limit prefetch max_body_bytes max_rows max_depth);
        set!($target, $given: time_zone);
    };
}

/// The client that they make, without its secrets and callbacks.
pub(crate) fn builder(given: Options) -> Result<ClientBuilder, Failure> {
    let mut client = tagove::Client::builder()
        .strict(given.strict)
        .redact(given.redact);
    let auth = given.auth.map(|word| word.parse()).transpose()?;
    let accept = given.accept.map(|word| word.parse()).transpose()?;
    let connect_timeout = time("connect_timeout", given.connect_timeout_seconds)?;
    set!(client: auth accept connect_timeout);
    set!(client, given: requests_per_second ca_file client_certificate record replay);
    set_changes!(client, given);
    Ok(client)
}

/// The options that are to be others.
pub(crate) fn changes(given: Changes) -> Result<tagove::Options, Failure> {
    let mut changed = tagove::Options::new();
    set_changes!(changed, given);
    set!(changed, given: strict);
    Ok(changed)
}

/// A number that the core takes: what is in its range the core says.
fn count<N: TryFrom<i64>>(
    option: &str,
    given: Option<i64>,
    of: &str,
) -> Result<Option<N>, Failure> {
    given
        .map(|number| {
            N::try_from(number)
                .map_err(|_| refused(format!("{option} {number} is no number of {of}")))
        })
        .transpose()
}

/// A time that the core takes; of zero the core says what it thinks.
fn time(option: &str, given: Option<f64>) -> Result<Option<Duration>, Failure> {
    given
        .map(|seconds| {
            Duration::try_from_secs_f64(seconds)
                .map_err(|_| refused(format!("{option} {seconds} is no number of seconds")))
        })
        .transpose()
}

fn refused(reason: String) -> Failure {
    Failure::new(ErrorKind::Configuration, reason)
}
