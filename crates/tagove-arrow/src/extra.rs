//! The column `extra`: what the model does not know, and the times that the column's type cannot say.

use tagove::schema::Kind;
use tagove::{Row, Time};

/// Whether a column of times can hold this one: an instant where there is a zone, a civil time where there is none.
pub(crate) fn fits(time: Time, zoned: bool) -> bool {
    time.offset_seconds().is_some() == zoned
}

/// The text of the cell: `Row::extra_json`, to which such times are added under their own names.
pub(crate) fn json(row: Row<'_>, zoned: bool) -> String {
    let mut out = row.extra_json();
    for (index, field) in row.model().fields.iter().enumerate() {
        if let Kind::Time = field.kind
            && let Some(text) = row.text(index)
            && let Some(time) = row.time(index)
            && !fits(time, zoned)
        {
            // Names of the table and texts of times hold nothing that JSON escapes.
            let comma = if out.len() > "{}".len() { "," } else { "" };
            out.truncate(out.len() - "}".len());
            out.push_str(&format!("{comma}\"{}\":\"{text}\"}}", field.name));
        }
    }
    out
}
