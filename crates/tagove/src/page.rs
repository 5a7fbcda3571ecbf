//! One answer of the API, decoded in one pass and never copied apart.
//!
//! ```text
//!  text    {"success":true,"data":[{"chat":{"id":"43074","date_created":"2016-11-08 13:35:05",…  2016-11-08T13:35:05…
//!          └────────────── the body, byte for byte ──────────────────────────────────────────┘└ normalised texts ──┘
//!  tables  one for each model; a row is a record, a column a field, a cell one word:
//!
//!          Chat     │ id          │ … │ account     │ messages       │ extra          │
//!          row 0    │ offset, len │ … │ row, 1      │ first, count   │ first, count   │
//!                        ↓                ↓             ↓                ↓
//!                       text        Account's table  Message's table   extras: (name offset, len, value offset, len)
//!
//!  none    a cell with all bits set
//! ```
//!
//! A text, an id, a number and a time are spans of `text`; what had to be changed to be read (an escape undone, the
//! blank in a time) stands behind the body. A record is a row of its model's table, a list a run of rows (or of
//! `texts`), the unknown members a run of `extras`. Only this file knows offsets: everybody else asks a [`Row`].

use crate::json::Piece;
use crate::schema::{MODELS, Model};
use crate::warning::Warning;
use std::ops::Range;

/// Marks a cell that holds nothing.
const NONE: u64 = u64::MAX;

/// What a cell holds: where a text stands, or which rows (texts, extras) a list has. First in the low half, count in
/// the high one: one word, because two halves stored apart and loaded together stall the decoder's inner loop.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span(u64);

impl Span {
    /// A run of rows, of texts, of extras, of bytes. All of them stay below `u32::MAX`: bodies and rows are capped.
    pub(crate) fn run(first: usize, count: usize) -> Self {
        Self(first as u64 | (count as u64) << 32)
    }

    fn first(self) -> usize {
        self.0 as u32 as usize
    }

    fn count(self) -> usize {
        (self.0 >> 32) as usize
    }

    fn end(self) -> usize {
        self.first() + self.count()
    }
}

/// The decoded answer. Built by [`Builder`], then never changed.
pub(crate) struct Decoded {
    text: String,
    body_len: usize,
    /// The body, where it was XML: `text` begins with the JSON that it stands for.
    xml: Option<Box<str>>,
    tables: [Vec<u64>; MODELS],
    texts: Vec<Span>,
    extras: Vec<(Span, Span)>,
    pub(crate) model: &'static Model,
    pub(crate) records: Vec<u32>,
    pub(crate) warnings: Vec<Warning>,
    pub(crate) extra: String,
    pub(crate) announced: Option<u64>,
    /// Whether something stood among the records that is none: a page of such things is not an empty one.
    pub(crate) strange: bool,
}

/// Sizes only: the text is people's words.
impl std::fmt::Debug for Decoded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "<{} records of {} in {} bytes>",
            self.records.len(),
            self.model.name,
            self.body_len
        )
    }
}

impl Decoded {
    /// The answer's bytes, as they came (content encoding undone).
    pub(crate) fn body(&self) -> &str {
        match &self.xml {
            Some(body) => body,
            None => &self.text[..self.body_len],
        }
    }

    /// The page of an XML body.
    pub(crate) fn of_xml(self, body: &str) -> Self {
        Self {
            xml: Some(body.into()),
            ..self
        }
    }

    pub(crate) fn has_row(&self, model: &Model, row: u32) -> bool {
        (row as usize + 1) * width(model) <= self.tables[model.index].len()
    }

    fn cell(&self, model: &Model, row: u32, column: usize) -> Option<Span> {
        let cell = *self.tables[model.index].get(row as usize * width(model) + column)?;
        (cell != NONE).then_some(Span(cell))
    }

    pub(crate) fn text(&self, model: &Model, row: u32, column: usize) -> Option<&str> {
        self.cell(model, row, column).map(|span| self.slice(span))
    }

    /// Rows of another table: where they begin, and how many.
    pub(crate) fn rows(&self, model: &Model, row: u32, column: usize) -> Option<(u32, u32)> {
        self.cell(model, row, column)
            .map(|span| (span.first() as u32, span.count() as u32))
    }

    pub(crate) fn texts(&self, model: &Model, row: u32, column: usize) -> Option<TextsOf<'_>> {
        let span = self.cell(model, row, column)?;
        Some(TextsOf {
            page: self,
            spans: self.texts[span.first()..span.end()].iter(),
        })
    }

    /// Unknown members of a row: name and JSON source.
    pub(crate) fn extras(
        &self,
        model: &Model,
        row: u32,
    ) -> impl ExactSizeIterator<Item = (&str, &str)> {
        let span = self
            .cell(model, row, model.fields.len())
            .unwrap_or(Span::run(0, 0));
        let extras = &self.extras[span.first()..span.end()];
        extras
            .iter()
            .map(|&(name, value)| (self.slice(name), self.slice(value)))
    }

    fn slice(&self, span: Span) -> &str {
        &self.text[span.first()..span.end()]
    }
}

/// The texts of a list.
#[derive(Clone)]
pub(crate) struct TextsOf<'p> {
    page: &'p Decoded,
    spans: std::slice::Iter<'p, Span>,
}

impl<'p> Iterator for TextsOf<'p> {
    type Item = &'p str;

    fn next(&mut self) -> Option<&'p str> {
        self.spans.next().map(|&span| self.page.slice(span))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.spans.size_hint()
    }
}

impl ExactSizeIterator for TextsOf<'_> {}

fn width(model: &Model) -> usize {
    model.fields.len() + 1
}

/// Lengths to go back to when a reading turns out to be the wrong one.
#[derive(Clone, Copy)]
pub(crate) struct Mark {
    tables: [usize; MODELS],
    texts: usize,
    extras: usize,
    side: usize,
    rows: usize,
    warnings: usize,
}

/// A page while it is decoded: reads the body, writes cells and normalised text.
pub(crate) struct Builder<'a> {
    body: &'a str,
    side: String,
    tables: [Vec<u64>; MODELS],
    texts: Vec<Span>,
    extras: Vec<(Span, Span)>,
    rows: usize,
    pub(crate) warnings: Vec<Warning>,
    /// Runs of warnings about values that were dropped afterwards.
    dropped: Vec<Range<usize>>,
    /// Whether there was more normalised text than has a place.
    overfull: bool,
}

/// Normalised text beside a body, as a multiple of it: every text unescaped is one, and what belongs to no record is
/// copied level for level. Places are 32 bits wide, and bodies end at 512 MiB (an XML one, as JSON).
const MOST_SIDE: usize = 4;

impl<'a> Builder<'a> {
    pub(crate) fn new(body: &'a str) -> Self {
        Self {
            body,
            side: String::with_capacity(body.len() / 10),
            tables: Default::default(),
            texts: Vec::new(),
            extras: Vec::new(),
            rows: 0,
            warnings: Vec::new(),
            dropped: Vec::new(),
            overfull: false,
        }
    }

    /// The value that these warnings speak of was sent again, and the last one counts.
    pub(crate) fn drop_warnings(&mut self, run: Range<usize>) {
        if !run.is_empty() {
            self.dropped.push(run);
        }
    }

    /// Takes out the warnings of dropped values, once all are there.
    pub(crate) fn settle_warnings(&mut self) {
        if self.dropped.is_empty() {
            return;
        }
        let mut gone = vec![false; self.warnings.len()];
        for run in std::mem::take(&mut self.dropped) {
            gone[run].fill(true);
        }
        let mut index = 0;
        self.warnings.retain(|_| {
            index += 1;
            !gone[index - 1]
        });
    }

    /// Whether the page has to be refused, for texts are missing in it.
    pub(crate) fn overfull(&self) -> bool {
        self.overfull
    }

    /// A new row with nothing in it.
    pub(crate) fn push_row(&mut self, model: &Model) -> u32 {
        let cells = &mut self.tables[model.index];
        let row = cells.len() / width(model);
        cells.resize(cells.len() + width(model), NONE);
        self.rows += 1;
        row as u32
    }

    /// How many rows there are in all tables.
    pub(crate) fn rows(&self) -> usize {
        self.rows
    }

    /// How many rows one model has.
    pub(crate) fn count(&self, model: &Model) -> usize {
        self.tables[model.index].len() / width(model)
    }

    pub(crate) fn set(&mut self, model: &Model, row: u32, column: usize, value: Option<Span>) {
        let at = row as usize * width(model) + column;
        self.tables[model.index][at] = value.map_or(NONE, |span| span.0);
    }

    fn get(&self, model: &Model, row: u32, column: usize) -> Option<Span> {
        let cell = self.tables[model.index][row as usize * width(model) + column];
        (cell != NONE).then_some(Span(cell))
    }

    pub(crate) fn is_none(&self, model: &Model, row: u32, column: usize) -> bool {
        self.get(model, row, column).is_none()
    }

    /// The span of a piece of the body.
    pub(crate) fn in_body(start: usize, end: usize) -> Span {
        Span::run(start, end - start)
    }

    /// Where a span stands in the body, if it does.
    pub(crate) fn piece_of_body(&self, span: Span) -> Option<Piece> {
        let (start, end) = (span.first(), span.end());
        (end <= self.body.len()).then_some(Piece { start, end })
    }

    /// Adds a normalised text.
    pub(crate) fn in_side(&mut self, text: &str) -> Span {
        self.with_side(|side| side.push_str(text)).1
    }

    /// Lets `write` append to the normalised text, and gives its answer with the span of what it wrote.
    pub(crate) fn with_side<T>(&mut self, write: impl FnOnce(&mut String) -> T) -> (T, Span) {
        let start = self.side.len();
        let out = write(&mut self.side);
        if self.side.len() > MOST_SIDE * self.body.len() + (1 << 20) {
            self.overfull = true;
            self.side.truncate(start);
        }
        (
            out,
            Span::run(self.body.len() + start, self.side.len() - start),
        )
    }

    pub(crate) fn slice(&self, span: Span) -> &str {
        match span.first().checked_sub(self.body.len()) {
            Some(start) => &self.side[start..][..span.count()],
            None => &self.body[span.first()..span.end()],
        }
    }

    /// Ends a list of texts begun when [`Builder::texts_len`] was `first`.
    pub(crate) fn push_text(&mut self, text: Span) {
        self.texts.push(text);
    }

    pub(crate) fn texts_len(&self) -> usize {
        self.texts.len()
    }

    /// Gives a row these unknown members instead of those it had.
    pub(crate) fn set_extras(&mut self, model: &Model, row: u32, members: &[(Span, Span)]) {
        let span = Span::run(self.extras.len(), members.len());
        self.extras.extend_from_slice(members);
        self.set(
            model,
            row,
            model.fields.len(),
            (!members.is_empty()).then_some(span),
        );
    }

    pub(crate) fn extras(&self, model: &Model, row: u32) -> Vec<(Span, Span)> {
        let span = self
            .get(model, row, model.fields.len())
            .unwrap_or(Span::run(0, 0));
        self.extras[span.first()..span.end()].to_vec()
    }

    pub(crate) fn mark(&self) -> Mark {
        Mark {
            tables: std::array::from_fn(|index| self.tables[index].len()),
            texts: self.texts.len(),
            extras: self.extras.len(),
            side: self.side.len(),
            rows: self.rows,
            warnings: self.warnings.len(),
        }
    }

    pub(crate) fn back_to(&mut self, mark: Mark) {
        for (table, len) in self.tables.iter_mut().zip(mark.tables) {
            table.truncate(len);
        }
        self.texts.truncate(mark.texts);
        self.extras.truncate(mark.extras);
        self.side.truncate(mark.side);
        self.rows = mark.rows;
        self.warnings.truncate(mark.warnings);
        self.dropped.retain(|run| run.end <= mark.warnings);
    }

    pub(crate) fn finish(self) -> Parts {
        Parts {
            side: self.side,
            tables: self.tables,
            texts: self.texts,
            extras: self.extras,
            warnings: self.warnings,
        }
    }
}

/// What the builder leaves once it no longer reads the body.
pub(crate) struct Parts {
    side: String,
    tables: [Vec<u64>; MODELS],
    texts: Vec<Span>,
    extras: Vec<(Span, Span)>,
    warnings: Vec<Warning>,
}

impl Parts {
    /// Puts body and normalised text into the one buffer that all spans refer to.
    pub(crate) fn page(
        self,
        body: &str,
        model: &'static Model,
        records: Vec<u32>,
        extra: String,
        announced: Option<u64>,
    ) -> Decoded {
        let mut text = String::with_capacity(body.len() + self.side.len());
        text.push_str(body);
        text.push_str(&self.side);
        Decoded {
            text,
            body_len: body.len(),
            xml: None,
            tables: self.tables,
            texts: self.texts,
            extras: self.extras,
            model,
            records,
            warnings: self.warnings,
            extra,
            announced,
            strange: false,
        }
    }
}
