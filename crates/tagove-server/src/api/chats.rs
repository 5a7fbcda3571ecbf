//! Chats, their messages and their recordings.

use super::{
    answer::{Answer, Refusal},
    parameters::Parameters,
};
use crate::{
    demo::{ChatText, Store},
    json::{self, Members},
};

/// A page. One chat alone is an object as in the vendor's sample, several are an array of
/// such objects, none is an empty array.
pub(super) fn list(store: &Store, parameters: &Parameters) -> Result<Answer, Refusal> {
    let (messages, account) = (parameters.with("messages"), parameters.with("account"));
    let chats = store.chats(&parameters.period);
    let page = parameters.page(&chats)?;
    let item = |out: &mut String, chat: &&ChatText| {
        let mut item = Members::open(out);
        if account {
            item.raw("account", store.account(chat));
        }
        write(item.name("chat"), chat, messages);
        item.close();
    };
    let size = page.iter().map(|chat| size(chat, messages)).sum();
    Ok(Answer::success(size, |out| match page {
        [chat] => item(out, chat),
        chats => json::array(out, chats, item),
    }))
}

pub(super) fn one(store: &Store, id: &str) -> Result<Answer, Refusal> {
    let chat = find(store, id)?;
    Ok(data(chat, false, None))
}

pub(super) fn messages(store: &Store, id: &str) -> Result<Answer, Refusal> {
    let chat = find(store, id)?;
    Ok(data(chat, true, None))
}

/// The chat; for a recorded call the paths of its files beside it.
pub(super) fn recording(store: &Store, id: &str) -> Result<Answer, Refusal> {
    let chat = find(store, id)?;
    Ok(data(chat, false, chat.recordings.as_deref()))
}

fn find<'a>(store: &'a Store, id: &str) -> Result<&'a ChatText, Refusal> {
    store
        .chat(id)
        .ok_or_else(|| Refusal::not_found("There is no chat with this id."))
}

fn data(chat: &ChatText, messages: bool, recordings: Option<&str>) -> Answer {
    Answer::success(size(chat, messages), |out| {
        let mut data = Members::open(out);
        write(data.name("chat"), chat, messages);
        if let Some(recordings) = recordings {
            data.raw("recording", recordings);
        }
        data.close();
    })
}

fn write(out: &mut String, chat: &ChatText, messages: bool) {
    out.push_str(&chat.open);
    if messages {
        out.push_str(",\"messages\":");
        out.push_str(&chat.messages);
    }
    out.push('}');
}

fn size(chat: &ChatText, messages: bool) -> usize {
    chat.open.len() + if messages { chat.messages.len() } else { 0 } + 200
}
