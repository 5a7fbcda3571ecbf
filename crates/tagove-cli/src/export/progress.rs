//! How far an export is, for people who wait. The API tells no totals: it is a count.

use indicatif::{ProgressBar, ProgressStyle};
use tagove::Summary;

/// One line on stderr if it is a terminal, nothing elsewhere; gone when dropped.
pub(crate) struct Progress {
    bar: ProgressBar,
    what: &'static str,
}

impl Progress {
    pub(crate) fn begin(what: &'static str) -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(what);
        // The spinner turns while a slow page is on its way.
        bar.enable_steady_tick(std::time::Duration::from_millis(100));
        Self { bar, what }
    }

    pub(crate) fn show(&self, summary: &Summary) {
        let Summary { records, pages, .. } = summary;
        self.bar
            .set_message(format!("{}: {records} in {pages} pages", self.what));
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
