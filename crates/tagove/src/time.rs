//! Points in time: civil (without a zone) unless an offset was sent, or the caller named the zone.

use crate::time_text;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A point in time with at most microseconds. Civil, that is without a zone, unless the server sent an offset or the
/// client was given the account's `time_zone`.
///
/// Its text form is the normalised one:
///
/// ```
/// let time: tagove::Time = "2016-11-08T13:35:05".parse()?;
/// assert_eq!((time.year(), time.hour(), time.offset_seconds()), (2016, 13, None));
/// assert_eq!(time.to_string(), "2016-11-08T13:35:05");
/// # Ok::<(), tagove::TagoveError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Time {
    civil: jiff::civil::DateTime,
    offset: Option<i32>,
}

impl Time {
    pub(crate) fn new(civil: jiff::civil::DateTime, offset: Option<i32>) -> Self {
        Self { civil, offset }
    }

    /// The time on the clock, without its zone.
    pub(crate) fn civil(self) -> jiff::civil::DateTime {
        self.civil
    }

    /// Year, for example 2016.
    #[must_use]
    pub fn year(self) -> i16 {
        self.civil.year()
    }
    /// Month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.civil.month().unsigned_abs()
    }
    /// Day of the month, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.civil.day().unsigned_abs()
    }
    /// Hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.civil.hour().unsigned_abs()
    }
    /// Minute, 0 to 59.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.civil.minute().unsigned_abs()
    }
    /// Second, 0 to 59.
    #[must_use]
    pub fn second(self) -> u8 {
        self.civil.second().unsigned_abs()
    }
    /// Microsecond, 0 to 999 999.
    #[must_use]
    pub fn microsecond(self) -> u32 {
        self.civil.subsec_nanosecond().unsigned_abs() / 1000
    }
    /// Seconds east of UTC, if the server sent an offset or the client knows the account's zone.
    #[must_use]
    pub fn offset_seconds(self) -> Option<i32> {
        self.offset
    }
    /// Microseconds since 1970-01-01T00:00:00: in UTC if there is an offset, else on the civil clock.
    #[must_use]
    pub fn epoch_microseconds(self) -> i64 {
        let since = self
            .civil
            .duration_since(jiff::civil::datetime(1970, 1, 1, 0, 0, 0, 0));
        (since.as_secs() - i64::from(self.offset.unwrap_or(0))) * 1_000_000
            + i64::from(since.subsec_micros())
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{:04}-{:02}-{:02}T",
            self.year(),
            self.month(),
            self.day()
        )?;
        write!(
            f,
            "{:02}:{:02}:{:02}",
            self.hour(),
            self.minute(),
            self.second()
        )?;
        match self.microsecond() {
            0 => {}
            micros => write!(f, ".{}", format!("{micros:06}").trim_end_matches('0'))?,
        }
        match self.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(seconds) => {
                let sign = if seconds < 0 { '-' } else { '+' };
                let east = seconds.abs();
                write!(f, "{sign}{:02}:{:02}", east / 3600, east / 60 % 60)?;
                match east % 60 {
                    0 => Ok(()),
                    // A zone's offset before clocks were set by it, as of Amsterdam until 1937.
                    rest => write!(f, ":{rest:02}"),
                }
            }
        }
    }
}

impl fmt::Debug for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::str::FromStr for Time {
    type Err = crate::TagoveError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || {
            crate::TagoveError::invalid_request(
                "a time has the form 2016-11-08T13:35:05, with an offset if one is known",
            )
        };
        time_text::parse(text).ok_or_else(refused)
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
