//! The flags of `tagove serve` that say how the made-up API behaves.

use std::num::NonZeroUsize;
use tagove_server::{Behaviour, DemoOptions, EndDate, FilterDate, Limit, Paging, Zone};

const MISBEHAVIOUR: &str = "How it misbehaves, in both lists";

/// All of them are about made-up data: recorded answers are played as they are. The name
/// of the group is what `--replay` conflicts with.
#[derive(clap::Args)]
#[group(id = "behaviour", multiple = true)]
#[command(next_help_heading = "What the API leaves open")]
pub(super) struct BehaviourFlags {
    /// Whether the records of the day end_date are in the answer
    #[arg(long, value_enum, value_name = "WHICH", default_value = "included")]
    end_date: EndDay,
    /// Which date of a record start_date and end_date are about
    #[arg(long, value_enum, value_name = "WHICH", default_value = "created")]
    filter_date: WhichDate,
    /// Zone of the IANA database in which times are given and days begin, for example Europe/Berlin [default: UTC]
    #[arg(long, value_name = "NAME")]
    zone: Option<Zone>,
    /// Let records appear, change and vanish between one list answer and the next, so that pages overlap and leave
    /// gaps. The first list is as made up; what follows depends on the seed (that of the data, unless one is given
    /// as --drift=SEED) and on how many lists were answered before
    #[arg(
        long,
        value_name = "SEED",
        num_args = 0..=1,
        require_equals = true,
        help_heading = MISBEHAVIOUR
    )]
    drift: Option<Option<u64>>,
    /// Give ten records a page, whatever limit is asked for
    #[arg(
        long,
        conflicts_with = "max_limit",
        help_heading = MISBEHAVIOUR
    )]
    ignore_limit: bool,
    /// Give no more than so many records a page
    #[arg(
        long,
        value_name = "NUMBER",
        help_heading = MISBEHAVIOUR
    )]
    max_limit: Option<NonZeroUsize>,
    /// Give the first page, whatever page is asked for
    #[arg(
        long,
        conflicts_with_all = ["repeat_last_page", "not_found_past_end"],
        help_heading = MISBEHAVIOUR
    )]
    ignore_page: bool,
    /// Past the end give the last page again instead of an empty one
    #[arg(
        long,
        conflicts_with = "not_found_past_end",
        help_heading = MISBEHAVIOUR
    )]
    repeat_last_page: bool,
    /// Past the end answer with status 404 instead of an empty page
    #[arg(long, help_heading = MISBEHAVIOUR)]
    not_found_past_end: bool,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum EndDay {
    Included,
    Excluded,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum WhichDate {
    Created,
    Updated,
}

impl BehaviourFlags {
    /// The behaviour asked for; `seed` is that of the data, if one was given.
    pub(super) fn behaviour(self, seed: Option<u64>) -> Behaviour {
        let data_seed = || seed.unwrap_or(DemoOptions::default().seed);
        Behaviour {
            zone: self.zone.unwrap_or_default(),
            filter_date: match self.filter_date {
                WhichDate::Created => FilterDate::Created,
                WhichDate::Updated => FilterDate::Updated,
            },
            end_date: match self.end_date {
                EndDay::Included => EndDate::Included,
                EndDay::Excluded => EndDate::Excluded,
            },
            limit: match self.max_limit {
                _ if self.ignore_limit => Limit::Ignored,
                Some(most) => Limit::Capped(most.get()),
                None => Limit::Obeyed,
            },
            paging: if self.ignore_page {
                Paging::Ignored
            } else if self.repeat_last_page {
                Paging::LastRepeated
            } else if self.not_found_past_end {
                Paging::NotFoundPastEnd
            } else {
                Paging::Obeyed
            },
            drift: self.drift.map(|given| given.unwrap_or_else(data_seed)),
        }
    }
}
