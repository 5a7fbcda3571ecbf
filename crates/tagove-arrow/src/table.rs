//! A table: which rows it has, and its columns.

use crate::column::{Columns, append};
use crate::types::fields;
use arrow_array::builder::StringBuilder;
use arrow_array::{ArrayRef, RecordBatch, RecordBatchOptions};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use std::sync::Arc;
use tagove::Row;
use tagove::schema::{self, Model};

/// Which rows a table has, and of which columns. Its schema is known before the first page, and the same for every page.
///
/// Columns have the names of the normalised form (what `to_json` of a record gives) and may all be null, but for `extra`,
/// the unknown members as JSON text: `{}` where there are none. Ids, texts and open sets are utf8, seconds int64, numbers
/// float64, times timestamps in microseconds, records structs, lists lists of them.
///
/// A column of times has the client's zone, or none. A time that such a column cannot hold (it came with an offset and
/// there is no zone; it lies where the zone's clocks were put back) is null there and stands in `extra` under its name.
#[derive(Debug, Clone)]
pub struct Table {
    model: &'static Model,
    /// Whether it is the messages of the chats that it is given.
    messages: bool,
    zone: Option<Arc<str>>,
    schema: SchemaRef,
}

impl Table {
    /// One row a record, for pages of a model. `zone`: the client's `time_zone`, by its IANA name.
    #[must_use]
    pub fn of(model: &'static Model, zone: Option<&str>) -> Self {
        Self::new(model, false, zone)
    }

    /// One row a message, for pages of chats. Its `chat_id` is that of the chat where a message does not say its own.
    #[must_use]
    pub fn messages(zone: Option<&str>) -> Self {
        Self::new(&schema::MESSAGE, true, zone)
    }

    fn new(model: &'static Model, messages: bool, zone: Option<&str>) -> Self {
        let zone: Option<Arc<str>> = zone.map(Arc::from);
        let schema = Arc::new(Schema::new(fields(model, zone.as_ref())));
        Self {
            model,
            messages,
            zone,
            schema,
        }
    }

    /// Its columns.
    #[must_use]
    pub fn schema(&self) -> SchemaRef {
        self.schema.clone()
    }

    /// The records of a page as one batch: those of the table's model or, for messages, chats. Others are left out.
    ///
    /// # Errors
    /// If a column would hold more than 2 GiB of text.
    pub fn batch<'p>(
        &self,
        records: impl Iterator<Item = Row<'p>>,
    ) -> Result<RecordBatch, ArrowError> {
        let mut columns = Columns::new(self.model, self.zone.as_ref());
        if self.messages {
            let mut chats = StringBuilder::new();
            for chat in records.filter(|row| is(row, &schema::CHAT)) {
                for message in chat.rows(schema::chat::MESSAGES).into_iter().flatten() {
                    columns.push(message)?;
                    let own = message.text(schema::message::CHAT_ID);
                    match own.or_else(|| chat.text(schema::chat::ID)) {
                        Some(id) => append(&mut chats, id)?,
                        None => chats.append_null(),
                    }
                }
            }
            let chats: ArrayRef = Arc::new(chats.finish());
            self.of_columns(columns, Some((schema::message::CHAT_ID, chats)))
        } else {
            for row in records.filter(|row| is(row, self.model)) {
                columns.push(row)?;
            }
            self.of_columns(columns, None)
        }
    }

    fn of_columns(
        &self,
        columns: Columns,
        instead: Option<(usize, ArrayRef)>,
    ) -> Result<RecordBatch, ArrowError> {
        let rows = RecordBatchOptions::new().with_row_count(Some(columns.len()));
        let mut arrays = columns.finish()?;
        if let Some((at, array)) = instead {
            arrays[at] = array;
        }
        RecordBatch::try_new_with_options(self.schema(), arrays, &rows)
    }
}

fn is(row: &Row<'_>, model: &'static Model) -> bool {
    row.model().index == model.index
}
