//! Records out of JSON: a walk driven by the table of models.
//!
//! Nothing is lost and nothing is invented. A member that no model knows is kept as sent; a value that does not fit
//! its field is kept the same way, with a warning; only text that is not JSON at all fails the page.

mod attributes;
mod digits;
mod keep;
mod list;
mod scalar_text;

use crate::body::Source;
use crate::json::{Cursor, Fault, Piece, Quoted};
use crate::page::{Builder, Mark, Span};
use crate::path::{Step, pointer, with_member};
use crate::reading::Reading;
use crate::scalar::{self, Fit};
use crate::schema::{self, Field, Kind, MODELS, Model};
use crate::unescape::unescape;
use crate::warning::{Warning, WarningCode};
use crate::zone::Zone;
use std::borrow::Cow;
use std::ops::Range;

type Result<T> = std::result::Result<T, Box<Fault>>;

/// Reads values at the cursor into the page.
pub(crate) struct Decoder<'a> {
    pub(crate) text: &'a str,
    /// Whether the text is what an XML body stands for.
    pub(crate) xml: bool,
    pub(crate) cursor: Cursor<'a>,
    pub(crate) page: Builder<'a>,
    /// Where the walk stands, for warnings.
    pub(crate) path: Vec<Step>,
    /// Unknown members of the records that are open, innermost last.
    kept: Vec<(Span, Span)>,
    /// Columns of the records that are open whose values have warnings: which ones.
    noted: Vec<(usize, Range<usize>)>,
    max_rows: usize,
    pub(crate) most_kept: usize,
    zone: Option<&'a Zone>,
    scanned: digits::Scanned,
    page_number: u64,
    /// Whether a warning more than are kept was due.
    flooded: bool,
    /// The last time that was normalised: source and result. Neighbouring times are often equal.
    last_time: Option<(Piece, Span)>,
    /// For each model, the unknown members of the last record that had some, which mostly are the next one's too.
    /// The pieces are `"name":` as the body has it.
    strangers: [Vec<Piece>; MODELS],
}

/// The field for an account, which may stand beside a record as well as in it.
fn account_bit(model: &Model) -> u64 {
    match model.index == schema::CHAT.index {
        true => 1 << schema::chat::ACCOUNT,
        false => 0,
    }
}

/// What a record turned out to be.
pub(crate) enum Found {
    /// The record itself.
    Row(u32),
    /// Not the record but an envelope around it: it has a member that only an envelope has.
    Wrapper,
}

impl<'a> Decoder<'a> {
    pub(crate) fn new(source: Source<'a>, reading: &'a Reading, page_number: u64) -> Self {
        let Source { text, start, xml } = source;
        Self {
            text,
            xml,
            // Of XML the elements were counted; each can be an array as well.
            cursor: Cursor::new(
                text,
                start,
                reading.limits.max_depth * if xml { 2 } else { 1 } + usize::from(xml),
            ),
            page: Builder::new(text),
            path: Vec::new(),
            kept: Vec::new(),
            noted: Vec::new(),
            max_rows: reading.limits.max_rows,
            most_kept: reading.limits.most_kept(),
            zone: reading.zone.as_ref(),
            scanned: digits::Scanned::default(),
            page_number,
            flooded: false,
            last_time: None,
            strangers: Default::default(),
        }
    }

    /// Notes a warning. A body made to cause millions of them is refused before they fill the memory.
    pub(crate) fn warn(&mut self, code: WarningCode, at: String, offset: usize) {
        if self.page.warnings.len() >= self.most_kept {
            self.flooded = true;
            return;
        }
        self.page.warnings.push(Warning {
            code,
            page: self.page_number,
            at,
            // The offsets of the JSON that stands for an XML body are not the body's.
            offset: (!self.xml).then_some(offset),
        });
    }

    /// Refuses a body with more warnings than are kept: what is not told would be lost in silence.
    pub(crate) fn check_flood(&self) -> Result<()> {
        if self.page.overfull() {
            return Err(self.limit("more copies than a page holds of what belongs to no record"));
        }
        match self.flooded {
            true => Err(self.limit("more warnings than max_rows allows")),
            false => Ok(()),
        }
    }

    /// A limit that was passed where the walk stands: at a byte of the body, or, as the bytes of XML are other ones, at
    /// a place among the records.
    #[cold]
    pub(crate) fn limit(&self, what: &'static str) -> Box<Fault> {
        let mut fault = Fault::byte(self.cursor.at, what);
        fault.pointer = self.xml.then(|| pointer(&self.path).into());
        fault
    }

    /// A record; the cursor stands on `{`. If one of `wrapper`'s members turns out to be there and to hold a record
    /// or a list, the object is an envelope: everything read of it is undone.
    pub(crate) fn record(
        &mut self,
        model: &'static Model,
        wrapper: Option<[&str; 2]>,
    ) -> Result<Found> {
        if self.page.rows() >= self.max_rows {
            return Err(self.limit("more records than max_rows allows"));
        }
        let start = self.cursor.at;
        let depth = self.cursor.depth();
        let undo = wrapper.map(|names| (names, self.page.mark()));
        let row = self.page.push_row(model);
        let (kept, noted) = (self.kept.len(), self.noted.len());
        let account = account_bit(model);
        let mut seen = 0u64;
        // Which fields have an entry among the members that are kept: their value, or part of it, did not fit.
        let mut unfit = 0u64;
        let mut guess = 0;
        let mut twice = 0u64;
        // How many unknown members came that the record before had too, in the same order.
        let mut familiar = 0;
        let mut first = true;
        self.cursor.enter()?;
        while self.cursor.more(&mut first, b'}')? {
            self.cursor.peek();
            let column = match model.fields.get(guess) {
                // Members mostly come in the order of the table: one comparison finds name and colon.
                Some(field) if self.cursor.eat(field.key) => guess,
                _ if self.familiar(model, familiar)? => {
                    familiar += 1;
                    continue;
                }
                _ => {
                    let key = self.cursor.key()?;
                    match self.column(model, key) {
                        Some(column) => column,
                        None => {
                            // An envelope has no member of the record but the account that may stand beside it.
                            if let Some((names, mark)) = &undo
                                && seen & !account == 0
                                && names.contains(&&*self.name(key))
                                && matches!(self.cursor.peek(), Some(b'{' | b'[' | b'n'))
                            {
                                self.kept.truncate(kept);
                                self.noted.truncate(noted);
                                self.undo(*mark, start, depth);
                                return Ok(Found::Wrapper);
                            }
                            self.keep(key)?;
                            continue;
                        }
                    }
                }
            };
            guess = column + 1;
            let bit = 1 << column;
            if seen & bit != 0 {
                twice |= bit;
                self.sent_twice(model, row, column, noted);
            }
            seen |= bit;
            let warned = self.page.warnings.len();
            match self.cell(model, row, column)? {
                true => unfit |= bit,
                false => unfit &= !bit,
            }
            if self.page.warnings.len() > warned {
                let run = warned..self.page.warnings.len();
                self.noted.push((column, run));
            }
        }
        self.noted.truncate(noted);
        if twice != 0 {
            self.drop_superseded(model, kept, unfit);
        }
        self.close(model, row, kept, familiar);
        self.miss_id(model, row, unfit, start);
        Ok(Found::Row(row))
    }

    /// A record without an id is delivered, with a warning. An id that was sent but does not fit has its own already.
    fn miss_id(&mut self, model: &'static Model, row: u32, unfit: u64, start: usize) {
        if let Some(id) = model.id
            && self.page.is_none(model, row, id)
            && unfit & (1 << id) == 0
        {
            let at = with_member(&self.path, "id");
            self.warn(WarningCode::MissingId, at, start);
        }
    }

    fn column(&self, model: &Model, key: Quoted) -> Option<usize> {
        let name = self.name(key);
        model.fields.iter().position(|field| field.name == name)
    }

    /// A member's name as text.
    pub(crate) fn name(&self, key: Quoted) -> Cow<'a, str> {
        let source = &self.text[key.piece.start..key.piece.end];
        if !key.escaped {
            return Cow::Borrowed(source);
        }
        let mut plain = String::new();
        unescape(source, &mut plain);
        Cow::Owned(plain)
    }

    /// The value before this one is dropped: the last one counts.
    fn sent_twice(&mut self, model: &'static Model, row: u32, column: usize, noted: usize) {
        self.page.set(model, row, column, None);
        // The last note of the column: those before it were dropped already.
        let note = self.noted[noted..]
            .iter()
            .rposition(|(known, _)| *known == column);
        if let Some(note) = note {
            let (_, run) = self.noted.swap_remove(noted + note);
            self.page.drop_warnings(run);
        }
        let at = with_member(&self.path, model.fields[column].name);
        self.warn(WarningCode::DuplicateMember, at, self.cursor.at);
    }

    /// The value of a modelled member. True if it, or part of it, did not fit and is kept as sent.
    fn cell(&mut self, model: &'static Model, row: u32, column: usize) -> Result<bool> {
        let field = &model.fields[column];
        let first = self.cursor.peek().unwrap_or(0);
        let start = self.cursor.at;
        if first == b'{'
            && !matches!(field.kind, Kind::List(_))
            && let Some(fit) = self.with_attributes(field)?
        {
            if let Fit::Value(span) = fit {
                self.page.set(model, row, column, Some(span));
            }
            return Ok(true);
        }
        let fit = match field.kind {
            Kind::Record(of) => self.one(field, of, first)?,
            Kind::List(of) => return self.list_cell(model, row, column, of),
            _ => match first {
                b'"' => {
                    let text = self.cursor.string()?;
                    self.scalar_text(field, text)
                }
                b'{' | b'[' => {
                    self.cursor.value()?;
                    Fit::Unfit
                }
                b'-' | b'0'..=b'9' => {
                    let number = self.cursor.number()?;
                    scalar::number(field.kind, &self.text[number.start..number.end], number)
                }
                _ => {
                    let word = self.cursor.literal()?;
                    scalar::literal(field.kind, first, word)
                }
            },
        };
        match fit {
            Fit::Value(span) => self.page.set(model, row, column, Some(span)),
            Fit::None => {}
            Fit::Unfit => {
                let end = self.cursor.at;
                self.unfit(field, Piece { start, end });
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A string that became text: as it stands, or unescaped behind the body.
    pub(crate) fn string(&mut self, text: Quoted, field: Option<&Field>) -> Span {
        let Piece { start, end } = text.piece;
        if !text.escaped {
            return Builder::in_body(start, end);
        }
        let source = &self.text[start..end];
        let (lone, span) = self.page.with_side(|side| unescape(source, side));
        if lone {
            let name = field.map_or_else(
                || self.page.slice(span).to_owned(),
                |field| field.name.to_owned(),
            );
            let at = with_member(&self.path, &name);
            self.warn(WarningCode::LoneSurrogate, at, start);
        }
        span
    }

    /// One record: an object, or an array of one.
    pub(crate) fn one(&mut self, field: &Field, of: &'static Model, first: u8) -> Result<Fit> {
        self.path.push(Step::Member(field.name));
        let fit = self.one_record(of, first);
        self.path.pop();
        fit
    }

    fn one_record(&mut self, of: &'static Model, first: u8) -> Result<Fit> {
        match first {
            // A text with attributes, or a list with some, is no record: as in JSON.
            b'{' if self.at_attributed() || self.at_list_with_attributes() => {
                self.cursor.value().map(|_| Fit::Unfit)
            }
            b'{' => Ok(match self.record(of, None)? {
                Found::Row(row) => Fit::Value(Span::run(row as usize, 1)),
                Found::Wrapper => Fit::Unfit,
            }),
            b'[' => {
                let (start, depth, mark, kept) = (
                    self.cursor.at,
                    self.cursor.depth(),
                    self.page.mark(),
                    self.kept.len(),
                );
                let mut begin = true;
                self.cursor.enter()?;
                if !self.cursor.more(&mut begin, b']')? {
                    return Ok(Fit::None);
                }
                if self.cursor.peek() == Some(b'{')
                    && let Found::Row(row) = self.record(of, None)?
                    && !self.cursor.more(&mut begin, b']')?
                {
                    return Ok(Fit::Value(Span::run(row as usize, 1)));
                }
                self.kept.truncate(kept);
                self.undo(mark, start, depth);
                self.cursor.value()?;
                Ok(Fit::Unfit)
            }
            b'n' => self.cursor.literal().map(|_| Fit::None),
            b'"' if self.xml && self.cursor.at_blank_text() => {
                self.cursor.value().map(|_| Fit::None)
            }
            _ => self.cursor.value().map(|_| Fit::Unfit),
        }
    }

    /// Goes back to a place where the walk stood before, and forgets what was read since.
    pub(crate) fn undo(&mut self, mark: Mark, at: usize, depth: usize) {
        self.page.back_to(mark);
        self.last_time = None;
        self.cursor.rewind(at, depth);
    }
}
