//! The types of what `toObject()` gives: an interface a record, in `node/src/generated/models.ts`.

use crate::model::{Kind, Record};
use crate::node::camel;
use std::fmt::Write as _;

/// The interface, and the method of the class that gives it.
pub(crate) fn render(record: &Record) -> (String, String) {
    let name = &record.name;
    let mut members = String::new();
    for field in &record.fields {
        let (kind, unit) = match &field.kind {
            Kind::Id | Kind::OpenSet | Kind::Time | Kind::Text => ("string".to_owned(), ""),
            Kind::Seconds => ("number".to_owned(), " In seconds."),
            Kind::Number => ("number".to_owned(), ""),
            Kind::Texts => ("string[]".to_owned(), ""),
            Kind::Record(of) => (format!("{of}Object"), ""),
            Kind::List(of) => (format!("{of}Object[]"), ""),
        };
        let _ = writeln!(
            members,
            "  /** {}{unit} */\n  {}: {kind} | null;",
            field.doc,
            camel(&field.name)
        );
    }
    let interface = format!(
        "\n/** A `{name}` as a plain object: what its `toObject()` gives. */\nexport interface {name}Object extends ModelObject {{\n{members}}}\n"
    );
    let method = format!(
        "\n  /** A plain object under this language's names, which keeps nothing of the page but its texts. */\n  override toObject(): {name}Object {{\n    return super.toObject() as {name}Object;\n  }}\n"
    );
    (interface, method)
}
