//! A history as one server shows it.

use std::sync::{Arc, Mutex, PoisonError};

use super::{Demo, Store, drift::Drift};
use crate::Behaviour;

/// One that stays as it was made up, or one that goes on while somebody reads.
#[derive(Debug)]
pub(crate) enum History {
    Still(Arc<Store>),
    Drifting(Box<Mutex<Drift>>),
}

impl History {
    pub(crate) fn new(demo: &Demo, behaviour: &Behaviour) -> Self {
        let (options, zone) = (&demo.options, &behaviour.zone);
        match behaviour.drift {
            Some(seed) => Self::Drifting(Box::new(Mutex::new(Drift::new(options, zone, seed)))),
            None if *zone == demo.store.clock.zone => Self::Still(Arc::clone(&demo.store)),
            None => Self::Still(Arc::new(Store::new(options, zone))),
        }
    }

    /// Answers from the history as it stands.
    pub(crate) fn record<R>(&self, answer: impl FnOnce(&Store) -> R) -> R {
        match self {
            Self::Still(store) => answer(store),
            Self::Drifting(drift) => {
                let drift = drift.lock().unwrap_or_else(PoisonError::into_inner);
                answer(drift.store())
            }
        }
    }

    /// The same for a list, after which history goes on. Both under one lock: what a list
    /// shows depends on how many were answered before it.
    pub(crate) fn list<R>(&self, answer: impl FnOnce(&Store) -> R) -> R {
        match self {
            Self::Still(store) => answer(store),
            Self::Drifting(drift) => {
                let mut drift = drift.lock().unwrap_or_else(PoisonError::into_inner);
                let answer = answer(drift.store());
                drift.go_on();
                answer
            }
        }
    }
}
