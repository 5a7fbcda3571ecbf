//! One record of a page, by field number: what every typed view, in every language, is made of.

use crate::extra::{write_member, write_text};
use crate::page::Decoded;
use crate::schema::{Kind, Model};
use crate::{Extra, Time};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};
use std::marker::PhantomData;

/// One row of a page. Borrowed, two words and a pointer: copy it freely.
///
/// The typed views (`ChatRef` and its kin) are what most code wants; this is for code that walks any model.
#[derive(Debug, Clone, Copy)]
pub struct Row<'p> {
    page: &'p Decoded,
    model: &'static Model,
    row: u32,
}

impl<'p> Row<'p> {
    pub(crate) fn new(page: &'p Decoded, model: &'static Model, row: u32) -> Self {
        Self { page, model, row }
    }

    /// Where it stands in its model's table; [`PageInfo::row_of`](crate::PageInfo::row_of) gives the row back.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.row
    }

    /// Its model.
    #[must_use]
    pub fn model(&self) -> &'static Model {
        self.model
    }

    /// An id, a text or an open set as sent; a number or a time in its text form.
    #[must_use]
    pub fn text(&self, field: usize) -> Option<&'p str> {
        self.page.text(self.model, self.row, field)
    }

    /// A whole number of seconds.
    #[must_use]
    pub fn seconds(&self, field: usize) -> Option<u64> {
        self.text(field)?.parse().ok()
    }

    /// A decimal number.
    #[must_use]
    pub fn number(&self, field: usize) -> Option<f64> {
        self.text(field)?.parse().ok()
    }

    /// A point in time.
    #[must_use]
    pub fn time(&self, field: usize) -> Option<Time> {
        self.text(field)?.parse().ok()
    }

    /// The record in a field.
    #[must_use]
    pub fn record(&self, field: usize) -> Option<Row<'p>> {
        let Kind::Record(model) = self.model.fields.get(field)?.kind else {
            return None;
        };
        let (row, _) = self.page.rows(self.model, self.row, field)?;
        Some(Row::new(self.page, model, row))
    }

    /// The records of a list.
    #[must_use]
    pub fn rows(&self, field: usize) -> Option<Rows<'p>> {
        let Kind::List(model) = self.model.fields.get(field)?.kind else {
            return None;
        };
        let (first, count) = self.page.rows(self.model, self.row, field)?;
        Some(Rows {
            page: self.page,
            model,
            range: first..first + count,
        })
    }

    /// The texts of a list.
    #[must_use]
    pub fn texts(&self, field: usize) -> Option<Texts<'p>> {
        let Kind::Texts = self.model.fields.get(field)?.kind else {
            return None;
        };
        Some(Texts {
            texts: self.page.texts(self.model, self.row, field)?,
        })
    }

    /// The unknown members: name, and JSON source as sent.
    pub fn extras(&self) -> impl ExactSizeIterator<Item = (&'p str, &'p str)> + use<'p> {
        self.page.extras(self.model, self.row)
    }

    /// The unknown members as one JSON object, every digit kept.
    #[must_use]
    pub fn extra_json(&self) -> String {
        let mut out = String::from("{");
        let mut first = true;
        for (name, source) in self.extras() {
            write_member(&mut out, &mut first, name, source);
        }
        out.push('}');
        out
    }

    /// Appends the normalised form as compact JSON, every digit of unknown numbers kept.
    pub fn write_json(&self, out: &mut String) {
        out.push('{');
        for (index, field) in self.model.fields.iter().enumerate() {
            write_text(out, field.name);
            out.push(':');
            self.write_field(out, index, field.kind);
            out.push(',');
        }
        out.push_str("\"extra\":");
        out.push_str(&self.extra_json());
        out.push('}');
    }

    /// The normalised form as compact JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        self.write_json(&mut out);
        out
    }

    fn write_field(&self, out: &mut String, index: usize, kind: Kind) {
        let written = match kind {
            Kind::Id | Kind::Text | Kind::OpenSet | Kind::Time => {
                self.text(index).map(|text| write_text(out, text))
            }
            Kind::Seconds => self
                .seconds(index)
                .map(|seconds| out.push_str(&seconds.to_string())),
            Kind::Number => {
                let number = self.number(index).and_then(serde_json::Number::from_f64);
                number.map(|number| out.push_str(&number.to_string()))
            }
            Kind::Record(_) => self.record(index).map(|row| row.write_json(out)),
            Kind::List(_) => self
                .rows(index)
                .map(|rows| write_array(out, rows, |out, row| row.write_json(out))),
            Kind::Texts => self
                .texts(index)
                .map(|texts| write_array(out, texts, write_text)),
        };
        if written.is_none() {
            out.push_str("null");
        }
    }
}

fn write_array<T>(
    out: &mut String,
    items: impl Iterator<Item = T>,
    write: impl Fn(&mut String, T),
) {
    out.push('[');
    for (index, item) in items.enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.model.fields.len() + 1))?;
        for (index, field) in self.model.fields.iter().enumerate() {
            match field.kind {
                Kind::Id | Kind::Text | Kind::OpenSet | Kind::Time => {
                    map.serialize_entry(field.name, &self.text(index))?
                }
                Kind::Seconds => map.serialize_entry(field.name, &self.seconds(index))?,
                Kind::Number => map.serialize_entry(field.name, &self.number(index))?,
                Kind::Record(_) => map.serialize_entry(field.name, &self.record(index))?,
                Kind::List(_) => map.serialize_entry(field.name, &self.rows(index).map(Seq))?,
                Kind::Texts => map.serialize_entry(field.name, &self.texts(index).map(Seq))?,
            }
        }
        map.serialize_entry("extra", &Extra::from_json(self.extra_json()))?;
        map.end()
    }
}

/// An iterator that serialises as an array.
struct Seq<I>(I);

impl<I: ExactSizeIterator<Item: Serialize> + Clone> Serialize for Seq<I> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut seq = serializer.serialize_seq(Some(self.0.len()))?;
        for item in self.0.clone() {
            seq.serialize_element(&item)?;
        }
        seq.end()
    }
}

/// The rows of a list.
#[derive(Debug, Clone)]
pub struct Rows<'p> {
    page: &'p Decoded,
    model: &'static Model,
    range: std::ops::Range<u32>,
}

impl<'p> Iterator for Rows<'p> {
    type Item = Row<'p>;

    fn next(&mut self) -> Option<Row<'p>> {
        self.range
            .next()
            .map(|row| Row::new(self.page, self.model, row))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.range.size_hint()
    }
}

impl ExactSizeIterator for Rows<'_> {}

/// The texts of a list.
#[derive(Clone)]
pub struct Texts<'p> {
    texts: crate::page::TextsOf<'p>,
}

impl std::fmt::Debug for Texts<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{}>", self.texts.len())
    }
}

impl<'p> Iterator for Texts<'p> {
    type Item = &'p str;

    fn next(&mut self) -> Option<&'p str> {
        self.texts.next()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.texts.size_hint()
    }
}

impl ExactSizeIterator for Texts<'_> {}

/// A typed view of a row. Implemented by `ChatRef` and its kin, by nobody else.
pub trait View<'p>: Copy + Serialize {
    /// The model that it is a view of.
    const MODEL: &'static Model;
    /// The view of a row, which must be of [`View::MODEL`].
    fn from_row(row: Row<'p>) -> Self;
    /// The row behind the view.
    fn row(&self) -> Row<'p>;
}

/// A record as a plain struct, with the view that it is made from. Implemented by `Chat` and its kin.
pub trait Record: Sized + Send + Sync + 'static {
    /// The borrowing view of the same record.
    type Ref<'p>: View<'p>;
    /// Copies the view's values.
    fn from_view(view: Self::Ref<'_>) -> Self;
}

/// The records of a list, as typed views.
#[derive(Debug, Clone)]
pub struct Views<'p, V> {
    rows: Rows<'p>,
    view: PhantomData<fn() -> V>,
}

impl<'p, V: View<'p>> Views<'p, V> {
    pub(crate) fn new(rows: Rows<'p>) -> Self {
        Self {
            rows,
            view: PhantomData,
        }
    }
}

impl<'p, V: View<'p>> Iterator for Views<'p, V> {
    type Item = V;

    fn next(&mut self) -> Option<V> {
        self.rows.next().map(V::from_row)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<'p, V: View<'p>> ExactSizeIterator for Views<'p, V> {}
