//! How far an export is, for people who wait. The API tells no totals: it is a count.

use crate::count::count;
use indicatif::{ProgressBar, ProgressStyle};
use tagove::Summary;

/// One line on stderr if it is a terminal, nothing elsewhere; gone when dropped.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// What one record is called.
    noun: &'static str,
}

impl Progress {
    pub(crate) fn begin(noun: &'static str) -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(format!("{noun}s"));
        // The spinner turns while a slow page is on its way.
        bar.enable_steady_tick(std::time::Duration::from_millis(100));
        Self { bar, noun }
    }

    pub(crate) fn show(&self, summary: &Summary) {
        self.bar.set_message(format!(
            "{} in {}",
            count(summary.records, self.noun),
            count(summary.pages, "page")
        ));
    }

    /// Writes something else to stderr without mixing the two.
    pub(crate) fn aside(&self, write: impl FnOnce()) {
        self.bar.suspend(write);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
