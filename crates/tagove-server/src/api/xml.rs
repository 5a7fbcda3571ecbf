//! An answer in XML: the one in JSON, written the other way.

use std::fmt::Write as _;

use serde_json::Value;

/// The whole document for a JSON answer. The members of the root are the members of the
/// object. Nobody outside the vendor has seen an XML answer: the form is our assumption.
pub(super) fn document(answer: &Value) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    );
    content(&mut out, "response", answer);
    out.push_str("</response>");
    out
}

/// One member. A list whose name is a plural stands as one element with its items in it
/// (`messages` of `message`), as does `data` when it is a list itself (`data` of `item`);
/// any other list is the element again and again.
fn member(out: &mut String, name: &str, value: &Value) {
    match value {
        Value::Array(items) if !items.is_empty() && item_name(name).is_none() => {
            for item in items {
                element(out, name, item);
            }
        }
        value => element(out, name, value),
    }
}

/// What the elements of a list are called inside an element called `name`.
fn item_name(name: &str) -> Option<&str> {
    match name {
        "data" | "item" => Some("item"),
        plural => plural.strip_suffix('s'),
    }
}

fn element(out: &mut String, name: &str, value: &Value) {
    // Names are those of our own JSON, each of which is a name in XML too.
    let _ = write!(out, "<{name}");
    if value.is_null() {
        out.push_str(" xsi:nil=\"true\"/>");
        return;
    }
    let begin = out.len();
    out.push('>');
    content(out, name, value);
    if out.len() == begin + 1 {
        out.truncate(begin);
        out.push_str("/>");
    } else {
        let _ = write!(out, "</{name}>");
    }
}

fn content(out: &mut String, name: &str, value: &Value) {
    match value {
        Value::Null => {}
        Value::Object(members) => {
            for (name, value) in members {
                member(out, name, value);
            }
        }
        Value::Array(items) => {
            let name = item_name(name).unwrap_or("item");
            for item in items {
                element(out, name, item);
            }
        }
        Value::String(text) => escape(out, text),
        // A number or a boolean is its own text.
        other => {
            let _ = write!(out, "{other}");
        }
    }
}

/// Writes text so that it is read back the same. What XML cannot carry, not even escaped,
/// is U+FFFD.
fn escape(out: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A bare one would be read as a line feed.
            '\r' => out.push_str("&#13;"),
            '\t' | '\n' => out.push(character),
            '\0'..' ' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::document;

    const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
        <response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">";

    #[test]
    fn document_of_every_form_of_list_mirrors_the_json() {
        for (answer, xml) in [
            (json!({"data": []}), "<data/>"),
            (
                json!({"data": [{"chat": {"id": "1"}}, {"chat": {"messages": []}}]}),
                "<data><item><chat><id>1</id></chat></item><item><chat><messages/></chat></item></data>",
            ),
            (
                json!({"data": {"visitor_session": [{"id": "1"}, {"id": "2"}]}}),
                "<data><visitor_session><id>1</id></visitor_session><visitor_session><id>2</id></visitor_session></data>",
            ),
            (
                json!({"data": {"visitor_session": []}}),
                "<data><visitor_session/></data>",
            ),
            (
                json!({"messages": [{"seen": true}], "recording": ["/a", "/b"]}),
                "<messages><message><seen>true</seen></message></messages><recording>/a</recording><recording>/b</recording>",
            ),
            (
                json!({"none": null, "empty": "", "blank": "  "}),
                "<none xsi:nil=\"true\"/><empty/><blank>  </blank>",
            ),
        ] {
            assert_eq!(document(&answer), format!("{OPEN}{xml}</response>"));
        }
    }

    #[test]
    fn document_text_of_every_low_character_is_read_back_the_same() {
        let carried =
            |character: &char| !matches!(character, '\0'..' ') || "\t\n\r".contains(*character);
        let text: String = (0..0x180)
            .filter_map(char::from_u32)
            .filter(carried)
            .collect();
        let xml = document(&json!({"text": format!("{text}]]>\u{2028}\u{1f469}")}));
        let read = roxmltree::Document::parse(&xml).expect("XML");
        let back = read
            .root_element()
            .first_element_child()
            .and_then(|text| text.text());
        assert_eq!(back, Some(&*format!("{text}]]>\u{2028}\u{1f469}")));
    }

    #[test]
    fn document_text_that_xml_cannot_carry_is_replaced() {
        let xml = document(&json!({"text": "a\u{0}\u{1b}\u{ffff}b"}));
        assert_eq!(
            xml,
            format!("{OPEN}<text>a\u{fffd}\u{fffd}\u{fffd}b</text></response>")
        );
        roxmltree::Document::parse(&xml).expect("XML");
    }
}
