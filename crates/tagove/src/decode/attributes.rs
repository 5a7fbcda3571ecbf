//! In XML a field's element can have attributes: the field takes the text, `extra` keeps the attributes.

use super::{Decoder, Result};
use crate::data::Members;
use crate::scalar::Fit;
use crate::schema::{Field, Kind};
use crate::xml;

impl Decoder<'_> {
    /// Whether the cursor stands on an element with attributes and text.
    pub(crate) fn at_attributed(&self) -> bool {
        self.xml && self.cursor.comes(xml::TEXT)
    }

    /// Whether the cursor stands on an element with attributes and nothing else.
    pub(crate) fn at_attributes_alone(&self) -> bool {
        self.xml && self.cursor.comes(xml::ATTRIBUTES) && !self.cursor.comes(b"{  ")
    }

    /// An element of attributes alone, for a field: there is no value, or the empty text. A record that has one of them
    /// as a member is none of this; the cursor then stays.
    pub(super) fn attributes_alone(&mut self, field: &Field) -> Result<Option<Fit>> {
        let (start, depth, mark) = (self.cursor.at, self.cursor.depth(), self.page.mark());
        self.cursor.enter()?;
        let attributes = self.rest_of_object(true)?;
        if let Kind::Record(of) = field.kind {
            let is_field = |name: &str| of.fields.iter().any(|field| field.name == name);
            if attributes
                .iter()
                .any(|&(name, _)| is_field(self.page.slice(name)))
            {
                self.undo(mark, start, depth);
                return Ok(None);
            }
        }
        let member = (self.page.in_side(field.name), self.object(&attributes));
        self.kept.push(member);
        Ok(Some(match field.kind {
            Kind::Text | Kind::OpenSet => Fit::Value(self.page.in_side("")),
            _ => Fit::None,
        }))
    }

    /// Reads an element with attributes for a field; none if there is none, or if it is no value of the field.
    pub(super) fn with_attributes(&mut self, field: &Field) -> Result<Option<Fit>> {
        match (self.at_attributed(), self.at_attributes_alone()) {
            (true, _) => self.attributed(field),
            (_, true) => self.attributes_alone(field),
            _ => Ok(None),
        }
    }

    /// Reads such an element for a field; none if its text does not fit, which leaves the cursor where it stood.
    pub(super) fn attributed(&mut self, field: &Field) -> Result<Option<Fit>> {
        let (start, depth, mark) = (self.cursor.at, self.cursor.depth(), self.page.mark());
        self.cursor.enter()?;
        self.cursor.eat(&xml::TEXT[1..]);
        let fit = match (self.cursor.peek(), field.kind) {
            (Some(b'"'), Kind::Record(_)) if self.cursor.at_blank_text() => {
                self.cursor.value()?;
                Fit::None
            }
            (Some(b'"'), Kind::Record(_)) => Fit::Unfit,
            (Some(b'"'), _) => {
                let text = self.cursor.string()?;
                self.scalar_text(field, text)
            }
            _ => {
                self.cursor.literal()?;
                Fit::None
            }
        };
        if let Fit::Unfit = fit {
            self.undo(mark, start, depth);
            return Ok(None);
        }
        let attributes = self.rest_of_object(false)?;
        let member = (self.page.in_side(field.name), self.object(&attributes));
        self.kept.push(member);
        Ok(Some(fit))
    }

    /// The members up to the end of the object that the cursor is in, from the `first` one or from a comma on.
    pub(crate) fn rest_of_object(&mut self, mut first: bool) -> Result<Members> {
        let mut members = Members::new();
        while self.cursor.more(&mut first, b'}')? {
            let key = self.cursor.key()?;
            members.push(self.member(key)?);
            self.check_members(members.len())?;
        }
        Ok(members)
    }
}
