//! `generated/owned.rs`: `Chat` and its siblings, plain structs for those who keep a record without its page.

use crate::model::{Kind, Record, rust};
use std::fmt::Write as _;

pub(crate) fn render(models: &[Record]) -> String {
    let mut out = String::from(
        "use super::views::*;\nuse crate::redact::{Count, Words};\nuse crate::{Extra, Record, Time};\nuse serde::{Deserialize, Serialize};\nuse std::fmt;\n\n",
    );
    for record in models {
        let name = &record.name;
        let _ = writeln!(
            out,
            "/// {} Owned; serialises to, and reads, the normalised form.\n///\n/// Vendor's text: {}. Borrowing form: [`{name}Ref`].\n#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]\n#[serde(default)]\npub struct {name} {{",
            record.doc, record.vendor
        );
        for field in &record.fields {
            let kind = match &field.kind {
                Kind::Id | Kind::Text | Kind::OpenSet => "String".to_owned(),
                Kind::Seconds => "u64".to_owned(),
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
        out.push_str("/// The members that the model does not know.\npub extra: Extra,\n}\n\n");
        let _ = writeln!(
            out,
            "impl Record for {name} {{
type Ref<'p> = {name}Ref<'p>;
fn from_view(view: {name}Ref<'_>) -> Self {{ view.into() }}
}}\n\nimpl From<{name}Ref<'_>> for {name} {{\nfn from(view: {name}Ref<'_>) -> Self {{\nSelf {{"
        );
        for field in &record.fields {
            let rust = rust(&field.name);
            let convert = match field.kind {
                Kind::Id | Kind::Text | Kind::OpenSet => ".map(str::to_owned)".to_owned(),
                Kind::Seconds | Kind::Number | Kind::Time => String::new(),
                Kind::Record(_) => ".map(Into::into)".to_owned(),
                Kind::List(_) => ".map(|list| list.map(Into::into).collect())".to_owned(),
                Kind::Texts => ".map(|list| list.map(str::to_owned).collect())".to_owned(),
            };
            let _ = writeln!(out, "{rust}: view.{rust}(){convert},");
        }
        out.push_str("extra: Extra::from_json(view.extra_json()),\n}\n}\n}\n\n");
        let _ = writeln!(
            out,
            "/// Without people's words: their lengths stand in their place.\nimpl fmt::Debug for {name} {{\nfn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {{\nf.debug_struct(\"{name}\")"
        );
        for field in &record.fields {
            let rust = rust(&field.name);
            let value = match field.kind {
                Kind::Id | Kind::OpenSet | Kind::Seconds | Kind::Time | Kind::Record(_) => {
                    format!("self.{rust}")
                }
                Kind::Text => format!("Words(self.{rust}.as_deref())"),
                Kind::Number => continue,
                Kind::List(_) | Kind::Texts => format!("Count(self.{rust}.as_ref().map(Vec::len))"),
            };
            let _ = writeln!(out, ".field(\"{}\", &{value})", field.name);
        }
        out.push_str(".finish_non_exhaustive()\n}\n}\n\n");
    }
    out
}
