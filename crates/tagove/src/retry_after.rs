//! `Retry-After`: a number of seconds, or a date in any of the three forms that HTTP knows.

use std::time::{Duration, SystemTime};

/// How long the server asks to wait from now on. Junk is none; what lies in the past is no time.
pub(crate) fn read(text: &str, now: SystemTime) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More digits than fit are a time that nobody waits for.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_at(text: &str) -> Option<u64> {
        // 1994-11-06T08:49:30Z, seven seconds before the dates below.
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_770);
        read(text, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn retry_after_in_seconds_is_read() {
        assert_eq!(read_at("120"), Some(120));
        assert_eq!(read_at(" 0 "), Some(0));
        assert_eq!(read_at("99999999999999999999999"), Some(u64::MAX));
    }

    #[test]
    fn retry_after_in_all_three_forms_of_a_date_is_read() {
        for date in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(read_at(date), Some(7), "{date}");
        }
    }

    #[test]
    fn retry_after_in_the_past_is_no_wait_and_far_ahead_a_long_one() {
        assert_eq!(read_at("Sun, 06 Nov 1994 08:49:00 GMT"), Some(0));
        assert!(read_at("Fri, 31 Dec 9999 23:59:59 GMT") > Some(200_000_000_000));
    }

    #[test]
    fn retry_after_that_is_junk_is_none() {
        for junk in [
            "",
            "soon",
            "-5",
            "1.5",
            "5 s",
            "2016-11-08",
            "Sun, 99 Nov 1994 08:49:37 GMT",
        ] {
            assert_eq!(read_at(junk), None, "{junk}");
        }
    }
}
