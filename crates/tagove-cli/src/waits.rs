//! Waits before a request is made again, told to who waits for its answer.

use crate::Context;
use std::time::Duration;
use tagove::{ClientBuilder, ErrorKind, RetryEvent};

/// A shorter wait is over before its line is read.
const WORTH_A_LINE: Duration = Duration::from_secs(1);

/// The builder of a client that tells of them on stderr.
pub(crate) fn told(builder: ClientBuilder, context: &Context) -> ClientBuilder {
    let (report, aside) = (context.report, context.aside.clone());
    builder.on_retry(move |event| {
        if event.wait > WORTH_A_LINE {
            aside.write(|| report.retry(event, &words(event)));
        }
    })
}

/// What happened and what will, for people.
fn words(event: &RetryEvent<'_>) -> String {
    let what = match (event.kind, event.status) {
        (ErrorKind::Connection, _) => "the connection failed".to_owned(),
        (ErrorKind::Timeout, None) => "no answer in time".to_owned(),
        (ErrorKind::Decode, _) | (_, None) => "the answer was not whole".to_owned(),
        (_, Some(status)) => format!("the server says {status}"),
    };
    format!("{what}; asking again in {}", seconds(event.wait))
}

/// Seconds for people: 1.4 s, 12 s. Rounded up: the request is not made before.
pub(crate) fn seconds(time: Duration) -> String {
    let seconds = time.as_secs_f64();
    match seconds < 10.0 && time.subsec_nanos() > 0 {
        true => format!("{} s", (seconds * 10.0).ceil() / 10.0),
        false => format!("{} s", seconds.ceil()),
    }
}

#[cfg(test)]
mod tests {
    use super::seconds;
    use std::time::Duration;

    #[test]
    fn seconds_are_short_and_not_too_few() {
        for (millis, told) in [
            (400, "0.4 s"),
            (1_001, "1.1 s"),
            (2_000, "2 s"),
            (9_950, "10 s"),
            (11_200, "12 s"),
            (120_000, "120 s"),
        ] {
            assert_eq!(seconds(Duration::from_millis(millis)), told);
        }
        // A Retry-After of any length can be written.
        assert!(seconds(Duration::MAX).ends_with(" s"));
    }
}
