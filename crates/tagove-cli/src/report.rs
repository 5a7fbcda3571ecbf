//! What goes to stderr: lines for people, or the same as JSON lines for programs.

use crate::count::count;
use crate::escape;
use crate::failure::Failure;
use crate::format::Format;
use crate::secret;
use serde::Serialize;
use serde_json::json;
use tagove::{Ended, RetryEvent, Summary, Warning};

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
            _ if self.json => secret::write_object("error", failure),
            _ => line(&format!("error: {}", failure.words())),
        }
    }

    /// Whether people read it, not programs.
    pub(crate) fn for_people(self) -> bool {
        !self.json
    }

    /// One warning as programs get it.
    pub(crate) fn warning(self, warning: &Warning) {
        secret::write_object("warning", warning);
    }

    /// A request that failed and is made again after a wait.
    pub(crate) fn retry(self, event: &RetryEvent<'_>, words: &str) {
        if !self.json {
            return line(&format!("retry: {words}"));
        }
        let told = json!({
            "operation": event.request.operation,
            "request_id": event.request.request_id,
            "attempt": event.request.attempt,
            "status": event.status,
            "kind": event.kind,
            "wait": event.wait.as_secs_f64(),
        });
        secret::write_object("retry", &told);
    }

    pub(crate) fn list_summary(self, summary: &Summary, noun: &str) {
        if self.json {
            return secret::write_object("summary", summary);
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
        text.push_str(match summary.ended {
            Some(Ended::Taken) => ", as many as were asked for",
            _ if summary.complete => ", complete",
            _ => ", not known to be complete",
        });
        line(&text);
    }

    /// A summary of the command's own, in both forms.
    pub(crate) fn summary(self, summary: &impl Serialize, text: &str) {
        if self.json {
            secret::write_object("summary", summary);
        } else {
            line(text);
        }
    }

    /// Something that only people care for.
    pub(crate) fn note(self, text: &str) {
        if !self.json {
            line(text);
        }
    }
}

/// One line in one write. A stderr that is closed is nobody's to tell.
fn line(text: &str) {
    // Escaped first, a key of odd characters would not be known again.
    let text = secret::clean(text);
    let _ = secret::write(&format!("{}\n", escape::text(&text)));
}
