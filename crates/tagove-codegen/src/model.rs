//! The table of models: parsed, checked, and the names that follow from it.

use serde::Deserialize;

/// One kind of record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record {
    pub(crate) name: String,
    pub(crate) doc: String,
    pub(crate) vendor: String,
    pub(crate) fields: Vec<Field>,
}

/// One member of a record.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Field {
    pub(crate) name: String,
    #[serde(deserialize_with = "kind")]
    pub(crate) kind: Kind,
    pub(crate) doc: String,
}

/// The kinds of `models.toml`.
#[derive(Clone)]
pub(crate) enum Kind {
    Id,
    Text,
    OpenSet,
    Seconds,
    Number,
    Time,
    Record(String),
    List(String),
    Texts,
}

fn kind<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Kind, D::Error> {
    let text = String::deserialize(deserializer)?;
    Ok(match (text.as_str(), text.split_once(':')) {
        ("id", _) => Kind::Id,
        ("text", _) => Kind::Text,
        ("open_set", _) => Kind::OpenSet,
        ("seconds", _) => Kind::Seconds,
        ("number", _) => Kind::Number,
        ("time", _) => Kind::Time,
        ("list:text", _) => Kind::Texts,
        (_, Some(("record", of))) => Kind::Record(of.to_owned()),
        (_, Some(("list", of))) => Kind::List(of.to_owned()),
        _ => return Err(serde::de::Error::custom(format!("`{text}` is no kind"))),
    })
}

/// Reads the table and refuses what the generators could not turn into source.
pub(crate) fn parse(source: &str) -> Result<Vec<Record>, String> {
    #[derive(Deserialize)]
    struct Table {
        record: Vec<Record>,
    }
    let table: Table = toml::from_str(source).map_err(|e| format!("models.toml: {e}"))?;
    for record in &table.record {
        for field in &record.fields {
            if let Kind::Record(of) | Kind::List(of) = &field.kind
                && !table.record.iter().any(|other| other.name == *of)
            {
                return Err(format!(
                    "{}.{}: no record is called {of}",
                    record.name, field.name
                ));
            }
        }
        // The decoder keeps one bit a field to notice members sent twice.
        if record.fields.len() > 64 {
            return Err(format!("{}: more than 64 fields", record.name));
        }
    }
    Ok(table.record)
}

/// `visitorDetail` → `visitor_detail`, `VisitorDetail` → `visitor_detail`.
pub(crate) fn snake(name: &str) -> String {
    let mut out = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            out.push('_');
        }
        out.push(letter.to_ascii_lowercase());
    }
    out
}

/// `date_created` → `DATE_CREATED`.
pub(crate) fn shout(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

/// The Rust name of a field: its wire name, in snake case, raw where it is a keyword.
pub(crate) fn rust(name: &str) -> String {
    match snake(name).as_str() {
        "type" => "r#type".to_owned(),
        other => other.to_owned(),
    }
}
