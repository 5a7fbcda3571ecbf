//! What `repr` shows of a record.

use std::fmt::Write as _;
use tagove::Row;
use tagove::schema::Kind;

/// One line without people's words: ids, open sets and times as they are, of texts the length, of lists the count.
pub(crate) fn write(out: &mut String, row: Row<'_>) {
    let _ = write!(out, "{}(", row.model().name);
    let mut first = true;
    for (index, field) in row.model().fields.iter().enumerate() {
        let begin = out.len();
        if !std::mem::take(&mut first) {
            out.push_str(", ");
        }
        let name = attribute(field.name);
        let written = match field.kind {
            Kind::Id | Kind::OpenSet | Kind::Time => row.text(index).map(|text| {
                let _ = write!(out, "{name}='{}'", text.escape_debug());
            }),
            Kind::Seconds => row.seconds(index).map(|seconds| {
                let _ = write!(out, "{name}={seconds}");
            }),
            Kind::Text => row.text(index).map(|text| {
                let _ = write!(out, "{name}=<{} characters>", text.chars().count());
            }),
            // Coordinates tell where a person lives.
            Kind::Number => None,
            Kind::Record(_) => row.record(index).map(|inner| {
                let _ = write!(out, "{name}=");
                write(out, inner);
            }),
            Kind::List(_) => row.rows(index).map(|rows| {
                let _ = write!(out, "{name}=<{} records>", rows.len());
            }),
            Kind::Texts => row.texts(index).map(|texts| {
                let _ = write!(out, "{name}=<{} texts>", texts.len());
            }),
        };
        if written.is_none() {
            out.truncate(begin);
            first = out.ends_with('(');
        }
    }
    out.push(')');
}

/// The attribute of a field: `visitorDetail` is `visitor_detail`.
pub(crate) fn attribute(field: &str) -> String {
    let mut name = String::with_capacity(field.len() + 1);
    for letter in field.chars() {
        if letter.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
