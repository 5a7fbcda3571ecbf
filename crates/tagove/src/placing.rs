//! What stands beside a record and belongs to it: an account, or members that no model knows.

use crate::data::{Data, Members};
use crate::decode::Decoder;
use crate::json::{Fault, Piece};
use crate::scalar::Fit;
use crate::schema::{self, Kind, Model};

/// The account beside a chat becomes the chat's own, unless it has one; beside several it belongs to none.
pub(crate) fn place_account(
    decoder: &mut Decoder<'_>,
    data: &mut Data,
    only: Option<u32>,
    account: Piece,
) -> Result<(), Box<Fault>> {
    let (model, column) = (&schema::CHAT, schema::chat::ACCOUNT);
    let Kind::Record(of) = model.fields[column].kind else {
        return Ok(());
    };
    let depth = decoder.cursor.depth();
    decoder.cursor.rewind(account.start, depth);
    let Some(row) = only else {
        let member = decoder.named("account", account);
        data.members.push(member);
        return Ok(());
    };
    if !decoder.page.is_none(model, row, column) {
        if &decoder.text[account.start..account.end] != "null" {
            let member = decoder.named("account", account);
            add_extras(decoder, model, row, vec![member]);
        }
        return Ok(());
    }
    let first = decoder.cursor.peek().unwrap_or(0);
    match decoder.one(&model.fields[column], of, first)? {
        Fit::Value(span) => decoder.page.set(model, row, column, Some(span)),
        Fit::None => {}
        Fit::Unfit => {
            let member = decoder.unfit_member(&model.fields[column], account);
            add_extras(decoder, model, row, vec![member]);
        }
    }
    Ok(())
}

/// More unknown members for a finished row. A name that is taken there gets a tail: nothing is lost.
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
    for (name, value) in members {
        let mut label = decoder.page.slice(name).to_owned();
        while all
            .iter()
            .any(|&(taken, _)| decoder.page.slice(taken) == label)
        {
            label.push_str("_beside");
        }
        let name = if label == decoder.page.slice(name) {
            name
        } else {
            decoder.page.in_side(&label)
        };
        all.push((name, value));
    }
    decoder.page.set_extras(model, row, &all);
}
