//! What goes on in an account while somebody pages through it.

use super::{
    DemoOptions, Store,
    cast::Cast,
    chat::STATUSES,
    clock::{DAY, Moment},
    random::Random,
    texts::{ChatText, SessionText},
};
use crate::Zone;

/// A history that goes on: seeded, and by steps that only the server's own answers make.
#[derive(Debug)]
pub(crate) struct Drift {
    /// Everybody there ever was, those that vanished too.
    cast: Cast,
    /// What the lists show.
    store: Store,
}

impl Drift {
    pub(super) fn new(options: &DemoOptions, zone: &Zone, seed: u64) -> Self {
        let mut cast = Cast::new(options);
        let store = Store::of(&cast, options, zone);
        cast.random = Random::new(seed);
        Self { cast, store }
    }

    pub(super) fn store(&self) -> &Store {
        &self.store
    }

    /// One step: one to three events in each list, and always in both, so that a step is
    /// the same whichever list was asked.
    pub(super) fn go_on(&mut self) {
        for _ in 0..self.cast.random.between(1, 3) {
            match self.cast.random.below(3) {
                0 => self.chat_appears(),
                1 => self.chat_changes(),
                _ => self.chat_vanishes(),
            }
        }
        for _ in 0..self.cast.random.between(1, 3) {
            match self.cast.random.below(3) {
                0 => self.session_appears(),
                1 => self.session_changes(),
                _ => self.session_vanishes(),
            }
        }
    }

    /// A chat with an id of its own, in the midst of the others.
    fn chat_appears(&mut self) {
        let beside = early(&mut self.cast.random, self.store.chats.len());
        let at = beside.map_or(DAY / 2, |index| self.store.chats[index].created);
        let known = self.cast.sessions.len();
        self.cast.chat(at);
        // The session first: the chat's text names its id.
        let place = self.cast.chats.len() - 1;
        let session = self.cast.chats[place].session;
        self.begin_sessions(known);
        self.write_visitor(self.cast.sessions[session].visitor);
        let text = ChatText::of(&self.cast, &self.store.clock, place);
        let before = |chat: &ChatText| (chat.created, chat.id) < (text.created, text.id);
        let index = self.store.chats.partition_point(before);
        self.store.chats.insert(index, text);
    }

    fn chat_changes(&mut self) {
        let random = &mut self.cast.random;
        let Some(index) = anywhere(random, self.store.chats.len()) else {
            return;
        };
        let place = self.store.chats[index].place;
        let chat = &mut self.cast.chats[place];
        let others: Vec<_> = STATUSES
            .iter()
            .copied()
            .filter(|status| *status != chat.status)
            .collect();
        chat.status = random.pick(&others);
        chat.updated += random.between(1, 3600) as Moment;
        let (session, updated) = (chat.session, chat.updated);
        self.store.chats[index] = ChatText::of(&self.cast, &self.store.clock, place);
        self.cast.stay(session, updated);
        self.write_visitor(self.cast.sessions[session].visitor);
    }

    fn chat_vanishes(&mut self) {
        if let Some(index) = early(&mut self.cast.random, self.store.chats.len()) {
            self.store.chats.remove(index);
        }
    }

    /// Somebody looks around.
    fn session_appears(&mut self) {
        let beside = early(&mut self.cast.random, self.store.sessions.len());
        let at = beside.map_or(DAY / 2, |index| self.store.sessions[index].created);
        let known = self.cast.sessions.len();
        self.cast.browse(at);
        self.begin_sessions(known);
        self.write_visitor(self.cast.sessions[known].visitor);
    }

    fn session_changes(&mut self) {
        let random = &mut self.cast.random;
        let Some(index) = anywhere(random, self.store.sessions.len()) else {
            return;
        };
        let place = self.store.sessions[index].place;
        let longer = random.between(1, 3600) as Moment;
        let session = &mut self.cast.sessions[place];
        session.online = !session.online;
        let (visitor, until) = (session.visitor, session.updated + longer);
        self.cast.stay(place, until);
        self.write_visitor(visitor);
    }

    fn session_vanishes(&mut self) {
        if let Some(index) = early(&mut self.cast.random, self.store.sessions.len()) {
            self.store.sessions.remove(index);
        }
    }

    /// Gives the sessions from the place `known` on their ids, and shows them.
    fn begin_sessions(&mut self, known: usize) {
        for place in known..self.cast.sessions.len() {
            self.cast.number_session(place);
            let text = SessionText::of(&self.cast, &self.store.clock, place);
            let before =
                |session: &SessionText| (session.created, session.id) < (text.created, text.id);
            let index = self.store.sessions.partition_point(before);
            self.store.sessions.insert(index, text);
        }
    }

    /// Writes all that is shown of one visitor anew: every session tells of the last visit.
    fn write_visitor(&mut self, visitor: usize) {
        let (cast, clock) = (&self.cast, &self.store.clock);
        for text in &mut self.store.sessions {
            if cast.sessions[text.place].visitor == visitor {
                *text = SessionText::of(cast, clock, text.place);
            }
        }
    }
}

fn anywhere(random: &mut Random, len: usize) -> Option<usize> {
    (len > 0).then(|| random.index(len))
}

/// Rather near the front: only what happens before the place where somebody reads moves
/// the records that they are about to read.
fn early(random: &mut Random, len: usize) -> Option<usize> {
    let end = anywhere(random, len)? + 1;
    Some(random.index(end))
}
