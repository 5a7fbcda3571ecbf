//! When chats begin, and how ids go up.

use super::{
    DemoOptions,
    clock::{DAY, Moment},
    random::Random,
};

/// An id a little above the last one, `first` if there is none.
pub(super) fn next_id(random: &mut Random, last: Option<u64>, first: u64) -> u64 {
    last.map_or(first, |last| last + random.between(1, 9))
}

/// When the chats begin, in order: from the first seconds of the first day to the last
/// of the last one, most of them in the hours of work, some in the same second.
pub(super) fn times(random: &mut Random, options: &DemoOptions) -> Vec<Moment> {
    let days = u64::from(options.days.max(1));
    let mut times: Vec<Moment> = (0..options.chats)
        .map(|_| {
            let second = if random.percent(80) {
                random.between(8 * 3600, 20 * 3600)
            } else {
                random.below(86_400)
            };
            random.below(days) as Moment * DAY + second as Moment
        })
        .collect();
    if let [first, .., last] = &mut *times {
        *first = 3;
        *last = days as Moment * DAY - 5;
    }
    times.sort_unstable();
    for index in (40..times.len()).step_by(40) {
        times[index - 1] = times[index];
    }
    times
}
