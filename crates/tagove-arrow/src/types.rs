//! Which Arrow type a field of the models has.

use arrow_schema::{DataType, Field, Fields, TimeUnit};
use std::sync::Arc;
use tagove::schema::{Kind, Model};

/// The column behind the fields of every model: what the model does not know, as JSON text.
pub(crate) const EXTRA: &str = "extra";

/// The columns of a model: its fields by the names of the normalised form, then `extra`.
pub(crate) fn fields(model: &'static Model, zone: Option<&Arc<str>>) -> Fields {
    let known = model.fields.iter().map(|field| {
        // Every member may be missing from an answer.
        Field::new(field.name, of(field.kind, zone), true)
    });
    known
        .chain([Field::new(EXTRA, DataType::Utf8, false)])
        .collect()
}

fn of(kind: Kind, zone: Option<&Arc<str>>) -> DataType {
    match kind {
        Kind::Id | Kind::Text | Kind::OpenSet => DataType::Utf8,
        Kind::Seconds => DataType::Int64,
        Kind::Number => DataType::Float64,
        Kind::Time => DataType::Timestamp(TimeUnit::Microsecond, zone.cloned()),
        Kind::Record(model) => DataType::Struct(fields(model, zone)),
        Kind::List(model) => DataType::List(item(DataType::Struct(fields(model, zone)))),
        Kind::Texts => DataType::List(item(DataType::Utf8)),
    }
}

/// The elements of a list: a list has no gaps.
fn item(kind: DataType) -> Arc<Field> {
    Arc::new(Field::new("item", kind, false))
}
