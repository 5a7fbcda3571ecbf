//! What a request asks for: which records its answer holds, under which names.

use crate::schema::{self, Model};

/// What a request asked for.
#[derive(Debug)]
pub(crate) struct Shape {
    /// The model that stands in `data`.
    pub(crate) model: &'static Model,
    /// The members of `data` that hold it.
    pub(crate) names: [&'static str; 2],
    /// Where these stand in the answer.
    pub(crate) pointers: [&'static str; 2],
    /// Whether exactly one is meant.
    pub(crate) one: bool,
    /// The model that the caller gets: the same, or a recording around it.
    pub(crate) gives: &'static Model,
}

/// Every name under which records may stand.
pub(crate) const NAMES: [&str; 4] = ["chat", "chats", "visitor_session", "visitor_sessions"];

pub(crate) static CHATS: Shape = chat(&schema::CHAT, false);
pub(crate) static CHAT: Shape = chat(&schema::CHAT, true);
pub(crate) static RECORDING: Shape = chat(&schema::RECORDING, true);
pub(crate) static SESSIONS: Shape = Shape {
    model: &schema::VISITOR_SESSION,
    names: ["visitor_session", "visitor_sessions"],
    pointers: ["/data/visitor_session", "/data/visitor_sessions"],
    one: false,
    gives: &schema::VISITOR_SESSION,
};

const fn chat(gives: &'static Model, one: bool) -> Shape {
    Shape {
        model: &schema::CHAT,
        names: ["chat", "chats"],
        pointers: ["/data/chat", "/data/chats"],
        one,
        gives,
    }
}

impl Shape {
    /// Whether the caller gets a recording around the chat.
    pub(crate) fn is_recording(&self) -> bool {
        self.gives.index == schema::RECORDING.index
    }

    /// Whether the records are chats, beside which an account may stand.
    pub(crate) fn holds_chats(&self) -> bool {
        self.model.index == schema::CHAT.index
    }
}
