//! A page as JavaScript reads it: one string, where each text in it ends, and one table of numbers for the records.
//!
//! ```text
//!  text    43074│2675│visitor│Hello, how may I help you?│…
//!  ends    0 │ where text 1 ends │ where text 2 ends │ …
//!  table   count │ base of each model … │ rows of Chat … │ rows of Account … │ …
//!          a row   a text's number for each field, in their order, extra last │
//!                  a row's number for each record │ first row's number and count for each list
//!  none    0: texts and rows are numbered from 1
//! ```
//!
//! A text that came in the same field shortly before has its number again: most of what a list says is said in every
//! record, so this halves the string. The table has 16 bits a word as long as all of it fits, as it does on pages of
//! common size. Only what a getter can ask for is in the string. Rows get new numbers here: those that the pager
//! dropped are left out. The reading side is `node/src/dense.ts` and the generated `node/src/generated/models.ts`.

use crate::repeats::Repeats;
use crate::text::Text;
use napi::Either;
use tagove::schema::{self, Kind, Model};
use tagove::{PageInfo, Row};

/// Marks what is none.
const NONE: u32 = 0;

/// A row has one word a field (a list two), and one more; a model has at most 64 fields.
const MOST_WORDS: usize = 2 * 64 + 1;

pub(crate) struct Dense {
    pub(crate) text: Text,
    pub(crate) ends: Vec<u32>,
    pub(crate) table: Either<Vec<u16>, Vec<u32>>,
}

/// Writes the page's delivered records.
pub(crate) fn dense(page: &PageInfo) -> Dense {
    let rows = page.rows();
    let mut writer = Writer {
        // About what common pages need: a fourth of the body is text that comes for the first time.
        text: Text::with_capacity(page.body().len() / 4),
        ends: vec![0],
        rows: vec![Vec::new(); schema::ALL.len()],
        shapes: schema::ALL.map(Shape::of),
        repeats: Repeats::default(),
    };
    let count = rows.len();
    for row in rows {
        let at = writer.reserve(row.model(), 1);
        writer.fill(row, at);
    }
    let mut base = 1 + schema::ALL.len();
    let mut words = Vec::with_capacity(base + writer.rows.iter().map(Vec::len).sum::<usize>());
    words.push(word(count));
    for rows in &writer.rows {
        words.push(word(base));
        base += rows.len();
    }
    for rows in &writer.rows {
        words.extend_from_slice(rows);
    }
    writer.ends.shrink_to_fit();
    Dense {
        text: writer.text,
        ends: writer.ends,
        table: narrow(words),
    }
}

/// In 16 bits a word, if all of them fit.
fn narrow(words: Vec<u32>) -> Either<Vec<u16>, Vec<u32>> {
    // The bits of all: a loop that looks at every word is one that the compiler makes wide.
    match words.iter().fold(0, |all, word| all | word) <= u32::from(u16::MAX) {
        true => Either::A(words.into_iter().map(|word| word as u16).collect()),
        false => Either::B(words),
    }
}

struct Writer<'p> {
    text: Text,
    ends: Vec<u32>,
    /// The rows of each model, in the order of `schema::ALL`.
    rows: Vec<Vec<u32>>,
    /// What a row of each of them is like.
    shapes: [Shape; schema::ALL.len()],
    repeats: Repeats<'p>,
}

impl<'p> Writer<'p> {
    /// Room for rows of a model, one behind the other: the index of the first.
    fn reserve(&mut self, model: &Model, count: usize) -> usize {
        let (rows, stride) = (&mut self.rows[model.index], self.shapes[model.index].stride);
        let first = rows.len() / stride;
        rows.resize(rows.len() + count * stride, NONE);
        first
    }

    /// Adds a text: its number.
    fn put(&mut self, text: &str) -> u32 {
        self.text.push(text);
        let number = word(self.ends.len());
        self.ends.push(word(self.text.len()));
        number
    }

    fn fill(&mut self, row: Row<'p>, index: usize) {
        let model = row.model();
        let mut words = [NONE; MOST_WORDS];
        let Shape { stride, runs_at } = self.shapes[model.index];
        let (mut text_at, mut run_at) = (0, runs_at);
        for (column, field) in model.fields.iter().enumerate() {
            match field.kind {
                Kind::Record(of) => {
                    if let Some(child) = row.record(column) {
                        let index = self.reserve(of, 1);
                        self.fill(child, index);
                        words[run_at] = word(index + 1);
                    }
                    run_at += 1;
                }
                Kind::List(of) => {
                    if let Some(children) = row.rows(column) {
                        let count = children.len();
                        let first = self.reserve(of, count);
                        for (child, index) in children.zip(first..) {
                            self.fill(child, index);
                        }
                        words[run_at] = word(first + 1);
                        words[run_at + 1] = word(count);
                    }
                    run_at += 2;
                }
                Kind::Texts => {
                    if let Some(texts) = row.texts(column) {
                        let texts: Vec<&str> = texts.collect();
                        // As a JSON array: rare, and so needs no table of its own.
                        words[text_at] = self.put(&serde_json::json!(texts).to_string());
                    }
                    text_at += 1;
                }
                _ => {
                    if let Some(text) = row.text(column) {
                        let known = self.repeats.known(model, column, text);
                        words[text_at] = known.unwrap_or_else(|| {
                            let number = self.put(text);
                            self.repeats.note(model, column, text, number);
                            number
                        });
                    }
                    text_at += 1;
                }
            }
        }
        if row.extras().len() > 0 {
            words[text_at] = self.put(&row.extra_json());
        }
        self.rows[model.index][index * stride..][..stride].copy_from_slice(&words[..stride]);
    }
}

/// Where in a row things stand.
#[derive(Clone, Copy)]
struct Shape {
    /// Words of a row.
    stride: usize,
    /// The first word that says where other rows are: behind the texts and extra.
    runs_at: usize,
}

impl Shape {
    fn of(model: &Model) -> Self {
        let (mut texts, mut runs) = (0, 0);
        for field in model.fields {
            match field.kind {
                Kind::List(_) => runs += 2,
                Kind::Record(_) => runs += 1,
                _ => texts += 1,
            }
        }
        Self {
            stride: texts + 1 + runs,
            runs_at: texts + 1,
        }
    }
}

/// A count or an offset as a word. They fit: rows are capped, and a page of longer texts does not cross.
fn word(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
