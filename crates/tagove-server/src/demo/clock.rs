//! Civil time as seconds since the demo's first midnight.

use jiff::{SignedDuration, civil::Date};

use crate::Zone;

pub(super) const DAY: i64 = 86_400;

/// A moment, in seconds since the first midnight of the demo, which is one in UTC.
pub(super) type Moment = i64;

/// Where moments count from, and what clocks show.
#[derive(Debug, Clone)]
pub(super) struct Clock {
    pub(super) start: Date,
    pub(super) zone: Zone,
}

impl Clock {
    /// `2016-11-08 13:35:05`
    pub(super) fn text(&self, moment: Moment) -> String {
        let utc = self
            .start
            .at(0, 0, 0, 0)
            .saturating_add(SignedDuration::from_secs(moment));
        let time = self.zone.civil(utc);
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
    pub(super) fn begin(&self, date: Date) -> Moment {
        let midnight = self.start.at(0, 0, 0, 0);
        self.zone.begin(date).duration_since(midnight).as_secs()
    }

    /// The first moment after `date`; the last day of the calendar has none.
    pub(super) fn end(&self, date: Date) -> Moment {
        date.tomorrow()
            .map_or(Moment::MAX, |tomorrow| self.begin(tomorrow))
    }
}

#[cfg(test)]
mod tests {
    use super::{Clock, DAY, Moment};
    use crate::Zone;
    use jiff::civil::date;

    #[test]
    fn clock_moment_across_a_leap_day_is_the_calendars() {
        let clock = Clock {
            start: date(2016, 2, 28),
            zone: Zone::default(),
        };
        assert_eq!(clock.text(2 * DAY + 3_661), "2016-03-01 01:01:01");
        assert_eq!(clock.begin(date(2016, 3, 1)), 2 * DAY);
        assert_eq!(clock.begin(date(2016, 2, 27)), -DAY);
        assert_eq!(clock.end(date(2016, 2, 28)), DAY);
        assert_eq!(clock.end(date(9999, 12, 31)), Moment::MAX);
    }
}
