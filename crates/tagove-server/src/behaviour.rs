//! How a demo server reads what the vendor leaves open, and how it misbehaves when told to.

use crate::Zone;

/// What a demo server does where the documents are silent, and which of the things that
/// live servers do to a reader of pages it does. The default does none of these.
///
/// All of it holds for both lists; the zone and the drift show in the single records too.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Behaviour {
    /// In which zone times are given and days begin.
    pub zone: Zone,
    /// Which date of a record `start_date` and `end_date` are about.
    pub filter_date: FilterDate,
    /// Whether the day `end_date` belongs to what is asked for.
    pub end_date: EndDate,
    /// What becomes of `limit`.
    pub limit: Limit,
    /// What becomes of `page`.
    pub paging: Paging,
    /// Lets records appear, change and vanish between one list answer and the next. What
    /// happens depends on this seed and on how many lists were answered, and on nothing else.
    pub drift: Option<u64>,
}

/// Which date of a record the dates of a request are about. The order of the lists is
/// always that of creation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FilterDate {
    /// `date_created`
    #[default]
    Created,
    /// `date_updated`
    Updated,
}

/// Whether the last day asked for is part of the answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EndDate {
    /// It is.
    #[default]
    Included,
    /// The answer ends with the day before.
    Excluded,
}

/// How many records a page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Limit {
    /// As many as asked for, 10 unless asked.
    #[default]
    Obeyed,
    /// Always 10: `limit` is not even read.
    Ignored,
    /// As many as asked for but never more than this; 0 is taken as 1.
    Capped(usize),
}

/// Which records a page has, above all past the end of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paging {
    /// Those of the page asked for, none past the end.
    #[default]
    Obeyed,
    /// Always those of the first page: `page` is not even read.
    Ignored,
    /// Past the end those of the last page again.
    LastRepeated,
    /// Past the end status 404. The first page of an empty list is not past its end.
    NotFoundPastEnd,
}
