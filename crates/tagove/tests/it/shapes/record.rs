//! Random records, made by the table of models, and their normalised form, by the letter of the contract.

use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use tagove::schema::{Field, Kind, Model};

/// A record as it is to be sent.
#[derive(Clone)]
pub(super) struct Sent {
    pub(super) model: &'static Model,
    /// What each field is, in the order of the table.
    pub(super) fields: Vec<Content>,
    /// Members that no model knows.
    pub(super) unknown: BTreeMap<String, Value>,
}

/// What a field is: none, or what the wire may write in several ways.
#[derive(Debug, Clone)]
pub(super) enum Content {
    None,
    /// An id, a text, a number: the text of it.
    Scalar(String),
    /// A time: date, clock with its fraction, offset.
    Time(String, String, Option<String>),
    Record(Box<Sent>),
    List(Vec<Sent>),
}

/// As it is to be read: the table of its model says nothing that a failure needs.
impl std::fmt::Debug for Sent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.normalised())
    }
}

impl Sent {
    pub(super) fn members(&self) -> impl Iterator<Item = (&'static Field, &Content)> {
        self.model.fields.iter().zip(&self.fields)
    }

    /// What the reader must make of it.
    pub(super) fn normalised(&self) -> Value {
        let mut out = Map::new();
        for (field, value) in self.members() {
            out.insert(field.name.to_owned(), normalised(field.kind, value));
        }
        out.insert("extra".to_owned(), json!(self.unknown));
        Value::Object(out)
    }
}

fn normalised(kind: Kind, value: &Content) -> Value {
    match (kind, value) {
        (_, Content::None) => Value::Null,
        (Kind::Seconds, Content::Scalar(text)) => json!(text.parse::<u64>().expect("digits")),
        (Kind::Number, Content::Scalar(text)) => json!(text.parse::<f64>().expect("a decimal")),
        (_, Content::Scalar(text)) => json!(text),
        (_, Content::Time(date, clock, offset)) => {
            let clock = match clock.contains('.') {
                true => clock.trim_end_matches('0').trim_end_matches('.'),
                false => clock,
            };
            let offset = match offset.as_deref() {
                None => "",
                Some("Z" | "z" | "+00:00" | "-00:00") => "Z",
                Some(other) => other,
            };
            json!(format!("{date}T{clock}{offset}"))
        }
        (_, Content::Record(record)) => record.normalised(),
        (_, Content::List(records)) => records.iter().map(Sent::normalised).collect(),
    }
}

/// Some records of a model, or none.
pub(super) fn list(model: &'static Model) -> impl Strategy<Value = Vec<Sent>> {
    vec(record(model), 0..4)
}

fn record(model: &'static Model) -> BoxedStrategy<Sent> {
    let fields: Vec<_> = model.fields.iter().map(|field| value(field.kind)).collect();
    (fields, btree_map(name(), unknown(), 0..3))
        .prop_map(move |(fields, unknown)| Sent {
            model,
            fields,
            unknown,
        })
        .boxed()
}

fn value(kind: Kind) -> BoxedStrategy<Content> {
    let scalar = |text: BoxedStrategy<String>| text.prop_map(Content::Scalar).boxed();
    let some = match kind {
        Kind::Id => scalar("[1-9][0-9]{0,25}|0|-1|[a-z]{1,3}-[0-9]".boxed()),
        Kind::OpenSet => scalar(prop_oneof!["[a-zA-Z_]{1,8}", text(), "", "[1-9]"].boxed()),
        Kind::Text => scalar(prop_oneof![4 => text(), 1 => "", 1 => "-?[1-9][0-9]{0,3}(\\.[0-9]{1,3})?", 1 => "true|false|null|item"].boxed()),
        Kind::Seconds => scalar((0..1u64 << 53).prop_map(|number| number.to_string()).boxed()),
        Kind::Number => scalar("-?(0|[1-9][0-9]{0,2})(\\.[0-9]{1,9})?(e-?[0-9])?".boxed()),
        Kind::Time => time(),
        Kind::Record(model) => record(model).prop_map(|record| Content::Record(Box::new(record))).boxed(),
        Kind::List(model) => vec(record(model), 0..4).prop_map(Content::List).boxed(),
        Kind::Texts => unreachable!("only recordings have them, and these are not sent"),
    };
    prop_oneof![1 => Just(Content::None), 3 => some].boxed()
}

fn time() -> BoxedStrategy<Content> {
    let date = (1..10_000u32, 1..13u32, 1..29u32)
        .prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"));
    let clock = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";
    let fraction = "|\\.[0-9]{1,6}0{0,3}";
    let offset = "Z|z|[+-](0[0-9]|1[0-9]|2[0-3]):[0-5][0-9]|[+-]00:00";
    let exact =
        (date.clone(), clock, fraction, offset).prop_map(|(date, clock, fraction, offset)| {
            Content::Time(date, clock + &fraction, Some(offset))
        });
    let civil = (date, clock).prop_map(|(date, clock)| Content::Time(date, clock, None));
    prop_oneof![exact, civil].boxed()
}

/// Words in all kinds of letters, with what JSON and XML must escape. No carriage return, and no control character but
/// tab and line feed: XML has none of the others.
fn text() -> BoxedStrategy<String> {
    let letter = prop_oneof![
        6 => "[ -~]",
        1 => "[\\t\\n<>&\"'\\\\/\\]]",
        1 => "[éß日本👍\u{2028}\u{10ffff}\u{d7ff}\u{e000}\u{fffd}]",
    ];
    vec(letter, 1..12)
        .prop_map(|letters| letters.concat())
        .boxed()
}

/// A name that means nothing to a reader, and that XML takes for an element; no two of them are singular and plural.
fn name() -> BoxedStrategy<String> {
    "x_[a-r]{1,6}|mood|Tags|é[a-r]|count_of".boxed()
}

/// What an unknown member may be in JSON and XML alike: no number, no empty container, no list of one.
fn unknown() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![4 => text().prop_map(Value::String), 1 => Just(json!("")), 1 => Just(Value::Null)].boxed();
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 2..4).prop_filter_map("XML has no list in a list", |list| {
                (!list.iter().any(Value::is_array)).then_some(Value::Array(list))
            }),
            btree_map(name(), inner, 1..3).prop_map(|members| json!(members)),
        ]
    })
    .boxed()
}
