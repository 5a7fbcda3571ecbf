//! Demo data: made up, believable, and the same on every machine.

mod account;
mod cast;
mod chat;
mod clock;
mod conversation;
mod device;
mod drift;
mod history;
mod period;
mod random;
mod schedule;
mod store;
mod texts;
mod tongues;
mod visitor;

use std::sync::Arc;

use jiff::civil::Date;

pub(crate) use {
    history::History,
    period::Period,
    random::Random,
    store::Store,
    texts::{ChatText, SessionText},
};

use crate::Zone;

/// What to make up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoOptions {
    /// The same seed gives the same bytes on every machine.
    pub seed: u64,
    /// How many chats, exactly.
    pub chats: usize,
    /// How many days the chats spread over; 0 is taken as 1.
    pub days: u32,
    /// The first of these days.
    pub start: Date,
    /// Exactly so many messages in each chat; mixed lengths, from none to several hundred, if absent.
    pub messages_per_chat: Option<usize>,
}

impl DemoOptions {
    /// The most chats that a program of others should make up: what fits into memory. Nothing here refuses more.
    pub const MOST_CHATS: usize = 1_000_000;
    /// The most days: what years of four digits can count.
    pub const MOST_DAYS: u32 = 36_500;
}

impl Default for DemoOptions {
    /// 500 chats from 2016-08-01 to 2016-12-01, both included.
    fn default() -> Self {
        Self {
            seed: 838_161,
            chats: 500,
            days: 123,
            start: jiff::civil::date(2016, 8, 1),
            messages_per_chat: None,
        }
    }
}

/// How much there is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Chats.
    pub chats: usize,
    /// Messages of these chats.
    pub messages: usize,
    /// Sessions of visitors.
    pub sessions: usize,
    /// Different visitors of these sessions.
    pub visitors: usize,
}

/// A chat history that never happened. Clones share it.
#[derive(Debug, Clone)]
pub struct Demo {
    options: DemoOptions,
    store: Arc<Store>,
}

impl Demo {
    /// Makes up a history.
    #[must_use]
    pub fn generate(options: DemoOptions) -> Self {
        Self {
            store: Arc::new(Store::new(&options, &Zone::default())),
            options,
        }
    }

    /// How much there is in all.
    #[must_use]
    pub fn totals(&self) -> Totals {
        self.totals_between(None, None)
    }

    /// How much was begun from `start` to `end`, both included: what the lists answer for
    /// these dates, unless the server's [`Behaviour`](crate::Behaviour) says otherwise.
    #[must_use]
    pub fn totals_between(&self, start: Option<Date>, end: Option<Date>) -> Totals {
        self.store.totals(&Period {
            start,
            end,
            ..Period::default()
        })
    }
}
