//! Unknown members: parsed, for languages that have no JSON of their own, and inside the normalised form.

use serde::{Serialize, Serializer};
use serde_json::Value;
use serde_json::value::RawValue;

/// Any JSON value. Numbers keep their digits: what is made of them is the caller's to decide.
#[derive(Debug, Clone, PartialEq, uniffi::Enum)]
#[expect(missing_docs, reason = "the variants are JSON's own")]
pub enum JsonValue {
    Null,
    Flag { value: bool },
    Number { source: String },
    Text { value: String },
    Items { values: Vec<JsonValue> },
    Members { members: Vec<JsonMember> },
}

/// One member of a JSON object.
#[derive(Debug, Clone, PartialEq, uniffi::Record)]
pub struct JsonMember {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: JsonValue,
}

/// The members of an `extra_json`, in their order.
#[uniffi::export]
#[must_use]
pub fn parse_extra(json: String) -> Vec<JsonMember> {
    match serde_json::from_str(&json) {
        Ok(Value::Object(members)) => convert(members),
        _ => Vec::new(),
    }
}

fn convert(members: serde_json::Map<String, Value>) -> Vec<JsonMember> {
    let member = |(name, value)| JsonMember {
        name,
        value: value_of(value),
    };
    members.into_iter().map(member).collect()
}

fn value_of(value: Value) -> JsonValue {
    match value {
        Value::Null => JsonValue::Null,
        Value::Bool(value) => JsonValue::Flag { value },
        Value::Number(number) => JsonValue::Number {
            source: number.to_string(),
        },
        Value::String(value) => JsonValue::Text { value },
        Value::Array(values) => JsonValue::Items {
            values: values.into_iter().map(value_of).collect(),
        },
        Value::Object(members) => JsonValue::Members {
            members: convert(members),
        },
    }
}

/// The normalised form of a generated record.
pub(crate) fn to_json(record: &impl Serialize) -> String {
    // Records hold texts, numbers and lists: nothing that JSON cannot say.
    serde_json::to_string(record).unwrap_or_default()
}

/// `extra` as it was sent: an object, also where there is nothing in it.
pub(crate) fn as_object<S: Serializer>(
    json: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let json = json.as_deref().unwrap_or("{}");
    match serde_json::from_str::<&RawValue>(json) {
        Ok(value) => value.serialize(serializer),
        Err(error) => Err(serde::ser::Error::custom(error)),
    }
}
