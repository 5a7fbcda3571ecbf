//! A page as one run of bytes that is read in place: for Kotlin, where making objects of what nobody looks at costs
//! more than reading the answer.
//!
//! ```text
//! text_at: i32, count: i32             where the texts begin; how many records
//! record, record, …                    of the page's model, then all others, each list in one piece
//!   row: i32                           its index, to have its JSON from the core
//!   (a: i32, b: i32)                   a field, in the order of models.toml, and `extra` as the last
//!     text          offset from text_at, length
//!     record, list  position of the first, -1 - count
//!     texts         position of the first (a, b), -1 - count
//!     none          -1, 0
//! text
//! ```
//! All numbers are big-endian, as `ByteBuffer` reads them. `PackedPage.kt` is the reader.

use crate::bytes::Bytes;
use crate::failure::Failure;
use crate::fault::guarded;
use crate::page::PageFacts;
use tagove::schema::{Kind, Model};
use tagove::{PageInfo, Row};

/// A page whose records cross as one run of bytes.
#[derive(Debug, uniffi::Record)]
pub struct PackedPage {
    /// What is known of the answer besides.
    pub facts: PageFacts,
    /// The records.
    pub rows: Bytes,
}

impl From<&PageInfo> for PackedPage {
    fn from(page: &PageInfo) -> Self {
        Self {
            facts: page.into(),
            rows: Bytes(pack(page)),
        }
    }
}

/// The operations of one answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
#[expect(missing_docs, reason = "`Client` has a method of each name")]
pub enum Single {
    GetChat,
    ListMessages,
    GetRecording,
    GetVisitorSessions,
}

/// Reads a body of `GET /chats` that was kept.
///
/// # Errors
/// `Decode` if it cannot be read, or the kind of the failure that it tells of.
#[uniffi::export]
pub fn decode_chats_packed(body: Bytes) -> Result<PackedPage, Failure> {
    guarded(|| {
        let page = tagove::Page::<tagove::Chat>::from_body(&body.0)?;
        Ok(page.info().into())
    })
}

const HEAD: usize = 8;
const CELL: usize = 8;

fn stride(model: &Model) -> usize {
    4 + CELL * (model.fields.len() + 1)
}

fn pack(page: &PageInfo) -> Vec<u8> {
    let mut packer = Packer {
        cells: vec![0; HEAD],
        texts: Vec::with_capacity(page.body().len()),
    };
    let count = page.rows().len();
    if let Some(first) = page.rows().next() {
        packer.rows(page.rows(), first.model());
    }
    let text_at = packer.cells.len();
    packer.put(0, text_at, count as i32);
    packer.cells.append(&mut packer.texts);
    packer.cells
}

struct Packer {
    cells: Vec<u8>,
    texts: Vec<u8>,
}

impl Packer {
    fn reserve(&mut self, bytes: usize) -> usize {
        let at = self.cells.len();
        self.cells.resize(at + bytes, 0);
        at
    }

    /// A cell. Positions fit in 31 bits, as long as the core's limits are what they are: see the tests.
    fn put(&mut self, at: usize, a: usize, b: i32) {
        self.cells[at..at + 4].copy_from_slice(&(a as i32).to_be_bytes());
        self.cells[at + 4..at + CELL].copy_from_slice(&b.to_be_bytes());
    }

    fn text(&mut self, at: usize, text: &str) {
        self.put(at, self.texts.len(), text.len() as i32);
        self.texts.extend_from_slice(text.as_bytes());
    }

    fn children(&mut self, at: usize, first: usize, count: usize) {
        self.put(at, first, -1 - count as i32);
    }

    /// The rows in one piece; what is in them comes behind. Gives where they begin.
    fn rows<'p>(&mut self, rows: impl ExactSizeIterator<Item = Row<'p>>, model: &Model) -> usize {
        let first = self.reserve(rows.len() * stride(model));
        for (index, row) in rows.enumerate() {
            self.row(row, first + index * stride(model));
        }
        first
    }

    fn row(&mut self, row: Row<'_>, at: usize) {
        self.cells[at..at + 4].copy_from_slice(&row.index().to_be_bytes());
        let fields = row.model().fields;
        for (index, field) in fields.iter().enumerate() {
            let cell = at + 4 + CELL * index;
            self.put(cell, usize::MAX, 0);
            match field.kind {
                Kind::Record(of) => {
                    if let Some(child) = row.record(index) {
                        let first = self.rows(std::iter::once(child), of);
                        self.children(cell, first, 1);
                    }
                }
                Kind::List(of) => {
                    if let Some(rows) = row.rows(index) {
                        let count = rows.len();
                        let first = self.rows(rows, of);
                        self.children(cell, first, count);
                    }
                }
                Kind::Texts => {
                    if let Some(texts) = row.texts(index) {
                        let count = texts.len();
                        let first = self.reserve(count * CELL);
                        for (index, text) in texts.enumerate() {
                            self.text(first + CELL * index, text);
                        }
                        self.children(cell, first, count);
                    }
                }
                _ => {
                    if let Some(text) = row.text(index) {
                        self.text(cell, text);
                    }
                }
            }
        }
        let extra = at + 4 + CELL * fields.len();
        if row.extras().len() == 0 {
            self.put(extra, usize::MAX, 0);
        } else {
            self.text(extra, &row.extra_json());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{HEAD, stride};
    use tagove::schema::ALL;

    /// The most that `max_rows` and `max_body_bytes` can be set to; the core refuses more.
    const MOST_ROWS: usize = 10_000_000;
    const MOST_BODY_BYTES: usize = 256 << 20;

    #[test]
    fn positions_of_the_largest_page_fit() {
        let widest = ALL.iter().map(|model| stride(model)).max().expect("models");
        // A character of XML is at most two of the JSON that it is kept as.
        let most = HEAD + MOST_ROWS * widest + 2 * MOST_BODY_BYTES;
        assert!(i32::try_from(most).is_ok(), "{most} bytes");
        let client = tagove::Client::builder().api_key("any");
        assert!(client.clone().max_rows(MOST_ROWS + 1).build().is_err());
        assert!(client.max_body_bytes(MOST_BODY_BYTES + 1).build().is_err());
    }
}
