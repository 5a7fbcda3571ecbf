//! The zone of an account's times, where the caller knows it.

use crate::{TagoveError, Time};
use jiff::tz::{AmbiguousOffset, TimeZone, db};

/// A zone by its IANA name.
#[derive(Debug, Clone)]
pub(crate) struct Zone(TimeZone);

/// A civil time in a zone.
pub(crate) enum Placed {
    /// There is one such time.
    Once(Time),
    /// Clocks were put forward over it.
    Skipped,
    /// Clocks were put back to before it, so it was twice.
    Repeated,
}

impl Zone {
    /// # Errors
    /// `Configuration` if nobody knows the zone.
    pub(crate) fn named(name: &str) -> Result<Self, TagoveError> {
        match db().get(name) {
            Ok(zone) if !zone.is_unknown() && !is_no_place(name) => Ok(Self(zone)),
            _ => Err(TagoveError::configuration(refusal(name))),
        }
    }

    /// Its IANA name, as the database writes it.
    pub(crate) fn name(&self) -> Option<&str> {
        self.0.iana_name()
    }

    /// Where a civil time lies in the zone.
    pub(crate) fn place(&self, time: Time) -> Placed {
        match self.0.to_ambiguous_timestamp(time.civil()).offset() {
            AmbiguousOffset::Unambiguous { offset } => {
                Placed::Once(Time::new(time.civil(), Some(offset.seconds())))
            }
            AmbiguousOffset::Gap { .. } => Placed::Skipped,
            AmbiguousOffset::Fold { .. } => Placed::Repeated,
        }
    }
}

/// Entries of the database that are no zone: they read as UTC, or as this machine's own, which would be an invented
/// offset; and those that count leap seconds.
fn is_no_place(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(&*name, "factory" | "localtime" | "posixrules")
        || name.starts_with("posix/")
        || name.starts_with("right/")
}

fn refusal(name: &str) -> String {
    let wanted = name.trim().replace(' ', "_").to_lowercase();
    let near = db().available().find(|zone| {
        let zone = zone.as_str();
        if zone == name {
            // It is there, and refused all the same.
            return false;
        }
        let zone = zone.to_lowercase();
        !wanted.is_empty() && (zone == wanted || zone.rsplit('/').next() == Some(&*wanted))
    });
    let hint = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "it takes an IANA name, for example Europe/Berlin or UTC".to_owned(),
    };
    let name: String = name.chars().take(40).collect();
    format!("time_zone does not know `{}`; {hint}", name.escape_debug())
}
