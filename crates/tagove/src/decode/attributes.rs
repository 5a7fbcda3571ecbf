//! In XML a field's element can have attributes: the field takes the text, `extra` keeps the attributes.

use super::{Decoder, Result};
use crate::data::Members;
use crate::scalar::Fit;
use crate::schema::{Field, Kind};
use crate::xml;

impl Decoder<'_> {
    /// Whether the cursor stands on an element with attributes and text.
    pub(super) fn at_attributed(&mut self) -> bool {
        self.xml && self.cursor.comes(xml::TEXT)
    }

    /// Reads such an element for a field; none if its text does not fit, which leaves the cursor where it stood.
    pub(super) fn attributed(&mut self, field: &Field) -> Result<Option<Fit>> {
        let (start, depth, mark) = (self.cursor.at, self.cursor.depth(), self.page.mark());
        self.cursor.enter()?;
        self.cursor.eat(&xml::TEXT[1..]);
        let fit = match (self.cursor.peek(), field.kind) {
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
        let attributes = self.rest_of_object()?;
        let member = (self.page.in_side(field.name), self.object(&attributes));
        self.kept.push(member);
        Ok(Some(fit))
    }

    /// The members up to the end of the object that the cursor is in.
    pub(crate) fn rest_of_object(&mut self) -> Result<Members> {
        let (mut first, mut members) = (false, Members::new());
        while self.cursor.more(&mut first, b'}')? {
            let key = self.cursor.key()?;
            members.push(self.member(key)?);
            self.check_members(members.len())?;
        }
        Ok(members)
    }
}
