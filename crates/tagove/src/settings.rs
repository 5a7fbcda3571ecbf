//! The options that clones of one client can differ in.

use crate::TagoveError;
use crate::limits::Limits;
use crate::reading::Reading;
use crate::retry::{OnRateLimit, Policy};
use crate::zone::Zone;
use serde_json::{Map, Value};
use std::time::Duration;

/// Pages that may be asked for ahead: each is a connection, and half a megabyte once it came.
const MAX_PREFETCH: usize = 64;

/// Options for [`Client::with_options`](crate::Client::with_options): those that do not touch the connections. One that
/// is not set stays as it is.
///
/// ```no_run
/// # fn run(client: tagove::Client) -> Result<(), tagove::TagoveError> {
/// use std::time::Duration;
/// let patient = client.with_options(tagove::Options::new().timeout(Duration::from_secs(600)).max_retries(8))?;
/// # Ok(()) }
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct Options {
    timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    max_retries: Option<u32>,
    on_rate_limit: Option<OnRateLimit>,
    prefetch: Option<usize>,
    strict: Option<bool>,
    time_zone: Option<String>,
    max_body_bytes: Option<usize>,
    max_rows: Option<usize>,
    max_depth: Option<usize>,
}

impl Options {
    /// Nothing set.
    pub fn new() -> Self {
        Self::default()
    }

    /// The whole time that one request may take (one page, not the whole list): all attempts, the waits between them,
    /// and the body to its last byte. Default: 60 seconds.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// The time that one attempt may take. Default: 30 seconds.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How often a request that failed in a way that may pass is made again, within `timeout`. Default: 2.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = Some(retries);
        self
    }

    /// What happens at a 429. Default: `Wait`.
    pub fn on_rate_limit(mut self, what: OnRateLimit) -> Self {
        self.on_rate_limit = Some(what);
        self
    }

    /// How many pages are asked for ahead of the one in use, 0 to 64. Default: 1; 0 asks for none.
    pub fn prefetch(mut self, pages: usize) -> Self {
        self.prefetch = Some(pages);
        self
    }

    /// Whether whatever would be a page's warning is an error instead, of kind `Decode`. Default: no.
    pub fn strict(mut self, strict: bool) -> Self {
        self.strict = Some(strict);
        self
    }

    /// The zone that the account's times are in, by its IANA name. Default: none, times stay civil.
    pub fn time_zone(mut self, name: impl Into<String>) -> Self {
        self.time_zone = Some(name.into());
        self
    }

    /// The largest answer that is taken, in bytes after decompression, 1 to 268 435 456. Default: 67 108 864 (64 MiB).
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.max_body_bytes = Some(bytes);
        self
    }

    /// How many records of all kinds one answer may hold, 1 to 10 000 000. Default: 500 000.
    pub fn max_rows(mut self, rows: usize) -> Self {
        self.max_rows = Some(rows);
        self
    }

    /// How deep an answer may be nested, 1 to 512. Default: 128.
    pub fn max_depth(mut self, depth: usize) -> Self {
        self.max_depth = Some(depth);
        self
    }

    /// Those that were set and bear on how an answer is read, as a corpus case has them.
    fn told(&self) -> Map<String, Value> {
        let set = [
            ("strict", self.strict.filter(|on| *on).map(Value::from)),
            ("time_zone", self.time_zone.clone().map(Value::from)),
            ("max_body_bytes", self.max_body_bytes.map(Value::from)),
            ("max_rows", self.max_rows.map(Value::from)),
            ("max_depth", self.max_depth.map(Value::from)),
        ];
        let set = set.into_iter();
        set.filter_map(|(name, value)| Some((name.to_owned(), value?)))
            .collect()
    }

    /// These, and of the others whatever is not set here.
    pub(crate) fn or(self, other: &Self) -> Self {
        Self {
            timeout: self.timeout.or(other.timeout),
            attempt_timeout: self.attempt_timeout.or(other.attempt_timeout),
            max_retries: self.max_retries.or(other.max_retries),
            on_rate_limit: self.on_rate_limit.or(other.on_rate_limit),
            prefetch: self.prefetch.or(other.prefetch),
            strict: self.strict.or(other.strict),
            time_zone: self.time_zone.or_else(|| other.time_zone.clone()),
            max_body_bytes: self.max_body_bytes.or(other.max_body_bytes),
            max_rows: self.max_rows.or(other.max_rows),
            max_depth: self.max_depth.or(other.max_depth),
        }
    }
}

/// The same, checked, with every default in its place.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) policy: Policy,
    pub(crate) attempt_timeout: Duration,
    pub(crate) prefetch: usize,
    pub(crate) reading: Reading,
    /// What was set of `reading`, for a recording.
    pub(crate) told: Map<String, Value>,
}

impl Settings {
    /// # Errors
    /// `Configuration` if one makes no sense.
    pub(crate) fn checked(options: &Options) -> Result<Self, TagoveError> {
        let default = Limits::default();
        let limits = Limits {
            max_body_bytes: options.max_body_bytes.unwrap_or(default.max_body_bytes),
            max_rows: options.max_rows.unwrap_or(default.max_rows),
            max_depth: options.max_depth.unwrap_or(default.max_depth),
        };
        let prefetch = options.prefetch.unwrap_or(1);
        if prefetch > MAX_PREFETCH {
            return Err(TagoveError::configuration(format!(
                "prefetch is {prefetch}, which would keep as many pages in memory; it goes up to {MAX_PREFETCH}"
            )));
        }
        let zone = options.time_zone.as_deref().map(Zone::named).transpose()?;
        Ok(Self {
            policy: Policy {
                max_retries: options.max_retries.unwrap_or(2),
                timeout: some_time("timeout", options.timeout, 60)?,
                on_rate_limit: options.on_rate_limit.unwrap_or_default(),
            },
            attempt_timeout: some_time("attempt_timeout", options.attempt_timeout, 30)?,
            prefetch,
            reading: Reading {
                limits: limits.checked()?,
                strict: options.strict.unwrap_or(false),
                zone,
            },
            told: options.told(),
        })
    }
}

/// A time in which something can happen.
pub(crate) fn some_time(
    name: &str,
    given: Option<Duration>,
    default: u64,
) -> Result<Duration, TagoveError> {
    match given.unwrap_or(Duration::from_secs(default)) {
        Duration::ZERO => Err(TagoveError::configuration(format!(
            "{name} is zero, so that no request could be made; give it at least some milliseconds"
        ))),
        time => Ok(time),
    }
}
