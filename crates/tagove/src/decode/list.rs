//! Lists in all their forms, and the records in them.

use super::{Decoder, Result};
use crate::data::Members;
use crate::json::Piece;
use crate::page::Span;
use crate::path::Step;
use crate::scalar::Fit;
use crate::schema::Model;
use crate::xml;

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
        let attributes = self.each(true, |decoder| {
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
        let Some(attributes) = attributes else {
            let end = self.cursor.at;
            self.unfit(field, Piece { start, end });
            return Ok(true);
        };
        let run = Span::run(first_row, self.page.count(of) - first_row);
        self.page.set(model, row, column, Some(run));
        let Some(left) = self.left_of_list(&strange, attributes) else {
            return Ok(false);
        };
        let member = (self.page.in_side(field.name), left);
        self.kept.push(member);
        Ok(true)
    }

    /// Walks whatever may stand for a list: an array, an object whose keys are all digits, one object, `null`, `{}`;
    /// in XML also an empty element, and a list with attributes: under a `plural` name an element of attributes alone is
    /// an empty list, elsewhere a record. Gives the attributes; none if it is none of these. The value is read either way.
    pub(crate) fn each(
        &mut self,
        plural: bool,
        mut element: impl FnMut(&mut Self) -> Result<()>,
    ) -> Result<Option<Members>> {
        match self.cursor.peek() {
            Some(b'[') => self.elements(&mut element)?,
            Some(b'{') if self.at_list_with_attributes() => {
                self.cursor.enter()?;
                self.cursor.eat(&xml::LIST[1..]);
                self.cursor.peek();
                self.elements(&mut element)?;
                return self.rest_of_object(false).map(Some);
            }
            Some(b'{') if self.at_attributed() => return self.no_elements(),
            Some(b'{') if plural && self.at_attributes_alone() => {
                self.cursor.enter()?;
                return self.rest_of_object(true).map(Some);
            }
            Some(b'{') if self.keys_are_digits()? => {
                let mut begin = true;
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
            Some(b'"') if self.xml && self.cursor.at_blank_text() => {
                self.cursor.value()?;
            }
            _ => {
                self.cursor.value()?;
                return Ok(None);
            }
        }
        Ok(Some(Members::new()))
    }

    /// A list's element with attributes and a text, or `xsi:nil`: the empty list, unless the text says something.
    fn no_elements(&mut self) -> Result<Option<Members>> {
        let (start, depth) = (self.cursor.at, self.cursor.depth());
        self.cursor.enter()?;
        self.cursor.eat(&xml::TEXT[1..]);
        if self.cursor.peek() == Some(b'n') || self.cursor.at_blank_text() {
            self.cursor.value()?;
            return self.rest_of_object(false).map(Some);
        }
        self.cursor.rewind(start, depth);
        self.cursor.value()?;
        Ok(None)
    }

    /// The elements of an array; the cursor stands on its bracket.
    fn elements(&mut self, element: &mut impl FnMut(&mut Self) -> Result<()>) -> Result<()> {
        let mut begin = true;
        self.cursor.enter()?;
        while self.cursor.more(&mut begin, b']')? {
            self.check_flood()?;
            element(self)?;
        }
        Ok(())
    }

    /// What is to be kept of a list: what was no record in it, and its attributes.
    pub(crate) fn left_of_list(
        &mut self,
        strange: &[Span],
        mut attributes: Members,
    ) -> Option<Span> {
        if attributes.is_empty() {
            return (!strange.is_empty()).then(|| self.array(strange));
        }
        if !strange.is_empty() {
            attributes.push((self.page.in_side("#list"), self.array(strange)));
        }
        Some(self.object(&attributes))
    }
}
