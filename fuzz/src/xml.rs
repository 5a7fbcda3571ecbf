//! The target `xml`: a body of XML, judged by roxmltree.

use crate::accounting::{Input, settle};
use crate::pages::{ASKED, given, read, refused};
use crate::{places, times};
use roxmltree::{Document, Node};
use tagove::PageInfo;

/// Reads the input as every operation's answer.
pub fn check(input: &[u8]) {
    for asked in ASKED {
        match read(input, asked, 200) {
            Ok(page) => account(input, &page),
            Err(error) => refused(input, &error),
        }
    }
}

fn account(input: &[u8], page: &PageInfo) {
    let text = std::str::from_utf8(input).expect("an accepted page is UTF-8");
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with('<') {
        return; // JSON has its own target
    }
    // roxmltree holds to namespaces, which we drop: what it refuses for them is not judged here.
    let Ok(document) = Document::parse(text) else {
        return;
    };
    let mut sent = Input::default();
    element(&mut sent, document.root_element());
    let (output, records) = given(page);
    // Many names are only forms of a list here, so names are not counted; nor are members sent twice, which are lists.
    settle(&sent, output.respelled(spelled), &[], true);
    places::check(&records, page.warnings());
}

/// The values of an element: its text, or what stands in it, and its attributes.
fn element(sent: &mut Input, node: Node<'_, '_>) {
    // Understood, not kept; where it is neither, it may be kept.
    let word = |name: &str| matches!(name, "success" | "nil");
    for attribute in node.attributes() {
        match word(attribute.name()) {
            true => sent.free(&spelled(attribute.value())),
            false => sent.value(&spelled(attribute.value()), false),
        }
    }
    let mut words = String::new();
    for child in node.children() {
        if child.is_element() {
            element(sent, child);
        } else if child.is_text() {
            words.push_str(child.text().unwrap_or_default());
        }
    }
    match words.trim().is_empty() || word(node.tag_name().name()) {
        true => sent.free(&spelled(&words)),
        false => sent.value(&spelled(&words), false),
    }
}

/// A value without its white space, but for times: which of it counts beside child elements and in attributes is no
/// matter of accounts.
fn spelled(text: &str) -> String {
    let inner = text.trim();
    let zero = matches!(inner, "0000-00-00" | "0000-00-00 00:00:00");
    match zero || times::normalised(inner).is_some() {
        true => inner.to_owned(),
        false => text.split_whitespace().collect(),
    }
}
