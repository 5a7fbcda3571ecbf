//! `generated/schema.rs`: the table that the decoder and the normaliser loop over, and the field numbers.

use crate::model::{Kind, Record, shout, snake};
use std::fmt::Write as _;

pub(crate) fn render(models: &[Record]) -> String {
    let mut out = String::from("use crate::schema::{Field, Kind, Model};\n\n");
    let _ = writeln!(
        out,
        "/// How many models there are; the page keeps one table for each.\npub(crate) const MODELS: usize = {};\n",
        models.len()
    );
    let names: Vec<String> = models
        .iter()
        .map(|m| format!("&{}", shout(&m.name)))
        .collect();
    let _ = writeln!(
        out,
        "/// Every model, in the order of `models.toml`.\npub static ALL: [&Model; MODELS] = [{}];\n",
        names.join(", ")
    );
    for (index, record) in models.iter().enumerate() {
        let _ = writeln!(
            out,
            "/// {}\npub static {}: Model = Model {{ index: {index}, name: \"{}\",",
            record.doc,
            shout(&record.name),
            record.name
        );
        let id = record
            .fields
            .iter()
            .position(|f| f.name == "id" && matches!(f.kind, Kind::Id));
        let _ = writeln!(out, "id: {id:?}, fields: &[");
        for field in &record.fields {
            let kind = match &field.kind {
                Kind::Id => "Id".to_owned(),
                Kind::Text => "Text".to_owned(),
                Kind::OpenSet => "OpenSet".to_owned(),
                Kind::Seconds => "Seconds".to_owned(),
                Kind::Number => "Number".to_owned(),
                Kind::Time => "Time".to_owned(),
                Kind::Record(of) => format!("Record(&{})", shout(of)),
                Kind::List(of) => format!("List(&{})", shout(of)),
                Kind::Texts => "Texts".to_owned(),
            };
            let _ = writeln!(
                out,
                "Field {{ name: \"{0}\", key: b\"\\\"{0}\\\":\", kind: Kind::{kind} }},",
                field.name
            );
        }
        out.push_str("] };\n\n");
    }
    for record in models {
        let _ = writeln!(
            out,
            "/// Field numbers of {}.\npub mod {} {{",
            record.name,
            snake(&record.name)
        );
        for (index, field) in record.fields.iter().enumerate() {
            let _ = writeln!(
                out,
                "/// {}\npub const {}: usize = {index};",
                field.doc,
                shout(&field.name)
            );
        }
        out.push_str("}\n");
    }
    out
}
