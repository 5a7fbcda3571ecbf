//! Civil time as seconds since the demo's first midnight.

use jiff::{SignedDuration, civil::Date};

pub(super) const DAY: i64 = 86_400;

/// A moment, in seconds since the first midnight of the demo.
pub(super) type Moment = i64;

/// Where moments count from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Clock {
    pub(super) start: Date,
}

impl Clock {
    /// `2016-11-08 13:35:05`
    pub(super) fn text(self, moment: Moment) -> String {
        let time = self
            .start
            .at(0, 0, 0, 0)
            .saturating_add(SignedDuration::from_secs(moment));
        format!(
            "{:04}-{:02}-{:02} {:02}:{:02}:{:02}",
            time.year(),
            time.month(),
            time.day(),
            time.hour(),
            time.minute(),
            time.second()
        )
    }

    /// The first moment of `date`; negative before the demo begins.
    pub(super) fn midnight(self, date: Date) -> Moment {
        date.duration_since(self.start).as_secs()
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, DAY};
    use jiff::civil::date;

    #[test]
    fn clock_moment_across_a_leap_day_is_the_calendars() {
        let clock = Clock {
            start: date(2016, 2, 28),
        };
        assert_eq!(clock.text(2 * DAY + 3_661), "2016-03-01 01:01:01");
        assert_eq!(clock.midnight(date(2016, 3, 1)), 2 * DAY);
        assert_eq!(clock.midnight(date(2016, 2, 27)), -DAY);
    }
}
