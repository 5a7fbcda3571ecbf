//! JSON that can stand in a script of any page.

use std::fmt::Write as _;

/// Appends a text as a JSON string of printable ASCII without `<`, `>`, `&` and `'`.
///
/// So no text ends the script or begins a comment in it (`</script`, `<!--`, `]]>`), no XHTML page sees an entity, no
/// line ends at U+2028, and the bytes are the same in every charset that a page can have.
pub(super) fn push_text(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\u{8}' => out.push_str("\\b"),
            '\u{c}' => out.push_str("\\f"),
            '<' | '>' | '&' | '\'' => push_units(letter, out),
            ' '..='~' => out.push(letter),
            _ => push_units(letter, out),
        }
    }
    out.push('"');
}

fn push_units(letter: char, out: &mut String) {
    for unit in letter.encode_utf16(&mut [0; 2]) {
        // Writing to a String cannot fail.
        let _ = write!(out, "\\u{unit:04x}");
    }
}
