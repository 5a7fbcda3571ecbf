//! Time zones by name.

use std::{fmt, str::FromStr};

use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};

use crate::ServerError;

/// A time zone of the IANA database, UTC by default. The database is built in, so that the
/// same name gives the same times on every machine. From text: `"Europe/Berlin".parse()`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Self {
        Self(TimeZone::UTC)
    }
}

impl FromStr for Zone {
    type Err = ServerError;

    fn from_str(name: &str) -> Result<Self, ServerError> {
        TimeZone::get(name)
            .ok()
            .filter(|zone| !zone.is_unknown())
            .map(Self)
            .ok_or_else(|| ServerError::Zone {
                name: name.to_owned(),
            })
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0.iana_name().unwrap_or("UTC"))
    }
}

impl Zone {
    /// What clocks of the zone show at the time `utc`. The last hours of the calendar, which
    /// cannot be converted, stay as they are.
    pub(crate) fn civil(&self, utc: DateTime) -> DateTime {
        instant(utc).map_or(utc, |instant| self.0.to_datetime(instant))
    }

    /// When `date` begins in the zone, in UTC: not always at its midnight, which some zones
    /// skip on a day of change.
    pub(crate) fn begin(&self, date: Date) -> DateTime {
        let begin = date.to_zoned(self.0.clone());
        match begin.and_then(|midnight| midnight.start_of_day()) {
            Ok(begin) => TimeZone::UTC.to_datetime(begin.timestamp()),
            Err(_) => date.at(0, 0, 0, 0),
        }
    }
}

fn instant(utc: DateTime) -> Option<Timestamp> {
    TimeZone::UTC.to_timestamp(utc).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::Zone;

    #[test]
    fn zone_times_and_days_are_those_of_its_clocks() {
        let berlin: Zone = "Europe/Berlin".parse().expect("a zone");
        let summer = date(2016, 8, 1);
        assert_eq!(berlin.begin(summer), date(2016, 7, 31).at(22, 0, 0, 0));
        assert_eq!(
            berlin.civil(summer.at(23, 0, 0, 0)),
            date(2016, 8, 2).at(1, 0, 0, 0)
        );
        let winter = date(2016, 12, 1).at(12, 0, 0, 0);
        assert_eq!(berlin.civil(winter), date(2016, 12, 1).at(13, 0, 0, 0));
        // Midnight did not exist there on that day.
        let sao_paulo: Zone = "America/Sao_Paulo".parse().expect("a zone");
        let skipped = date(2016, 10, 16);
        assert_eq!(sao_paulo.begin(skipped), skipped.at(3, 0, 0, 0));
        assert_eq!(
            sao_paulo.civil(skipped.at(3, 0, 0, 0)),
            skipped.at(1, 0, 0, 0)
        );
    }

    #[test]
    fn zone_that_is_none_is_refused_by_name() {
        for name in ["Europe/Atlantis", "", "Etc/Unknown", "+01:00"] {
            let error = name.parse::<Zone>().expect_err(name);
            assert!(error.to_string().contains(name), "{error}");
        }
        assert_eq!(Zone::default().to_string(), "UTC");
    }
}
