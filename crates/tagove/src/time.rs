//! Points in time, as the API sends them: civil (without a zone) unless an offset was sent.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A point in time with at most microseconds. Civil, that is without a zone, unless the server sent an offset.
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
    /// Seconds east of UTC, if the server sent an offset.
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

/// What a wire text is, as a time.
pub(crate) enum Read {
    /// Empty or all zero: no time, and nothing to warn of.
    None,
    /// A civil time of whole seconds in the vendor's form, 19 bytes: only its blank differs from the normalised form.
    Plain,
    /// A time in another form.
    Other(Time),
    /// No time at all.
    Unfit,
}

/// Reads the vendor's `yyyy-mm-dd hh:mm:ss` or RFC 3339.
pub(crate) fn read(text: &str) -> Read {
    if is_plain(text.as_bytes()) {
        return Read::Plain;
    }
    match text {
        "" | "0000-00-00" | "0000-00-00 00:00:00" => return Read::None,
        _ => {}
    }
    // Without an offset only the vendor's form counts: blank between date and clock, whole seconds.
    match parse(text) {
        Some(time) if time.offset.is_some() => Read::Other(time),
        Some(_) if text.len() == 19 && text.as_bytes().get(10) == Some(&b' ') => Read::Plain,
        _ => Read::Unfit,
    }
}

/// The vendor's form on a day that every month has: nearly all times, without the cost of a calendar.
fn is_plain(bytes: &[u8]) -> bool {
    let Ok(
        &[
            y1,
            y2,
            y3,
            y4,
            b'-',
            m1,
            m2,
            b'-',
            d1,
            d2,
            b' ',
            h1,
            h2,
            b':',
            n1,
            n2,
            b':',
            s1,
            s2,
        ],
    ) = <&[u8; 19]>::try_from(bytes)
    else {
        return false;
    };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2, h1, h2, n1, n2, s1, s2];
    let two = |tens: u8, ones: u8| (tens & 15) * 10 + (ones & 15);
    digits
        .iter()
        .fold(true, |all, digit| all & digit.is_ascii_digit())
        & (1..=12).contains(&two(m1, m2))
        & (1..=28).contains(&two(d1, d2))
        & (two(h1, h2) < 24)
        & (n1 < b'6')
        & (s1 < b'6')
}

fn parse(text: &str) -> Option<Time> {
    let bytes = text.as_bytes();
    let head: &[u8; 19] = bytes.first_chunk()?;
    let two = |at: usize| -> Option<i8> {
        let (tens, ones) = (head[at].wrapping_sub(b'0'), head[at + 1].wrapping_sub(b'0'));
        // Not `then_some`: other bytes than digits would overflow before they are refused.
        (tens < 10 && ones < 10).then(|| (tens * 10 + ones) as i8)
    };
    let marks = [head[4], head[7], head[13], head[16]];
    if marks != *b"--::" || !matches!(head[10], b' ' | b'T' | b't') {
        return None;
    }
    let year = i16::from(two(0)?) * 100 + i16::from(two(2)?);
    let date = jiff::civil::Date::new(year, two(5)?, two(8)?).ok()?;
    let clock = jiff::civil::Time::new(two(11)?, two(14)?, two(17)?, 0).ok()?;
    let (micros, rest) = fraction(&text[19..])?;
    let offset = offset(rest)?;
    let clock = match micros {
        0 => clock,
        _ => clock.with().subsec_nanosecond(micros * 1000).build().ok()?,
    };
    Some(Time {
        civil: date.to_datetime(clock),
        offset,
    })
}

/// `.5` → 500 000 µs; more than six digits that matter is more than we keep, so it is no time to us.
fn fraction(text: &str) -> Option<(i32, &str)> {
    let Some(digits) = text.strip_prefix('.') else {
        return Some((0, text));
    };
    let end = digits
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(digits.len());
    let (kept, rest) = digits.split_at(end);
    let kept_trimmed = kept.trim_end_matches('0');
    if kept.is_empty() || kept_trimmed.len() > 6 {
        return None;
    }
    let value: i32 = format!("{kept_trimmed:0<6}").parse().ok()?;
    Some((value, rest))
}

/// Nothing, `Z`, or `+hh:mm`.
fn offset(text: &str) -> Option<Option<i32>> {
    if text.is_empty() {
        return Some(None);
    }
    if matches!(text, "Z" | "z") {
        return Some(Some(0));
    }
    let (sign, digits) = match text.as_bytes() {
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let [h1, h2, b':', m1, m2] = digits else {
        return None;
    };
    if ![h1, h2, m1, m2].iter().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |a: &u8, b: &u8| i32::from(a - b'0') * 10 + i32::from(b - b'0');
    let (hours, minutes) = (number(h1, h2), number(m1, m2));
    (hours < 24 && minutes < 60).then_some(Some(sign * (hours * 3600 + minutes * 60)))
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
                write!(
                    f,
                    "{sign}{:02}:{:02}",
                    seconds.abs() / 3600,
                    seconds.abs() / 60 % 60
                )
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
        parse(text).ok_or_else(refused)
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
