//! Which texts are times.

use crate::Time;

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
        // Not every language has a year 0, and no chat was held in it.
        Some(time) if time.year() == 0 => Read::Unfit,
        // `+00:19:32` is only ours, for a zone's offset of long ago.
        Some(time) if time.offset_seconds().is_some() => match text.as_bytes() {
            [.., b':', _, _, b':', _, _] => Read::Unfit,
            _ => Read::Other(time),
        },
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
        & ([y1, y2, y3, y4] != *b"0000")
        & (1..=12).contains(&two(m1, m2))
        & (1..=28).contains(&two(d1, d2))
        & (two(h1, h2) < 24)
        & (n1 < b'6')
        & (s1 < b'6')
}

/// Any of the forms: the vendor's, the normalised one, RFC 3339.
pub(crate) fn parse(text: &str) -> Option<Time> {
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
    Some(Time::new(date.to_datetime(clock), offset))
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

/// Nothing, `Z`, `+hh:mm`, or `+hh:mm:ss`, which only the normalised form has.
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
    let (digits, seconds) = match digits {
        [clock @ .., b':', s1, s2] if clock.len() == 5 => (clock, [*s1, *s2]),
        clock => (clock, *b"00"),
    };
    let [h1, h2, b':', m1, m2] = digits else {
        return None;
    };
    let [s1, s2] = &seconds;
    if ![h1, h2, m1, m2, s1, s2].iter().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number = |a: &u8, b: &u8| i32::from(a - b'0') * 10 + i32::from(b - b'0');
    let (hours, minutes, seconds) = (number(h1, h2), number(m1, m2), number(s1, s2));
    (hours < 24 && minutes < 60 && seconds < 60)
        .then_some(Some(sign * (hours * 3600 + minutes * 60 + seconds)))
}
