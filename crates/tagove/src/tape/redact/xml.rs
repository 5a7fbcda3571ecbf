//! XML, and HTML, without people's words. Not a parser: it knows where markup begins and ends, and takes everything
//! else for text, so that nothing that is malformed gets by.

use super::mask;
use super::place::{Keep, Place};

pub(super) fn redact(text: &str, operation: &str, out: &mut String) {
    let mut elements = vec![Element {
        inside: Place::root(operation),
        keep: Keep::Nothing,
    }];
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        content(&rest[..at], elements.last(), out);
        let length = markup(&rest[at..]);
        let (tag, after) = rest[at..].split_at(length);
        write(tag, &mut elements, out);
        rest = after;
    }
    content(rest, elements.last(), out);
}

/// An open element.
struct Element {
    /// What surrounds its children.
    inside: Place,
    /// What may be left of its text.
    keep: Keep,
}

/// How long the markup is that begins here; to the end if it does not end.
fn markup(text: &str) -> usize {
    let up_to = |end: &str| text.find(end).map_or(text.len(), |at| at + end.len());
    match text {
        _ if text.starts_with("<!--") => up_to("-->"),
        _ if text.starts_with("<![CDATA[") => up_to("]]>"),
        _ if text.starts_with("<?") => up_to("?>"),
        _ => {
            // A `>` may stand in the value of an attribute.
            let mut quote = None;
            for (at, byte) in text.bytes().enumerate() {
                match (byte, quote) {
                    (b'>', None) => return at + 1,
                    (b'"' | b'\'', None) => quote = Some(byte),
                    (byte, Some(open)) if byte == open => quote = None,
                    _ => {}
                }
            }
            text.len()
        }
    }
}

fn write(tag: &str, elements: &mut Vec<Element>, out: &mut String) {
    if let Some(inner) = tag.strip_prefix("<![CDATA[") {
        out.push_str("<![CDATA[");
        let (inner, end) = inner
            .strip_suffix("]]>")
            .map_or((inner, ""), |inner| (inner, "]]>"));
        match elements.last().is_some_and(|open| open.keep.keeps(inner)) {
            true => out.push_str(inner),
            false => mask::text(inner, out),
        }
        out.push_str(end);
    } else if tag.len() <= 80 && tag.starts_with("<?xml ") || is_plain_doctype(tag) {
        out.push_str(tag);
    } else if tag.starts_with("</") {
        // The first one is the answer's, around its root.
        if elements.len() > 1 {
            elements.pop();
        }
        let (name, more) = tag.split_at(tag.find(char::is_whitespace).unwrap_or(tag.len()));
        out.push_str(name);
        mask::text(more, out);
    } else if tag.starts_with("<!") || tag.starts_with("<?") || !tag.ends_with('>') {
        mask::text(tag, out);
    } else {
        start(tag, elements, out);
    }
}

/// A start tag, or one of an empty element.
fn start(tag: &str, elements: &mut Vec<Element>, out: &mut String) {
    let end = tag[1..]
        .find(|c: char| c.is_whitespace() || matches!(c, '/' | '>'))
        .map_or(tag.len(), |at| at + 1);
    let name = &tag[1..end];
    let is_root = elements.len() == 1;
    let mut element = Element {
        inside: Place::root(""),
        keep: Keep::Nothing,
    };
    if let Some(parent) = elements.last_mut() {
        parent.inside = parent.inside.after(name);
        element = Element {
            inside: if is_root {
                parent.inside
            } else {
                parent.inside.member(name)
            },
            keep: parent.inside.keep(name),
        };
    }
    out.push_str(&tag[..end]);
    attributes(&tag[end..], element.inside, out);
    if !tag.ends_with("/>") {
        elements.push(element);
    }
}

/// Attributes are members of their element; each name stays, and its value if it may.
fn attributes(text: &str, inside: Place, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['"', '\'']) {
        let (before, quoted) = rest.split_at(at);
        let name = before.trim().trim_end_matches('=').trim_end();
        // A value without quotes may stand before it, where it is no XML.
        match name.contains(|c: char| c == '=' || c.is_whitespace()) {
            true => mask::text(before, out),
            false => out.push_str(before),
        }
        let quote = &quoted[..1];
        let value = quoted[1..].split(quote).next().unwrap_or_default();
        out.push_str(quote);
        words(value, inside.keep(name), out);
        let told = (1 + value.len()).min(quoted.len());
        rest = &quoted[told..];
        if rest.starts_with(quote) {
            out.push_str(quote);
            rest = &rest[1..];
        }
    }
    mask::text(rest, out);
}

/// Text between tags.
fn content(text: &str, element: Option<&Element>, out: &mut String) {
    words(
        text,
        element.map_or(Keep::Nothing, |element| element.keep),
        out,
    );
}

/// A text with its references: those that name a character by its number become what they stand for.
fn words(text: &str, keep: Keep, out: &mut String) {
    if keep.keeps(text.trim()) {
        out.push_str(text);
        return;
    }
    if keep == Keep::Place
        && let Some(number) = mask::number(text)
    {
        out.push_str(&number);
        return;
    }
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        mask::text(&rest[..at], out);
        let end = rest[at..].find(';').map_or(at + 1, |end| at + end + 1);
        reference(&rest[at..end], out);
        rest = &rest[end..];
    }
    mask::text(rest, out);
}

fn reference(reference: &str, out: &mut String) {
    let name = reference.trim_start_matches('&').trim_end_matches(';');
    if matches!(name, "lt" | "gt" | "amp" | "apos" | "quot") {
        out.push_str(reference);
        return;
    }
    let code = name.strip_prefix('#').and_then(|digits| {
        match digits.strip_prefix('x').or(digits.strip_prefix('X')) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => digits.parse().ok(),
        }
    });
    match code
        .and_then(char::from_u32)
        .map(|c| (c, mask::character(c)))
    {
        Some((c, masked)) if c == masked => out.push_str(reference),
        Some((_, masked)) => out.push(masked),
        None => mask::text(reference, out),
    }
}

/// A document type that declares nothing: `<!DOCTYPE html>`.
fn is_plain_doctype(tag: &str) -> bool {
    tag.eq_ignore_ascii_case("<!doctype html>")
}
