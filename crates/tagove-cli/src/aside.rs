//! Lines on stderr while a progress bar may stand there.

use indicatif::ProgressBar;
use std::sync::{Arc, Mutex, PoisonError};

/// The bar that is on the screen now, if one is; shared by all who write beside it, on whatever thread.
#[derive(Clone, Default)]
pub(crate) struct Aside(Arc<Mutex<Option<ProgressBar>>>);

impl Aside {
    /// From now on this bar, or none, is on the screen.
    pub(crate) fn set(&self, bar: Option<ProgressBar>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = bar;
    }

    /// Writes something to stderr without mixing it with the bar.
    pub(crate) fn write(&self, write: impl FnOnce()) {
        let bar = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match &*bar {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }
}
