//! Faults by lot.

use std::time::Duration;

use super::Fault;
use crate::demo::Random;

/// What of a million stands for "all requests".
const ALL: u64 = 1_000_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seeded {
    seed: u64,
    /// How many of a million requests get a fault.
    share: u64,
}

impl Seeded {
    pub(super) fn new(seed: u64, share: f64) -> Self {
        Self {
            seed,
            // What is no number at all becomes 0.
            share: (share.clamp(0.0, 1.0) * ALL as f64).round() as u64,
        }
    }

    pub(super) fn fault(self, number: u64) -> Option<Fault> {
        // A generator a request, so that nothing depends on what came before. Seeds are often
        // small too: turned, so that seed 1 is not seed 0 moved by one request.
        let mut random = Random::new(self.seed.rotate_left(32) ^ number);
        (random.below(ALL) < self.share).then(|| any(&mut random))
    }
}

/// A fault of any kind; waits are short, for a run has many of them.
fn any(random: &mut Random) -> Fault {
    match random.below(11) {
        0 => Fault::Status {
            code: random.pick(&[429, 500, 502, 503, 504]),
            retry_after: random.pick(&[None, Some("1")]).map(str::to_owned),
        },
        1 => Fault::ResetBeforeHead,
        2 => Fault::ClosedBeforeHead,
        3 => Fault::ResetInBody,
        4 => Fault::Truncated,
        5 => Fault::Slow(Duration::from_millis(random.between(50, 500))),
        6 => Fault::Dribbled {
            bytes: 1024,
            pause: Duration::from_millis(1),
        },
        7 => Fault::WrongContentType,
        8 => Fault::FalseGzip,
        9 => Fault::RedirectToOtherPort,
        _ => Fault::Silence,
    }
}
