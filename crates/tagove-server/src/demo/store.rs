//! The history written down once, record by record, for answers that only join pieces.

use std::{collections::BTreeSet, ops::Range};

use jiff::civil::Date;

use super::{
    DemoOptions, Totals,
    account::ACCOUNTS,
    cast::Cast,
    clock::{Clock, DAY, Moment},
};

/// All records as JSON text, in the order of the lists.
#[derive(Debug)]
pub(crate) struct Store {
    clock: Clock,
    accounts: Vec<String>,
    chats: Vec<ChatText>,
    sessions: Vec<SessionText>,
}

/// One chat. An answer is `open`, then the messages if asked for, then `}`.
#[derive(Debug)]
pub(crate) struct ChatText {
    id: u64,
    created: Moment,
    account: usize,
    message_count: usize,
    /// The object without its closing brace.
    pub(crate) open: Box<str>,
    /// The array of messages.
    pub(crate) messages: Box<str>,
    /// The array of paths, absent for a chat that is no call.
    pub(crate) recordings: Option<Box<str>>,
}

/// One session with its visitor.
#[derive(Debug)]
pub(crate) struct SessionText {
    created: Moment,
    visitor_id: u64,
    pub(crate) text: Box<str>,
}

impl Store {
    pub(super) fn new(options: &DemoOptions) -> Self {
        let clock = Clock {
            start: options.start,
        };
        let mut cast = Cast::new(options);
        let chats = cast
            .chats
            .iter()
            .map(|chat| {
                let session_id = cast.sessions[chat.session].id;
                ChatText {
                    id: chat.id,
                    created: chat.created,
                    account: chat.account,
                    message_count: chat.lines.len(),
                    open: written(|out| chat.write_open(out, clock, session_id)),
                    messages: written(|out| chat.write_messages(out, clock)),
                    recordings: (chat.recordings > 0)
                        .then(|| written(|out| chat.write_recordings(out))),
                }
            })
            .collect();
        cast.sessions.sort_unstable_by_key(|session| session.id);
        let sessions = cast
            .sessions
            .iter()
            .map(|session| {
                let visitor = &cast.visitors[session.visitor];
                SessionText {
                    created: session.created,
                    visitor_id: visitor.id,
                    text: written(|out| session.write(out, clock, visitor)),
                }
            })
            .collect();
        let accounts = ACCOUNTS
            .iter()
            .map(|account| written(|out| account.write(out)).into())
            .collect();
        Self {
            clock,
            accounts,
            chats,
            sessions,
        }
    }

    /// The chats begun from `start` to `end`, both included, by time and then id.
    pub(crate) fn chats(&self, start: Option<Date>, end: Option<Date>) -> &[ChatText] {
        &self.chats[self.range(&self.chats, |chat| chat.created, start, end)]
    }

    /// The sessions begun from `start` to `end`, both included, by time and then id.
    pub(crate) fn sessions(&self, start: Option<Date>, end: Option<Date>) -> &[SessionText] {
        &self.sessions[self.range(&self.sessions, |session| session.created, start, end)]
    }

    pub(crate) fn chat(&self, id: &str) -> Option<&ChatText> {
        let id = number(id)?;
        let index = self.chats.binary_search_by_key(&id, |chat| chat.id).ok()?;
        self.chats.get(index)
    }

    /// The sessions of one visitor, none if there is no such visitor.
    pub(crate) fn visitor(&self, id: &str) -> Vec<&SessionText> {
        let Some(id) = number(id) else {
            return Vec::new();
        };
        self.sessions
            .iter()
            .filter(|session| session.visitor_id == id)
            .collect()
    }

    pub(crate) fn account(&self, chat: &ChatText) -> &str {
        &self.accounts[chat.account]
    }

    pub(super) fn totals(&self, start: Option<Date>, end: Option<Date>) -> Totals {
        let (chats, sessions) = (self.chats(start, end), self.sessions(start, end));
        let visitors: BTreeSet<u64> = sessions.iter().map(|session| session.visitor_id).collect();
        Totals {
            chats: chats.len(),
            messages: chats.iter().map(|chat| chat.message_count).sum(),
            sessions: sessions.len(),
            visitors: visitors.len(),
        }
    }

    fn range<T>(
        &self,
        records: &[T],
        created: impl Fn(&T) -> Moment,
        start: Option<Date>,
        end: Option<Date>,
    ) -> Range<usize> {
        let from = start.map_or(Moment::MIN, |date| self.clock.midnight(date));
        let until = end.map_or(Moment::MAX, |date| self.clock.midnight(date) + DAY);
        let first = records.partition_point(|record| created(record) < from);
        let last = records.partition_point(|record| created(record) < until);
        first..last.max(first)
    }
}

fn written(write: impl FnOnce(&mut String)) -> Box<str> {
    let mut out = String::new();
    write(&mut out);
    out.into_boxed_str()
}

/// An id as it is written: `043` and `+43` are nobody's.
fn number(id: &str) -> Option<u64> {
    let number: u64 = id.parse().ok()?;
    (number.to_string() == id).then_some(number)
}
