//! Columns while they are filled: one for each field of a model, whatever its kind.

use crate::extra;
use crate::types::fields;
use arrow_array::builder::{
    ArrayBuilder as _, Float64Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
};
use arrow_array::{ArrayRef, ListArray, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBuffer};
use arrow_schema::{ArrowError, DataType, FieldRef, Fields};
use std::sync::Arc;
use tagove::Row;
use tagove::schema::{Kind, Model};

/// The columns of one model.
pub(crate) struct Columns {
    fields: Fields,
    columns: Vec<Column>,
    extra: StringBuilder,
    zoned: bool,
    len: usize,
}

/// One of them.
enum Column {
    Text(StringBuilder),
    Seconds(Int64Builder),
    Number(Float64Builder),
    Time(TimestampMicrosecondBuilder),
    Record(Columns, NullBufferBuilder),
    List(Columns, Lists),
    Texts(StringBuilder, Lists),
}

/// Where each list of a column ends, and which are there.
struct Lists {
    item: FieldRef,
    ends: Vec<i32>,
    there: NullBufferBuilder,
}

impl Columns {
    pub(crate) fn new(model: &'static Model, zone: Option<&Arc<str>>) -> Self {
        let fields = fields(model, zone);
        let columns = model
            .fields
            .iter()
            .zip(&fields)
            .map(|(field, typed)| Column::new(field.kind, typed, zone))
            .collect();
        Self {
            fields,
            columns,
            extra: StringBuilder::new(),
            zoned: zone.is_some(),
            len: 0,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.len
    }

    pub(crate) fn push(&mut self, row: Row<'_>) -> Result<(), ArrowError> {
        let mut misfit = false;
        for (field, column) in self.columns.iter_mut().enumerate() {
            misfit |= column.push(row, field, self.zoned)?;
        }
        if misfit || row.extras().len() > 0 {
            append(&mut self.extra, &extra::json(row, self.zoned))?;
        } else {
            append(&mut self.extra, "{}")?;
        }
        self.len += 1;
        Ok(())
    }

    /// A row of nothing, where the record around it is null.
    fn push_none(&mut self) -> Result<(), ArrowError> {
        for column in &mut self.columns {
            column.push_none()?;
        }
        append(&mut self.extra, "{}")?;
        self.len += 1;
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        let mut arrays = Vec::with_capacity(self.columns.len() + 1);
        for column in self.columns {
            arrays.push(column.finish()?);
        }
        arrays.push(Arc::new(self.extra.finish()));
        Ok(arrays)
    }

    fn finish_struct(
        self,
        mut there: Option<NullBufferBuilder>,
    ) -> Result<StructArray, ArrowError> {
        let (fields, len) = (self.fields.clone(), self.len);
        let there = there.as_mut().and_then(NullBufferBuilder::finish);
        StructArray::try_new_with_length(fields, self.finish()?, there, len)
    }
}

impl Column {
    fn new(kind: Kind, typed: &FieldRef, zone: Option<&Arc<str>>) -> Self {
        match kind {
            Kind::Id | Kind::Text | Kind::OpenSet => Self::Text(StringBuilder::new()),
            Kind::Seconds => Self::Seconds(Int64Builder::new()),
            Kind::Number => Self::Number(Float64Builder::new()),
            Kind::Time => Self::Time(
                TimestampMicrosecondBuilder::new().with_data_type(typed.data_type().clone()),
            ),
            Kind::Record(model) => {
                Self::Record(Columns::new(model, zone), NullBufferBuilder::new(0))
            }
            Kind::List(model) => Self::List(Columns::new(model, zone), Lists::new(typed)),
            Kind::Texts => Self::Texts(StringBuilder::new(), Lists::new(typed)),
        }
    }

    /// Adds what a row has in a field; true if it is a time that the column cannot hold.
    fn push(&mut self, row: Row<'_>, field: usize, zoned: bool) -> Result<bool, ArrowError> {
        match self {
            Self::Text(texts) => match row.text(field) {
                Some(text) => append(texts, text)?,
                None => texts.append_null(),
            },
            Self::Seconds(numbers) => numbers.append_option(
                row.seconds(field)
                    .and_then(|seconds| i64::try_from(seconds).ok()),
            ),
            Self::Number(numbers) => numbers.append_option(row.number(field)),
            Self::Time(times) => {
                let time = row.time(field);
                let fit = time.filter(|&time| extra::fits(time, zoned));
                times.append_option(fit.map(tagove::Time::epoch_microseconds));
                return Ok(time.is_some() && fit.is_none());
            }
            Self::Record(columns, there) => match row.record(field) {
                Some(record) => {
                    columns.push(record)?;
                    there.append_non_null();
                }
                None => {
                    columns.push_none()?;
                    there.append_null();
                }
            },
            Self::List(columns, lists) => {
                let rows = row.rows(field);
                let there = rows.is_some();
                for row in rows.into_iter().flatten() {
                    columns.push(row)?;
                }
                lists.end(columns.len(), there)?;
            }
            Self::Texts(texts, lists) => {
                let given = row.texts(field);
                let there = given.is_some();
                for text in given.into_iter().flatten() {
                    append(texts, text)?;
                }
                lists.end(texts.len(), there)?;
            }
        }
        Ok(false)
    }

    fn push_none(&mut self) -> Result<(), ArrowError> {
        match self {
            Self::Text(texts) => texts.append_null(),
            Self::Seconds(numbers) => numbers.append_null(),
            Self::Number(numbers) => numbers.append_null(),
            Self::Time(times) => times.append_null(),
            Self::Record(columns, there) => {
                columns.push_none()?;
                there.append_null();
            }
            Self::List(columns, lists) => lists.end(columns.len(), false)?,
            Self::Texts(texts, lists) => {
                lists.end(texts.len(), false)?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Text(mut texts) => Arc::new(texts.finish()),
            Self::Seconds(mut numbers) => Arc::new(numbers.finish()),
            Self::Number(mut numbers) => Arc::new(numbers.finish()),
            Self::Time(mut times) => Arc::new(times.finish()),
            Self::Record(columns, there) => Arc::new(columns.finish_struct(Some(there))?),
            Self::List(columns, lists) => lists.finish(Arc::new(columns.finish_struct(None)?))?,
            Self::Texts(mut texts, lists) => lists.finish(Arc::new(texts.finish()))?,
        })
    }
}

impl Lists {
    fn new(typed: &FieldRef) -> Self {
        let item = match typed.data_type() {
            DataType::List(item) => item.clone(),
            // Types and columns are made from the same table.
            _ => typed.clone(),
        };
        Self {
            item,
            ends: vec![0],
            there: NullBufferBuilder::new(0),
        }
    }

    fn end(&mut self, at: usize, there: bool) -> Result<(), ArrowError> {
        self.ends
            .push(i32::try_from(at).map_err(|_| overfull("records in lists"))?);
        self.there.append(there);
        Ok(())
    }

    fn finish(mut self, items: ArrayRef) -> Result<ArrayRef, ArrowError> {
        let ends = OffsetBuffer::new(self.ends.into());
        let there = self.there.finish();
        Ok(Arc::new(ListArray::try_new(self.item, ends, items, there)?))
    }
}

/// Adds a text. The builder would panic where its places, of 31 bits, come to an end.
pub(crate) fn append(texts: &mut StringBuilder, text: &str) -> Result<(), ArrowError> {
    if texts.values_slice().len() + text.len() > i32::MAX as usize {
        return Err(overfull("bytes of text"));
    }
    texts.append_value(text);
    Ok(())
}

fn overfull(what: &str) -> ArrowError {
    ArrowError::MemoryError(format!(
        "a page has more than 2^31 {what} in one column; ask for smaller pages (limit)"
    ))
}
