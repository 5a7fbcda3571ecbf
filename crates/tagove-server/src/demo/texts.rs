//! Records written down once, for answers that only join pieces.

use super::{
    cast::Cast,
    clock::{Clock, Moment},
};

/// One chat. An answer is `open`, then the messages if asked for, then `}`.
#[derive(Debug)]
pub(crate) struct ChatText {
    /// The place among the chats of the cast.
    pub(super) place: usize,
    pub(super) id: u64,
    pub(super) created: Moment,
    pub(super) updated: Moment,
    pub(super) account: usize,
    pub(super) message_count: usize,
    /// The object without its closing brace.
    pub(crate) open: Box<str>,
    /// The array of messages.
    pub(crate) messages: Box<str>,
    /// The array of paths, absent for a chat that is no call.
    pub(crate) recordings: Option<Box<str>>,
}

impl ChatText {
    pub(super) fn of(cast: &Cast, clock: &Clock, place: usize) -> Self {
        let chat = &cast.chats[place];
        let session_id = cast.sessions[chat.session].id;
        Self {
            place,
            id: chat.id,
            created: chat.created,
            updated: chat.updated,
            account: chat.account,
            message_count: chat.lines.len(),
            open: written(|out| chat.write_open(out, clock, session_id)),
            messages: written(|out| chat.write_messages(out, clock)),
            recordings: (chat.recordings > 0).then(|| written(|out| chat.write_recordings(out))),
        }
    }
}

/// One session with its visitor.
#[derive(Debug)]
pub(crate) struct SessionText {
    /// The place among the sessions of the cast.
    pub(super) place: usize,
    pub(super) id: u64,
    pub(super) created: Moment,
    pub(super) updated: Moment,
    pub(super) visitor_id: u64,
    pub(crate) text: Box<str>,
}

impl SessionText {
    pub(super) fn of(cast: &Cast, clock: &Clock, place: usize) -> Self {
        let session = &cast.sessions[place];
        let visitor = &cast.visitors[session.visitor];
        Self {
            place,
            id: session.id,
            created: session.created,
            updated: session.updated,
            visitor_id: visitor.id,
            text: written(|out| session.write(out, clock, visitor)),
        }
    }
}

/// The text that `write` writes.
pub(super) fn written(write: impl FnOnce(&mut String)) -> Box<str> {
    let mut out = String::new();
    write(&mut out);
    out.into_boxed_str()
}
