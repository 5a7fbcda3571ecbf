//! What stands beside a record and belongs to it: an account, or members that no model knows.

use crate::data::Members;
use crate::decode::Decoder;
use crate::json::{Fault, Piece};
use crate::page::Span;
use crate::scalar::Fit;
use crate::schema::{self, Kind, Model};
use std::collections::HashSet;

/// The account beside a chat becomes the chat's own, unless it has one; gives it back where it belongs to no chat.
pub(crate) fn place_account(
    decoder: &mut Decoder<'_>,
    only: Option<u32>,
    account: Piece,
) -> Result<Option<(Span, Span)>, Box<Fault>> {
    let (model, column) = (&schema::CHAT, schema::chat::ACCOUNT);
    let Kind::Record(of) = model.fields[column].kind else {
        return Ok(None);
    };
    let Some(row) = only else {
        return Ok(Some(decoder.named("account", account)));
    };
    let depth = decoder.cursor.depth();
    decoder.cursor.rewind(account.start, depth);
    let first = decoder.cursor.peek().unwrap_or(0);
    let left = if decoder.page.is_none(model, row, column) {
        match decoder.one(&model.fields[column], of, first)? {
            Fit::Value(span) => {
                decoder.page.set(model, row, column, Some(span));
                None
            }
            Fit::None => None,
            Fit::Unfit => Some(decoder.unfit_member(&model.fields[column], account)),
        }
    } else {
        (first != b'n').then(|| decoder.named("account", account))
    };
    add_extras(decoder, model, row, left.into_iter().collect());
    Ok(None)
}

/// More unknown members for a finished row, each name once. A name that is taken there gets a tail: nothing is lost.
pub(crate) fn add_extras(
    decoder: &mut Decoder<'_>,
    model: &'static Model,
    row: u32,
    members: Members,
) {
    if members.is_empty() {
        return;
    }
    let mut all = decoder.page.extras(model, row);
    let mut taken: HashSet<String> = all
        .iter()
        .chain(&members)
        .map(|&(name, _)| decoder.page.slice(name).to_owned())
        .collect();
    let own: HashSet<String> = all
        .iter()
        .map(|&(name, _)| decoder.page.slice(name).to_owned())
        .collect();
    for (name, value) in members {
        if !own.contains(decoder.page.slice(name)) {
            all.push((name, value));
            continue;
        }
        let mut label = format!("{}_beside", decoder.page.slice(name));
        while !taken.insert(label.clone()) {
            label.push('_');
        }
        all.push((decoder.page.in_side(&label), value));
    }
    decoder.page.set_extras(model, row, &all);
}
