//! What a notebook shows of records and pages: tables without people's words, as `repr`.

use crate::repr::attribute;
use std::fmt::Write as _;
use tagove::Row;
use tagove::schema::{Kind, Model};

/// Rows of a page that are shown; the rest is counted.
const MOST_ROWS: usize = 20;

/// A record as a table of two columns: its fields that are there.
pub(crate) fn record(row: Row<'_>) -> String {
    let mut out = format!("<table><caption>{}</caption>", row.model().name);
    for (index, field) in row.model().fields.iter().enumerate() {
        if let Some(shown) = cell(row, index) {
            let name = attribute(field.name);
            let _ = write!(out, "<tr><th>{name}</th><td>{}</td></tr>", escaped(&shown));
        }
    }
    out.push_str("</table>");
    out
}

/// Records of one model, one row a record: the columns that any of those shown has.
pub(crate) fn page<'p>(
    caption: &str,
    model: &'static Model,
    rows: impl Iterator<Item = Row<'p>>,
    count: usize,
) -> String {
    let shown: Vec<Row<'_>> = rows.take(MOST_ROWS).collect();
    let columns: Vec<usize> = (0..model.fields.len())
        .filter(|&index| shown.iter().any(|&row| cell(row, index).is_some()))
        .collect();
    let mut out = format!("<table><caption>{}</caption><tr>", escaped(caption));
    for &index in &columns {
        let _ = write!(out, "<th>{}</th>", attribute(model.fields[index].name));
    }
    out.push_str("</tr>");
    for &row in &shown {
        out.push_str("<tr>");
        for &index in &columns {
            let text = cell(row, index).unwrap_or_default();
            let _ = write!(out, "<td>{}</td>", escaped(&text));
        }
        out.push_str("</tr>");
    }
    if let Some(more) = count.checked_sub(MOST_ROWS).filter(|&more| more > 0) {
        let _ = write!(
            out,
            "<tr><td colspan=\"{}\">and {more} more</td></tr>",
            columns.len()
        );
    }
    out.push_str("</table>");
    out
}

/// Ids, states, times and seconds as they are; of texts the length, of lists the count, of coordinates nothing.
fn cell(row: Row<'_>, index: usize) -> Option<String> {
    match row.model().fields.get(index)?.kind {
        Kind::Id | Kind::OpenSet | Kind::Time | Kind::Seconds => row.text(index).map(str::to_owned),
        Kind::Text => {
            let text = row.text(index)?;
            Some(format!("<{} characters>", text.chars().count()))
        }
        // Coordinates tell where a person lives.
        Kind::Number => None,
        Kind::Record(model) => row.record(index).map(|_| format!("<{}>", model.name)),
        Kind::List(_) => Some(format!("<{} records>", row.rows(index)?.len())),
        Kind::Texts => Some(format!("<{} texts>", row.texts(index)?.len())),
    }
}

/// Text as HTML; an id is whatever the server sent.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}
