//! Reads an XML answer as JSON, by the rules a client reads it by.

use roxmltree::{Document, Node};
use serde_json::{Map, Value};

const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The members of the root.
pub(crate) fn read(xml: &[u8]) -> Value {
    let text = std::str::from_utf8(xml).expect("UTF-8");
    assert!(
        text.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?><response "),
        "{text:.80}"
    );
    let document = Document::parse(text).expect("XML");
    let root = document.root_element();
    Value::Object(members(root))
}

fn value(node: Node<'_, '_>) -> Value {
    if node.attribute((XSI, "nil")) == Some("true") {
        return Value::Null;
    }
    let children: Vec<_> = node.children().filter(Node::is_element).collect();
    if children.is_empty() {
        let texts = node.children().filter_map(|text| text.text());
        return Value::String(texts.collect());
    }
    let own = node.tag_name().name().strip_suffix('s');
    let is_item = |child: &Node<'_, '_>| {
        let name = child.tag_name().name();
        name == "item" || Some(name) == own
    };
    if children.iter().all(is_item) {
        return children.into_iter().map(value).collect();
    }
    Value::Object(members(node))
}

fn members(node: Node<'_, '_>) -> Map<String, Value> {
    let mut members = Map::new();
    let mut lists = Vec::new();
    for child in node.children().filter(Node::is_element) {
        let name = child.tag_name().name();
        let value = value(child);
        match members.get_mut(name) {
            None => {
                members.insert(name.to_owned(), value);
            }
            Some(Value::Array(list)) if lists.contains(&name) => list.push(value),
            Some(first) => {
                *first = Value::Array(vec![first.take(), value]);
                lists.push(name);
            }
        }
    }
    members
}

/// What of a JSON answer an XML one can tell: an empty list is an empty element, a list of
/// one under a name that is no plural is that one, a boolean is its text, and the control
/// character that one visitor of the demo typed cannot be told at all.
pub(crate) fn as_xml_tells(value: Value) -> Value {
    match value {
        Value::Bool(value) => Value::String(value.to_string()),
        Value::Array(items) if items.is_empty() => Value::String(String::new()),
        Value::Array(items) => items.into_iter().map(as_xml_tells).collect(),
        Value::Object(members) => {
            let member = |(name, value): (String, Value)| {
                let value = match value {
                    Value::Array(mut items)
                        if items.len() == 1 && name != "data" && !name.ends_with('s') =>
                    {
                        items.remove(0)
                    }
                    value => value,
                };
                (name, as_xml_tells(value))
            };
            Value::Object(members.into_iter().map(member).collect())
        }
        Value::String(text) => Value::String(text.replace('\u{1}', "\u{fffd}")),
        other => other,
    }
}
