//! `generated/views.rs`: `ChatRef<'_>` and its siblings, getters over a row of a page.

use crate::model::{Kind, Record, rust, shout, snake};
use std::fmt::Write as _;

pub(crate) fn render(models: &[Record]) -> String {
    let mut out = String::from(
        "use super::schema;\nuse crate::redact::{Count, Words};\nuse crate::{Row, Texts, Time, View, Views};\nuse std::fmt;\n\n",
    );
    for record in models {
        let name = &record.name;
        let table = shout(name);
        let _ = writeln!(
            out,
            "/// {} A view of one row: it borrows the page, nothing is copied.\n///\n/// Vendor's text: {}. Owned form: [`{name}`](crate::{name}).\n#[derive(Clone, Copy)]\npub struct {name}Ref<'p>(Row<'p>);\n",
            record.doc, record.vendor
        );
        let _ = writeln!(
            out,
            "impl<'p> View<'p> for {name}Ref<'p> {{\nconst MODEL: &'static crate::schema::Model = &schema::{table};\nfn from_row(row: Row<'p>) -> Self {{ Self(row) }}\nfn row(&self) -> Row<'p> {{ self.0 }}\n}}\n"
        );
        let _ = writeln!(out, "impl<'p> {name}Ref<'p> {{");
        for field in &record.fields {
            let constant = format!("schema::{}::{}", snake(name), shout(&field.name));
            let (kind, call) = match &field.kind {
                Kind::Id | Kind::Text | Kind::OpenSet => {
                    ("&'p str".to_owned(), format!("text({constant})"))
                }
                Kind::Seconds => ("u64".to_owned(), format!("seconds({constant})")),
                Kind::Number => ("f64".to_owned(), format!("number({constant})")),
                Kind::Time => ("Time".to_owned(), format!("time({constant})")),
                Kind::Record(of) => (
                    format!("{of}Ref<'p>"),
                    format!("record({constant}).map({of}Ref)"),
                ),
                Kind::List(of) => (
                    format!("Views<'p, {of}Ref<'p>>"),
                    format!("rows({constant}).map(Views::new)"),
                ),
                Kind::Texts => ("Texts<'p>".to_owned(), format!("texts({constant})")),
            };
            let unit = if matches!(field.kind, Kind::Seconds) {
                " In seconds."
            } else {
                ""
            };
            let _ = writeln!(
                out,
                "/// {}{unit}\n#[must_use]\npub fn {}(&self) -> Option<{kind}> {{ self.0.{call} }}\n",
                field.doc,
                rust(&field.name)
            );
        }
        out.push_str("/// The members that the model does not know, as one JSON object with every digit kept.\n#[must_use]\npub fn extra_json(&self) -> String { self.0.extra_json() }\n}\n\n");
        let _ = writeln!(
            out,
            "/// Without people's words: their lengths stand in their place.\nimpl fmt::Debug for {name}Ref<'_> {{\nfn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{\nf.debug_struct(\"{name}\")"
        );
        for field in &record.fields {
            let rust = rust(&field.name);
            let value = match field.kind {
                Kind::Id | Kind::OpenSet | Kind::Seconds | Kind::Time | Kind::Record(_) => {
                    format!("self.{rust}()")
                }
                Kind::Text => format!("Words(self.{rust}())"),
                Kind::Number => continue,
                Kind::List(_) | Kind::Texts => {
                    format!("Count(self.{rust}().map(|list| list.len()))")
                }
            };
            let _ = writeln!(out, ".field(\"{}\", &{value})", field.name);
        }
        out.push_str(".finish_non_exhaustive()\n}\n}\n\n");
        let _ = writeln!(
            out,
            "impl serde::Serialize for {name}Ref<'_> {{\nfn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {{ self.0.serialize(serializer) }}\n}}\n"
        );
    }
    out
}
