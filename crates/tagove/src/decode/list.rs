//! Lists in all their forms, and the records in them.

use super::{Decoder, Result};
use crate::json::Piece;
use crate::page::Span;
use crate::path::Step;
use crate::scalar::Fit;
use crate::schema::Model;

impl Decoder<'_> {
    /// A list of records inside a record. What is no record stays in `extra`, each with a warning.
    pub(super) fn list_cell(
        &mut self,
        model: &'static Model,
        row: u32,
        column: usize,
        of: &'static Model,
    ) -> Result<bool> {
        let field = &model.fields[column];
        self.path.push(Step::Member(field.name));
        let first_row = self.page.count(of);
        let start = self.cursor.at;
        let mut strange = Vec::new();
        let listed = self.each(|decoder| {
            // The index counts records: what is none has no place among them.
            decoder
                .path
                .push(Step::Index(decoder.page.count(of) - first_row));
            let first = decoder.cursor.peek().unwrap_or(0);
            let at = decoder.cursor.at;
            let fit = decoder.one_record(of, first)?;
            decoder.path.pop();
            if !matches!(fit, Fit::Value(_)) {
                let value = Piece {
                    start: at,
                    end: decoder.cursor.at,
                };
                strange.push(decoder.strange(value));
            }
            Ok(())
        })?;
        self.path.pop();
        if !listed {
            let end = self.cursor.at;
            self.unfit(field, Piece { start, end });
            return Ok(true);
        }
        let run = Span::run(first_row, self.page.count(of) - first_row);
        self.page.set(model, row, column, Some(run));
        if !strange.is_empty() {
            let member = (self.page.in_side(field.name), self.array(&strange));
            self.kept.push(member);
        }
        Ok(!strange.is_empty())
    }

    /// Walks whatever may stand for a list: an array, an object whose keys are all digits, one object, `null`, `{}`.
    /// False if it is none of these; the value is read either way.
    pub(crate) fn each(
        &mut self,
        mut element: impl FnMut(&mut Self) -> Result<()>,
    ) -> Result<bool> {
        let mut begin = true;
        match self.cursor.peek() {
            Some(b'[') => {
                self.cursor.enter()?;
                while self.cursor.more(&mut begin, b']')? {
                    self.check_flood()?;
                    element(self)?;
                }
            }
            Some(b'{') if self.keys_are_digits()? => {
                self.cursor.enter()?;
                while self.cursor.more(&mut begin, b'}')? {
                    self.check_flood()?;
                    self.cursor.key()?;
                    element(self)?;
                }
            }
            Some(b'{') => element(self)?,
            Some(b'n') => {
                self.cursor.literal()?;
            }
            _ => {
                self.cursor.value()?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether every key of the object ahead is a number; true for `{}`. The cursor stays.
    pub(crate) fn keys_are_digits(&mut self) -> Result<bool> {
        let (start, depth) = (self.cursor.at, self.cursor.depth());
        let mut begin = true;
        let mut digits = true;
        self.cursor.enter()?;
        while digits && self.cursor.more(&mut begin, b'}')? {
            let key = self.cursor.key()?;
            let name = self.name(key);
            digits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
            if digits {
                self.cursor.value()?;
            }
        }
        self.cursor.rewind(start, depth);
        Ok(digits)
    }
}
