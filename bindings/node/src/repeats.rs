//! Which texts came lately in a field, so that they stand only once in a page's string.

use tagove::schema::{self, Model};

/// How many are looked at: enough for two people who take turns, and for none that is left out in between.
const LATELY: usize = 2;

/// A text and its number.
type Noted<'p> = (&'p str, u32);

/// The last different texts of each field.
#[derive(Default)]
pub(crate) struct Repeats<'p> {
    /// By model, then by field; none of a model of which nothing was noted.
    fields: [Vec<[Option<Noted<'p>>; LATELY]>; schema::ALL.len()],
}

impl<'p> Repeats<'p> {
    /// The number of the text, if it was noted lately.
    #[inline]
    pub(crate) fn known(&self, model: &Model, column: usize, text: &str) -> Option<u32> {
        let lately = self.fields[model.index].get(column)?;
        let noted = lately.iter().flatten().find(|(noted, _)| *noted == text)?;
        Some(noted.1)
    }

    /// Notes a text in place of the oldest one.
    #[inline]
    pub(crate) fn note(&mut self, model: &Model, column: usize, text: &'p str, number: u32) {
        let fields = &mut self.fields[model.index];
        if fields.is_empty() {
            fields.resize(model.fields.len(), [None; LATELY]);
        }
        fields[column].rotate_right(1);
        fields[column][0] = Some((text, number));
    }
}
