//! A page as JavaScript reads it: one string, and one table of numbers that says where everything stands.
//!
//! ```text
//!  table   count │ base of each model … │ rows of Chat … │ rows of Account … │ …
//!          a row   where each text begins, in the order of the fields, extra last │ where the row's texts end │
//!                  a row number for each record │ first row and count for each list
//!  none    NONE, added to where the text would begin; NONE alone for a record or list
//! ```
//!
//! The texts of a row stand one behind the other, so one word a field is enough: a text ends where the next begins.
//! Only what a getter can ask for is in the string. Rows get new numbers here: those that the pager dropped are left
//! out. The reading side is `node/src/dense.ts` and the generated `node/src/generated/models.ts`.

use crate::text::Text;
use tagove::schema::{self, Kind, Model};
use tagove::{PageInfo, Row};

/// Marks what is none. Offsets stay below it, because a page of longer texts does not cross; and it is below 2^30, so
/// that engines keep every word of the table a small integer.
pub(crate) const NONE: u32 = 1 << 29;

/// A row has one word a field (a list two), and two more; a model has at most 64 fields.
const MOST_WORDS: usize = 2 * 64 + 2;

pub(crate) struct Dense {
    pub(crate) text: Text,
    pub(crate) table: Vec<u32>,
}

/// Writes the page's delivered records.
pub(crate) fn dense(page: &PageInfo) -> Dense {
    let rows = page.rows();
    let mut writer = Writer {
        text: Text::with_capacity(page.body().len()),
        rows: vec![Vec::new(); schema::ALL.len()],
    };
    let count = rows.len();
    let mut first = None;
    for row in rows {
        let at = writer.reserve(row.model(), 1);
        first.get_or_insert(at);
        writer.fill(row, at);
    }
    let mut base = 1 + schema::ALL.len();
    let mut table = Vec::with_capacity(base + writer.rows.iter().map(Vec::len).sum::<usize>());
    table.push(word(count));
    for rows in &writer.rows {
        table.push(word(base));
        base += rows.len();
    }
    for rows in &writer.rows {
        table.extend_from_slice(rows);
    }
    Dense {
        text: writer.text,
        table,
    }
}

struct Writer {
    text: Text,
    /// The rows of each model, in the order of `schema::ALL`.
    rows: Vec<Vec<u32>>,
}

impl Writer {
    /// Room for rows of a model, one behind the other: the number of the first.
    fn reserve(&mut self, model: &Model, count: usize) -> u32 {
        let (rows, stride) = (&mut self.rows[model.index], stride(model));
        let first = rows.len() / stride;
        rows.resize(rows.len() + count * stride, NONE);
        word(first)
    }

    fn fill(&mut self, row: Row<'_>, number: u32) {
        let model = row.model();
        let mut words = [NONE; MOST_WORDS];
        let mut filled = 0;
        let mut put = |word: u32| {
            words[filled] = word;
            filled += 1;
        };
        for (index, field) in model.fields.iter().enumerate() {
            let begin = word(self.text.len());
            let none = match field.kind {
                Kind::Record(_) | Kind::List(_) => continue,
                Kind::Texts => row.texts(index).map(|texts| {
                    let texts: Vec<&str> = texts.collect();
                    // As a JSON array: rare, and so needs no table of its own.
                    self.text.push(&serde_json::json!(texts).to_string());
                }),
                _ => row.text(index).map(|text| self.text.push(text)),
            }
            .is_none();
            put(if none { begin | NONE } else { begin });
        }
        let begin = word(self.text.len());
        if row.extras().len() == 0 {
            put(begin | NONE);
        } else {
            self.text.push(&row.extra_json());
            put(begin);
        }
        put(word(self.text.len()));
        // Records and lists last: what they write must not come between the texts of this row.
        for (index, field) in model.fields.iter().enumerate() {
            match field.kind {
                Kind::Record(of) => {
                    let number = row.record(index).map(|child| {
                        let number = self.reserve(of, 1);
                        self.fill(child, number);
                        number
                    });
                    put(number.unwrap_or(NONE));
                }
                Kind::List(of) => {
                    let run = row.rows(index).map(|children| {
                        let count = children.len();
                        let first = self.reserve(of, count);
                        for (child, number) in children.zip(first..) {
                            self.fill(child, number);
                        }
                        (first, word(count))
                    });
                    let (first, count) = run.unwrap_or((NONE, 0));
                    put(first);
                    put(count);
                }
                _ => {}
            }
        }
        let at = number as usize * stride(model);
        self.rows[model.index][at..at + filled].copy_from_slice(&words[..filled]);
    }
}

/// Words of a row.
fn stride(model: &Model) -> usize {
    let fields = model.fields.iter().map(|field| match field.kind {
        Kind::List(_) => 2,
        _ => 1,
    });
    fields.sum::<usize>() + 2
}

/// A count or an offset as a word. Both stay below `NONE`: rows are capped, and a page of longer texts does not cross.
fn word(number: usize) -> u32 {
    u32::try_from(number).map_or(NONE - 1, |number| number.min(NONE - 1))
}
