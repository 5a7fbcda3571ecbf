//! Records written for the other side straight from the rows of a page.
//!
//! UniFFI would have a `Vec<Chat>` of owned texts made first, only to copy it once more. [`Rows`] is of the same
//! foreign type and writes the same bytes. The unit tests read them back with UniFFI's own derived reader.

use std::marker::PhantomData;
use tagove::{PageInfo, Row};
use uniffi::deps::anyhow::{Result, bail};
use uniffi::metadata::codes::TYPE_VEC;
use uniffi::{Lift, Lower, MetadataBuffer, RustBuffer, TypeId};

/// The records of a page; a list of `R` on the other side.
pub struct Rows<R> {
    page: PageInfo,
    record: PhantomData<fn() -> R>,
}

impl<R> Rows<R> {
    pub(crate) fn new(page: PageInfo) -> Self {
        Self {
            page,
            record: PhantomData,
        }
    }
}

impl<R> std::fmt::Debug for Rows<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<{} records>", self.page.rows().len())
    }
}

/// A generated record that knows how to write itself from a row.
pub(crate) trait FromRow {
    /// Appends what UniFFI's derived writer would append for the record.
    fn write(row: Row<'_>, out: &mut Vec<u8>);
}

// Sound because the bytes are those of `Vec<R>`: a count, then each record's fields in order.
unsafe impl<R: FromRow> Lower<crate::UniFfiTag> for Rows<R> {
    type FfiType = RustBuffer;

    fn lower(rows: Self) -> RustBuffer {
        Self::lower_into_rust_buffer(rows)
    }

    fn write(rows: Self, out: &mut Vec<u8>) {
        // What crosses is about as long as the body it was read from.
        out.reserve(rows.page.body().len());
        list(Some(rows.page.rows()), out, R::write);
    }
}

// UniFFI's records ask for it; no operation takes a page as an argument.
unsafe impl<R> Lift<crate::UniFfiTag> for Rows<R> {
    type FfiType = RustBuffer;

    fn try_lift(_: RustBuffer) -> Result<Self> {
        bail!("pages only leave this library")
    }

    fn try_read(_: &mut &[u8]) -> Result<Self> {
        bail!("pages only leave this library")
    }
}

impl<R: TypeId<crate::UniFfiTag>> TypeId<crate::UniFfiTag> for Rows<R> {
    const TYPE_ID_META: MetadataBuffer =
        MetadataBuffer::from_code(TYPE_VEC).concat(R::TYPE_ID_META);
}

/// Absent, or there.
fn present(out: &mut Vec<u8>, there: bool) {
    out.push(there.into());
}

fn count(length: usize, out: &mut Vec<u8>) {
    // A body has at most 256 MiB, a page at most ten million rows.
    let length = i32::try_from(length).unwrap_or(i32::MAX);
    out.extend_from_slice(&length.to_be_bytes());
}

fn plain_text(text: &str, out: &mut Vec<u8>) {
    count(text.len(), out);
    out.extend_from_slice(text.as_bytes());
}

fn list<T>(
    items: Option<impl ExactSizeIterator<Item = T>>,
    out: &mut Vec<u8>,
    write: impl Fn(T, &mut Vec<u8>),
) {
    let Some(items) = items else { return };
    count(items.len(), out);
    for item in items {
        write(item, out);
    }
}

pub(crate) fn text(text: Option<&str>, out: &mut Vec<u8>) {
    present(out, text.is_some());
    if let Some(text) = text {
        plain_text(text, out);
    }
}

pub(crate) fn seconds(seconds: Option<u64>, out: &mut Vec<u8>) {
    present(out, seconds.is_some());
    if let Some(seconds) = seconds {
        // Longer than the universe is old either way.
        let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
        out.extend_from_slice(&seconds.to_be_bytes());
    }
}

pub(crate) fn number(number: Option<f64>, out: &mut Vec<u8>) {
    present(out, number.is_some());
    if let Some(number) = number {
        out.extend_from_slice(&number.to_be_bytes());
    }
}

pub(crate) fn record<R: FromRow>(row: Option<Row<'_>>, out: &mut Vec<u8>) {
    present(out, row.is_some());
    if let Some(row) = row {
        R::write(row, out);
    }
}

pub(crate) fn records<R: FromRow>(rows: Option<tagove::Rows<'_>>, out: &mut Vec<u8>) {
    present(out, rows.is_some());
    list(rows, out, R::write);
}

pub(crate) fn texts(texts: Option<tagove::Texts<'_>>, out: &mut Vec<u8>) {
    present(out, texts.is_some());
    list(texts, out, plain_text);
}

/// Absent where there is nothing unknown, which is nearly always.
pub(crate) fn extra(row: Row<'_>, out: &mut Vec<u8>) {
    if row.extras().len() == 0 {
        present(out, false);
    } else {
        text(Some(&row.extra_json()), out);
    }
}

#[cfg(test)]
mod tests;
