//! The history as it stands, record by record.

use std::collections::BTreeSet;

use super::{
    DemoOptions, Totals,
    account::ACCOUNTS,
    cast::Cast,
    clock::{Clock, Moment},
    period::{Dated, Period},
    texts::{ChatText, SessionText, written},
};
use crate::Zone;

/// All records as JSON text, in the order of the lists: by time and then id.
#[derive(Debug)]
pub(crate) struct Store {
    pub(super) clock: Clock,
    accounts: Vec<Box<str>>,
    pub(super) chats: Vec<ChatText>,
    pub(super) sessions: Vec<SessionText>,
}

impl Store {
    pub(super) fn new(options: &DemoOptions, zone: &Zone) -> Self {
        Self::of(&Cast::new(options), options, zone)
    }

    /// What the cast did, written down in the times of `zone`.
    pub(super) fn of(cast: &Cast, options: &DemoOptions, zone: &Zone) -> Self {
        let clock = Clock {
            start: options.start,
            zone: zone.clone(),
        };
        let chats = (0..cast.chats.len())
            .map(|place| ChatText::of(cast, &clock, place))
            .collect();
        let mut sessions: Vec<_> = (0..cast.sessions.len())
            .map(|place| SessionText::of(cast, &clock, place))
            .collect();
        sessions.sort_unstable_by_key(|session| session.id);
        let accounts = ACCOUNTS
            .iter()
            .map(|account| written(|out| account.write(out)))
            .collect();
        Self {
            clock,
            accounts,
            chats,
            sessions,
        }
    }

    /// The chats of a period.
    pub(crate) fn chats(&self, period: &Period) -> Vec<&ChatText> {
        period.select(&self.clock, &self.chats)
    }

    /// The sessions of a period.
    pub(crate) fn sessions(&self, period: &Period) -> Vec<&SessionText> {
        period.select(&self.clock, &self.sessions)
    }

    /// Ids do not ascend in a history that drifts, so this looks at all of them.
    pub(crate) fn chat(&self, id: &str) -> Option<&ChatText> {
        let id = number(id)?;
        self.chats.iter().find(|chat| chat.id == id)
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

    pub(super) fn totals(&self, period: &Period) -> Totals {
        let (chats, sessions) = (self.chats(period), self.sessions(period));
        let visitors: BTreeSet<u64> = sessions.iter().map(|session| session.visitor_id).collect();
        Totals {
            chats: chats.len(),
            messages: chats.iter().map(|chat| chat.message_count).sum(),
            sessions: sessions.len(),
            visitors: visitors.len(),
        }
    }
}

impl Dated for ChatText {
    fn created(&self) -> Moment {
        self.created
    }

    fn updated(&self) -> Moment {
        self.updated
    }
}

impl Dated for SessionText {
    fn created(&self) -> Moment {
        self.created
    }

    fn updated(&self) -> Moment {
        self.updated
    }
}

/// An id as it is written: `043` and `+43` are nobody's.
fn number(id: &str) -> Option<u64> {
    let number: u64 = id.parse().ok()?;
    (number.to_string() == id).then_some(number)
}
