//! The days that a list was asked for.

use jiff::civil::Date;

use super::clock::{Clock, Moment};
use crate::{EndDate, FilterDate};

/// From which day to which, and of which date of a record; by default all there is.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Period {
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) end_date: EndDate,
    pub(crate) filter_date: FilterDate,
}

/// When a record was made and when it was changed.
pub(super) trait Dated {
    fn created(&self) -> Moment;
    fn updated(&self) -> Moment;
}

impl Period {
    /// The records of the period, in the order they are in: that of creation.
    pub(super) fn select<'a, T: Dated>(&self, clock: &Clock, records: &'a [T]) -> Vec<&'a T> {
        let from = self.start.map_or(Moment::MIN, |date| clock.begin(date));
        let until = match (self.end, self.end_date) {
            (None, _) => Moment::MAX,
            (Some(date), EndDate::Included) => clock.end(date),
            (Some(date), EndDate::Excluded) => clock.begin(date),
        };
        match self.filter_date {
            FilterDate::Created => {
                let first = records.partition_point(|record| record.created() < from);
                let last = records.partition_point(|record| record.created() < until);
                records[first..last.max(first)].iter().collect()
            }
            FilterDate::Updated => records
                .iter()
                .filter(|record| (from..until).contains(&record.updated()))
                .collect(),
        }
    }
}
