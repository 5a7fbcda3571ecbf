//! Sessions of visitors.

use super::{
    answer::{Answer, Refusal},
    parameters::Parameters,
};
use crate::{
    demo::{SessionText, Store},
    json::{self, Members},
};

/// A page: one session alone is an object as in the vendor's sample, otherwise an array.
pub(super) fn list(store: &Store, parameters: &Parameters) -> Result<Answer, Refusal> {
    let sessions = store.sessions(&parameters.period);
    Ok(match parameters.page(&sessions)? {
        [session] => data(session.text.len(), |out| out.push_str(&session.text)),
        sessions => array(sessions.iter().copied()),
    })
}

/// All sessions of one visitor, always an array.
pub(super) fn one(store: &Store, id: &str) -> Result<Answer, Refusal> {
    let sessions = store.visitor(id);
    if sessions.is_empty() {
        return Err(Refusal::not_found("There is no visitor with this id."));
    }
    Ok(array(sessions.into_iter()))
}

fn array<'a>(sessions: impl Iterator<Item = &'a SessionText> + Clone) -> Answer {
    let size = sessions.clone().map(|session| session.text.len() + 1).sum();
    data(size, |out| {
        json::array(out, sessions, |out, session| out.push_str(&session.text))
    })
}

fn data(size: usize, write: impl FnOnce(&mut String)) -> Answer {
    Answer::success(size, |out| {
        let mut data = Members::open(out);
        write(data.name("visitor_session"));
        data.close();
    })
}
