//! Which request gets which fault.

mod fault;
mod seeded;
mod spelling;

use std::collections::BTreeMap;

use self::seeded::Seeded;
pub use self::{fault::Fault, spelling::NoFault};

/// A script of faults for a demo server. Requests of the API are counted from 1, in order of
/// arrival; `/__requests` is not counted. Clones do the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Faults {
    at: BTreeMap<u64, Fault>,
    seeded: Option<Seeded>,
}

impl Faults {
    /// These faults for the requests of these numbers, and none for the others.
    #[must_use]
    pub fn at(faults: impl IntoIterator<Item = (u64, Fault)>) -> Self {
        Self {
            at: faults.into_iter().collect(),
            seeded: None,
        }
    }

    /// A fault of any kind for about this share of the requests (0.3: three in ten). Which
    /// request gets which depends on the seed and on the request's number alone.
    #[must_use]
    pub fn seeded(seed: u64, share: f64) -> Self {
        Self {
            at: BTreeMap::new(),
            seeded: Some(Seeded::new(seed, share)),
        }
    }

    /// One fault more; it goes before what the seed would have done.
    #[must_use]
    pub fn with(mut self, number: u64, fault: Fault) -> Self {
        self.at.insert(number, fault);
        self
    }

    /// The fault of a request, if it gets one.
    #[must_use]
    pub fn fault(&self, number: u64) -> Option<Fault> {
        let scripted = self.at.get(&number).cloned();
        scripted.or_else(|| self.seeded?.fault(number))
    }

    /// Whether some request may be sent to another port.
    pub(crate) fn redirect(&self) -> bool {
        self.seeded.is_some()
            || self
                .at
                .values()
                .any(|fault| *fault == Fault::RedirectToOtherPort)
    }
}

#[cfg(test)]
mod tests {
    use super::{Fault, Faults};

    #[test]
    fn seeded_share_is_about_that_of_all_requests_and_the_same_again() {
        for (share, low, high) in [(0.0, 0, 0), (0.3, 270, 330), (1.0, 1000, 1000)] {
            let faults = Faults::seeded(7, share);
            let count = (1..=1000)
                .filter(|number| faults.fault(*number).is_some())
                .count();
            assert!((low..=high).contains(&count), "{share}: {count}");
        }
        let all = |seed| {
            let faults = Faults::seeded(seed, 0.3);
            (1..=100)
                .map(|number| faults.fault(number))
                .collect::<Vec<_>>()
        };
        assert_eq!(all(7), all(7));
        assert_ne!(all(7), all(8));
    }

    #[test]
    fn seeded_faults_are_of_every_kind() {
        let faults = Faults::seeded(1, 1.0);
        let kinds: std::collections::HashSet<_> = (1..=300)
            .filter_map(|number| faults.fault(number))
            .map(|fault| std::mem::discriminant(&fault))
            .collect();
        assert_eq!(kinds.len(), 11);
    }

    #[test]
    fn with_explicit_fault_goes_before_the_seeded_one() {
        let faults = Faults::seeded(1, 1.0).with(5, Fault::Silence);
        assert_eq!(faults.fault(5), Some(Fault::Silence));
        assert_eq!(faults.fault(6), Faults::seeded(1, 1.0).fault(6));
        assert_eq!(Faults::at([]).fault(1), None);
    }
}
