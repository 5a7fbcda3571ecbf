//! What a record does not know, or what did not fit it: kept as sent, each name once.

use super::{Decoder, Result};
use crate::extra::write_member;
use crate::json::{Piece, Quoted};
use crate::page::{Builder, Span};
use crate::path::{pointer, with_member};
use crate::schema::{Field, Model};
use crate::shape;
use crate::unescape::{has_lone_surrogate, without_lone_surrogates};
use crate::warning::WarningCode;

impl Decoder<'_> {
    /// The unknown members of a record get their place; of those sent twice the last stays. `familiar` of them are
    /// those of the record before, which were checked.
    pub(super) fn close(&mut self, model: &'static Model, row: u32, kept: usize, familiar: usize) {
        let count = self.kept.len() - kept;
        if count == 0 {
            return;
        }
        if count != familiar {
            let mut members = self.kept.split_off(kept);
            self.last_of_each(&mut members);
            let body = self.text.as_bytes();
            let keys = members.iter().filter_map(|&(name, _)| {
                let Piece { start, end } = self.page.piece_of_body(name)?;
                let wraps = shape::NAMES.contains(&&self.text[start..end]);
                // A name that an envelope has is looked at each time: it may be one.
                // Only what stands as `"name":` can be found again by one comparison.
                let plain = !wraps && body.get(end..end + 2) == Some(b"\":");
                plain.then_some(Piece {
                    start: start - 1,
                    end: end + 2,
                })
            });
            self.strangers[model.index] = keys.collect();
            self.kept.append(&mut members);
        }
        self.page.set_extras(model, row, &self.kept[kept..]);
        self.kept.truncate(kept);
    }

    /// Takes the member that came at this place in the record before, if it comes again.
    pub(super) fn familiar(&mut self, model: &Model, index: usize) -> Result<bool> {
        let Some(&Piece { start, end }) = self.strangers[model.index].get(index) else {
            return Ok(false);
        };
        if !self.cursor.eat(&self.text.as_bytes()[start..end]) {
            return Ok(false);
        }
        let name = Builder::in_body(self.cursor.at - (end - start) + 1, self.cursor.at - 2);
        let member = self.value_of(name)?;
        self.kept.push(member);
        Ok(true)
    }

    /// Of the values of one field that did not fit, only the last can stay, and only if no later one fitted.
    pub(super) fn drop_superseded(&mut self, model: &'static Model, kept: usize, unfit: u64) {
        let mut members = self.kept.split_off(kept);
        let mut done = 0u64;
        members.reverse();
        members.retain(|&(name, _)| {
            let name = self.page.slice(name);
            let Some(column) = model.fields.iter().position(|field| field.name == name) else {
                return true;
            };
            let first = done & (1 << column) == 0;
            done |= 1 << column;
            first && unfit & (1 << column) != 0
        });
        members.reverse();
        self.kept.append(&mut members);
    }

    /// Keeps an unknown member; the cursor stands behind its colon.
    pub(super) fn keep(&mut self, key: Quoted) -> Result<()> {
        let member = self.member(key)?;
        self.kept.push(member);
        self.check_members(self.kept.len())
    }

    /// Refuses an object of more unknown members than are kept.
    pub(crate) fn check_members(&self, count: usize) -> Result<()> {
        match count > self.most_kept {
            true => Err(self.limit("more members in one object than max_rows allows")),
            false => Ok(()),
        }
    }

    /// Reads an unknown member: its name as text, its value as source.
    pub(crate) fn member(&mut self, key: Quoted) -> Result<(Span, Span)> {
        let name = self.string(key, None);
        self.value_of(name)
    }

    /// Reads the value of an unknown member.
    pub(super) fn value_of(&mut self, name: Span) -> Result<(Span, Span)> {
        self.cursor.escapes = false;
        let value = self.cursor.value()?;
        if !self.cursor.escapes {
            return Ok((name, Builder::in_body(value.start, value.end)));
        }
        let at = |decoder: &Self| with_member(&decoder.path, decoder.page.slice(name));
        Ok((name, self.source(value, at)))
    }

    /// The source of a value to keep. A lone surrogate in it would be refused by every parser: it is replaced.
    pub(super) fn source(&mut self, value: Piece, at: impl Fn(&Self) -> String) -> Span {
        let source = &self.text[value.start..value.end];
        if !has_lone_surrogate(source) {
            return Builder::in_body(value.start, value.end);
        }
        let at = at(self);
        self.warn(WarningCode::LoneSurrogate, at, value.start);
        self.page.in_side(&without_lone_surrogates(source))
    }

    /// Of unknown members sent twice only the last stays.
    pub(crate) fn last_of_each(&mut self, members: &mut Vec<(Span, Span)>) {
        let mut last = std::collections::HashMap::new();
        let mut twice = std::collections::BTreeSet::new();
        for (index, &(name, _)) in members.iter().enumerate() {
            twice.extend(last.insert(self.page.slice(name), index));
        }
        if twice.is_empty() {
            return;
        }
        let places: Vec<String> = twice
            .iter()
            .map(|&index| with_member(&self.path, self.page.slice(members[index].0)))
            .collect();
        for at in places {
            self.warn(WarningCode::DuplicateMember, at, self.cursor.at);
        }
        let mut index = 0;
        members.retain(|_| {
            index += 1;
            !twice.contains(&(index - 1))
        });
    }

    /// The field stays none, the value as sent goes to `extra`, and there is a warning.
    pub(super) fn unfit(&mut self, field: &Field, value: Piece) {
        let member = self.unfit_member(field, value);
        self.kept.push(member);
    }

    /// The warning of [`Decoder::unfit`], and the member to keep.
    pub(crate) fn unfit_member(&mut self, field: &Field, value: Piece) -> (Span, Span) {
        self.warn(
            WarningCode::UnfitValue,
            with_member(&self.path, field.name),
            value.start,
        );
        self.named(field.name, value)
    }

    /// A value to keep under this name.
    pub(crate) fn named(&mut self, name: &str, value: Piece) -> (Span, Span) {
        let source = self.source(value, |decoder| with_member(&decoder.path, name));
        (self.page.in_side(name), source)
    }

    /// What stands in a list of records without being one: a warning at the list, and its source.
    pub(crate) fn strange(&mut self, value: Piece) -> Span {
        self.warn(WarningCode::UnfitValue, pointer(&self.path), value.start);
        self.source(value, |decoder| pointer(&decoder.path))
    }

    /// Members as one JSON object, for `extra`.
    pub(crate) fn object(&mut self, members: &[(Span, Span)]) -> Span {
        let (mut out, mut first) = (String::from("{"), true);
        for &(name, value) in members {
            write_member(
                &mut out,
                &mut first,
                self.page.slice(name),
                self.page.slice(value),
            );
        }
        out.push('}');
        self.page.in_side(&out)
    }

    /// Values as one JSON array, for `extra`.
    pub(crate) fn array(&mut self, values: &[Span]) -> Span {
        let sources: Vec<&str> = values.iter().map(|&value| self.page.slice(value)).collect();
        let array = format!("[{}]", sources.join(","));
        self.page.in_side(&array)
    }
}
