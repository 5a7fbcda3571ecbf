//! `bindings/uniffi/src/generated.rs`: the records that Kotlin and Swift see, and how each is written from a row.

use crate::model::{Kind, Record, rust, shout, snake};
use std::fmt::Write as _;

pub(crate) fn render(models: &[Record]) -> String {
    let mut out = String::from(
        "use crate::rows::{self, FromRow};\nuse crate::time::Time;\nuse serde::Serialize;\nuse tagove::{Row, schema};\n\n",
    );
    for record in models {
        let name = &record.name;
        let _ = writeln!(
            out,
            "/// {}\n#[derive(Clone, PartialEq, Serialize, uniffi::Record)]\npub struct {name} {{",
            record.doc
        );
        for field in &record.fields {
            let kind = match &field.kind {
                Kind::Id | Kind::Text | Kind::OpenSet => "String".to_owned(),
                Kind::Seconds => "i64".to_owned(),
                Kind::Number => "f64".to_owned(),
                Kind::Time => "Time".to_owned(),
                Kind::Record(of) => of.clone(),
                Kind::List(of) => format!("Vec<{of}>"),
                Kind::Texts => "Vec<String>".to_owned(),
            };
            let rust = rust(&field.name);
            let unit = if matches!(field.kind, Kind::Seconds) {
                " In seconds."
            } else {
                ""
            };
            let _ = writeln!(out, "/// {}{unit}", field.doc);
            if rust.trim_start_matches("r#") != field.name {
                let _ = writeln!(out, "#[serde(rename = \"{}\")]", field.name);
            }
            let _ = writeln!(out, "pub {rust}: Option<{kind}>,");
        }
        out.push_str("/// The members that the model does not know, as one JSON object, every digit as sent; none if there are none.\n#[serde(rename = \"extra\", serialize_with = \"crate::extra::as_object\")]\npub extra_json: Option<String>,\n}\n\n");

        let _ = writeln!(
            out,
            "impl FromRow for {name} {{\nfn write(row: Row<'_>, out: &mut Vec<u8>) {{"
        );
        for field in &record.fields {
            let constant = format!("schema::{}::{}", snake(name), shout(&field.name));
            let (writer, getter) = match &field.kind {
                Kind::Id | Kind::Text | Kind::OpenSet | Kind::Time => ("text".to_owned(), "text"),
                Kind::Seconds => ("seconds".to_owned(), "seconds"),
                Kind::Number => ("number".to_owned(), "number"),
                Kind::Record(of) => (format!("record::<{of}>"), "record"),
                Kind::List(of) => (format!("records::<{of}>"), "rows"),
                Kind::Texts => ("texts".to_owned(), "texts"),
            };
            let _ = writeln!(out, "rows::{writer}(row.{getter}({constant}), out);");
        }
        out.push_str("rows::extra(row, out);\n}\n}\n\n");
        // Without people's words, and without a list of fields to keep in step: which record it is says enough.
        let _ = writeln!(
            out,
            "/// Without people's words.\nimpl std::fmt::Debug for {name} {{\nfn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {{\nf.debug_struct(\"{name}\").finish_non_exhaustive()\n}}\n}}\n"
        );
        let _ = writeln!(
            out,
            "/// The normalised form of a {name}, as JSON; unknown numbers keep every digit.\n#[uniffi::export]\n#[must_use]\npub fn {}_to_json(record: {name}) -> String {{ crate::extra::to_json(&record) }}\n",
            snake(name)
        );
    }
    out
}
