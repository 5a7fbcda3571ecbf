//! How far an export is, for people who wait. The API tells no totals: it is a count.

use crate::aside::Aside;
use crate::count::count;
use indicatif::{ProgressBar, ProgressStyle};
use tagove::Summary;

/// One line on stderr if it is a terminal, nothing elsewhere; gone when dropped.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Where others learn of it.
    aside: Aside,
    /// What one record is called.
    noun: &'static str,
}

impl Progress {
    pub(crate) fn begin(noun: &'static str, aside: &Aside) -> Self {
        let bar = ProgressBar::new_spinner();
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
            bar.set_style(style);
        }
        bar.set_message(format!("{noun}s"));
        // The spinner turns while a slow page is on its way.
        bar.enable_steady_tick(std::time::Duration::from_millis(100));
        aside.set(Some(bar.clone()));
        Self {
            bar,
            aside: aside.clone(),
            noun,
        }
    }

    pub(crate) fn show(&self, summary: &Summary) {
        self.bar.set_message(format!(
            "{} in {}",
            count(summary.records, self.noun),
            count(summary.pages, "page")
        ));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.aside.set(None);
        self.bar.finish_and_clear();
    }
}
