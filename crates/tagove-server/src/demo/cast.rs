//! Puts visitors, sessions and chats on the time line.

use super::{
    DemoOptions,
    account::ACCOUNTS,
    chat::{COMMENTS, Chat, DEPARTMENTS, KINDS, RATINGS, STATUSES},
    clock::{DAY, Moment},
    conversation::{Length, Talk},
    random::Random,
    schedule::{next_id, times},
    visitor::{Session, Visitor},
};

/// Everybody and everything there is in one demo, not yet written down.
#[derive(Debug)]
pub(super) struct Cast {
    pub(super) visitors: Vec<Visitor>,
    pub(super) sessions: Vec<Session>,
    pub(super) chats: Vec<Chat>,
    pub(super) random: Random,
    messages_per_chat: Option<usize>,
    next_message: u64,
    last_session_id: Option<u64>,
}

impl Cast {
    pub(super) fn new(options: &DemoOptions) -> Self {
        let mut cast = Self {
            visitors: Vec::new(),
            sessions: Vec::new(),
            chats: Vec::with_capacity(options.chats),
            random: Random::new(options.seed),
            messages_per_chat: options.messages_per_chat,
            // Numbers start where the vendor's samples are, so that these work as they stand.
            next_message: 393_235,
            last_session_id: None,
        };
        for at in times(&mut cast.random, options) {
            // The first visitor of all talks, as in the vendor's samples.
            if !cast.chats.is_empty() && cast.random.percent(25) {
                cast.browse(at);
            }
            cast.chat(at);
        }
        if let Some(last_day) = options.days.checked_sub(1).filter(|_| options.chats > 0) {
            // The first visitor comes back, so that one with several sessions is easy to name.
            cast.arrive(0, 0, Moment::from(last_day) * DAY / 2);
        }
        cast.number_sessions();
        cast
    }

    /// Somebody looks around and says nothing.
    pub(super) fn browse(&mut self, at: Moment) {
        let visitor = self.somebody(at);
        let account = self.random.index(ACCOUNTS.len());
        let session = self.arrive(visitor, account, at);
        let until = at + self.random.below(900) as Moment;
        self.stay(session, until);
    }

    pub(super) fn chat(&mut self, at: Moment) {
        let index = self.chats.len();
        let visitor = self.somebody(at);
        let random = &mut self.random;
        let account = random.index(ACCOUNTS.len());
        let (status, kind) = (random.pick(STATUSES), random.pick(KINDS));
        let answered = status != "missed";
        let length = match self.messages_per_chat {
            Some(count) => Length::Exactly(count),
            None if index % 25 == 7 => Length::Exactly(0),
            None if index % 167 == 83 => Length::Exactly(random.between(250, 600) as usize),
            None => Length::Natural,
        };
        let begin = at - (random.between(5, 900) as Moment).min(at);
        let session = match self.visitors[visitor].last_session {
            // One that began later is no session of this chat: in a drift time goes back.
            Some(session) if random.percent(40) && self.sessions[session].created <= at => session,
            _ => self.arrive(visitor, account, begin),
        };
        let random = &mut self.random;
        let talk = Talk {
            visitor: &self.visitors[visitor],
            agent: &ACCOUNTS[account],
            answered,
            begin: at,
        };
        let lines = talk.lines(random, length);
        let updated = lines.last().map_or(at, |line| line.at);
        let rated = answered && !lines.is_empty() && random.percent(35);
        let chat = Chat {
            id: next_id(random, self.chats.last().map(|chat| chat.id), 43_074),
            account,
            session,
            kind,
            status,
            created: at,
            updated,
            department: random.pick(DEPARTMENTS),
            duration: (answered || random.percent(50)).then_some((updated - at).unsigned_abs()),
            wait: answered
                .then(|| random.below(240))
                .filter(|wait| wait % 5 > 0),
            rating: rated.then(|| random.pick(RATINGS)),
            feedback: match rated.then(|| random.below(3)) {
                Some(0) => Some(""),
                Some(1) => Some(random.pick(talk.visitor.tongue.feedback)),
                _ => None,
            },
            comments: random.pick(COMMENTS),
            initiator: if random.percent(80) {
                "visitor"
            } else {
                "agent"
            },
            recordings: if answered && kind.ends_with("-call") {
                random.between(1, 3)
            } else {
                0
            },
            first_message: self.next_message,
            lines,
        };
        self.next_message += chat.lines.len() as u64 + random.below(3);
        self.chats.push(chat);
        self.stay(session, updated);
    }

    /// A visitor seen before, or a new one.
    fn somebody(&mut self, at: Moment) -> usize {
        let random = &mut self.random;
        if !self.visitors.is_empty() && random.percent(30) {
            return random.index(self.visitors.len());
        }
        let last = self.visitors.last().map(|visitor| visitor.id);
        let id = next_id(random, last, 838_161);
        let detail = 13_530 + self.visitors.len() as u64;
        self.visitors.push(Visitor::new(random, id, detail, at));
        self.visitors.len() - 1
    }

    /// Begins a session.
    fn arrive(&mut self, visitor: usize, account: usize, at: Moment) -> usize {
        self.sessions.push(Session {
            id: 0,
            visitor,
            account,
            created: at,
            updated: at,
            online: self.random.percent(3),
        });
        let session = self.sessions.len() - 1;
        self.visitors[visitor].last_session = Some(session);
        self.stay(session, at);
        session
    }

    /// Keeps a session going at least until `until`.
    pub(super) fn stay(&mut self, session: usize, until: Moment) {
        let session = &mut self.sessions[session];
        session.updated = session.updated.max(until);
        let visitor = &mut self.visitors[session.visitor];
        visitor.first_visit = visitor.first_visit.min(session.created);
        visitor.last_visit = visitor.last_visit.max(session.updated);
    }

    /// Session ids ascend with the time of arrival; the sessions keep their places.
    fn number_sessions(&mut self) {
        let mut order: Vec<usize> = (0..self.sessions.len()).collect();
        order.sort_by_key(|&index| (self.sessions[index].created, index));
        for index in order {
            self.number_session(index);
        }
    }

    /// Gives a session the next id.
    pub(super) fn number_session(&mut self, session: usize) {
        let id = next_id(&mut self.random, self.last_session_id, 907_029);
        self.sessions[session].id = id;
        self.last_session_id = Some(id);
    }
}
