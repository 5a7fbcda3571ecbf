//! What goes to stderr: lines for people, or the same as JSON lines for programs.

use crate::count::count;
use crate::escape;
use crate::failure::Failure;
use crate::format::Format;
use serde::Serialize;
use std::io::Write as _;
use tagove::{Summary, Warning};

/// Writes messages in the form that fits the data's.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Report {
    json: bool,
}

impl Report {
    pub(crate) fn new(format: Format) -> Self {
        Self {
            json: format != Format::Table,
        }
    }

    pub(crate) fn failure(self, failure: &Failure) {
        match failure {
            Failure::ClosedPipe | Failure::Findings => {}
            _ if self.json => self.object("error", failure),
            _ => line(&format!("error: {}", escape::text(failure.reason()))),
        }
    }

    /// Whether people read it, not programs.
    pub(crate) fn for_people(self) -> bool {
        !self.json
    }

    /// One warning as programs get it.
    pub(crate) fn warning(self, warning: &Warning) {
        self.object("warning", warning);
    }

    pub(crate) fn list_summary(self, summary: &Summary, noun: &str) {
        if self.json {
            return self.object("summary", summary);
        }
        let mut text = format!(
            "summary: {} in {}",
            count(summary.records, noun),
            count(summary.pages, "page")
        );
        if summary.duplicates > 0 {
            text.push_str(&format!(
                ", {} dropped",
                count(summary.duplicates, "repeated one")
            ));
        }
        text.push_str(if summary.complete {
            ", complete"
        } else {
            ", not known to be complete"
        });
        line(&text);
    }

    /// A summary of the command's own, in both forms.
    pub(crate) fn summary(self, summary: &impl Serialize, text: &str) {
        if self.json {
            self.object("summary", summary);
        } else {
            line(&escape::text(text));
        }
    }

    /// Something that only people care for.
    pub(crate) fn note(self, text: &str) {
        if !self.json {
            line(&escape::text(text));
        }
    }

    fn object(self, name: &str, value: &impl Serialize) {
        // All that comes here has text keys and finite numbers.
        if let Ok(value) = serde_json::to_string(value) {
            line(&format!("{{\"{name}\":{value}}}"));
        }
    }
}

/// One line in one write. A stderr that is closed is nobody's to tell.
fn line(text: &str) {
    let _ = std::io::stderr()
        .lock()
        .write_all(format!("{text}\n").as_bytes());
}
