//! Chats and their messages.

use super::{
    account::ACCOUNTS,
    clock::{Clock, Moment},
    conversation::Line,
};
use crate::json::{self, Members};

// What a chat can be, the usual more often.
pub(super) const STATUSES: &[&str] = &[
    "closed",
    "closed",
    "closed",
    "closed",
    "closed",
    "closed",
    "missed",
    "transferred",
];
pub(super) const KINDS: &[&str] = &[
    "text",
    "text",
    "text",
    "text",
    "text",
    "text",
    "text",
    "audio-call",
    "video-call",
    "cobrowse",
];
pub(super) const DEPARTMENTS: &[Option<u64>] = &[None, None, Some(11), Some(12), Some(140)];
pub(super) const RATINGS: &[&str] = &["5", "5", "5", "4", "4", "3", "2", "1"];
pub(super) const COMMENTS: &[Option<&str>] = &[
    None,
    None,
    None,
    Some(""),
    Some("follow up on Monday"),
    Some("siehe Ticket #12\n– erledigt"),
];

/// One chat. Its session is known by its place, for session ids come last.
#[derive(Debug)]
pub(super) struct Chat {
    pub(super) id: u64,
    pub(super) account: usize,
    pub(super) session: usize,
    pub(super) kind: &'static str,
    pub(super) status: &'static str,
    pub(super) created: Moment,
    pub(super) updated: Moment,
    pub(super) department: Option<u64>,
    pub(super) duration: Option<u64>,
    pub(super) wait: Option<u64>,
    pub(super) rating: Option<&'static str>,
    pub(super) feedback: Option<&'static str>,
    pub(super) comments: Option<&'static str>,
    pub(super) initiator: &'static str,
    pub(super) recordings: u64,
    /// The id of the first message; the others follow it.
    pub(super) first_message: u64,
    pub(super) lines: Vec<Line>,
}

impl Chat {
    /// Writes the chat as far as its own members go; the object stays open.
    pub(super) fn write_open(&self, out: &mut String, clock: &Clock, session_id: u64) {
        Members::open(out)
            .digits("id", self.id)
            .digits("account_id", ACCOUNTS[self.account].id)
            .digits("session_id", session_id)
            .text("type", self.kind)
            .text("status", self.status)
            .text("date_created", &*clock.text(self.created))
            .text("date_updated", &*clock.text(self.updated))
            .digits("department_id", self.department)
            .digits("chat_duration", self.duration)
            .digits("chat_wait_time", self.wait)
            .text("feedback_rating", self.rating)
            .text("feedback_message", self.feedback)
            .text("comments", self.comments)
            .text("initiator", self.initiator);
    }

    pub(super) fn write_messages(&self, out: &mut String, clock: &Clock) {
        let numbered = (self.first_message..).zip(&self.lines);
        json::array(out, numbered, |out, (id, line)| {
            Members::open(out)
                .digits("id", id)
                .digits("chat_id", self.id)
                .digits("account_id", ACCOUNTS[self.account].id)
                .text("sender_type", line.sender_type)
                .digits("sender_id", line.sender_id)
                .text("type", line.kind)
                .text("message", line.text.as_str())
                .text("date_created", &*clock.text(line.at))
                .text("seen", if line.seen { "seen" } else { "unseen" })
                .close();
        });
    }

    /// The paths of what was recorded, none for a chat in text.
    pub(super) fn write_recordings(&self, out: &mut String) {
        let ending = if self.kind == "video-call" {
            "mp4"
        } else {
            "mp3"
        };
        json::array(out, 1..=self.recordings, |out, part| {
            json::quote(out, &format!("/recordings/{}/{part}.{ending}", self.id));
        });
    }
}
