//! Batches as the C stream by which Arrow libraries hand tables to each other.

use crate::Table;
use arrow_array::{RecordBatch, RecordBatchIterator};
use arrow_schema::ArrowError;
use std::io;

pub use arrow_array::ffi_stream::FFI_ArrowArrayStream as CStream;

/// The table's batches as a C stream, which asks for each when its reader does. A reason ends it: readers are told that
/// it failed (`EIO`), and why, in the reason's words.
///
/// ```
/// use tagove::schema;
/// use tagove_arrow::{Table, c_stream};
///
/// let table = Table::of(&schema::CHAT, Some("Europe/Berlin"));
/// let stream = c_stream(&table, [Err("the second page never came".to_owned())].into_iter());
/// # drop(stream);
/// ```
pub fn c_stream(
    table: &Table,
    batches: impl Iterator<Item = Result<RecordBatch, String>> + Send + 'static,
) -> CStream {
    let batches = batches.map(|batch| {
        batch.map_err(|reason| ArrowError::IoError(reason.clone(), io::Error::other(reason)))
    });
    CStream::new(Box::new(RecordBatchIterator::new(batches, table.schema())))
}
