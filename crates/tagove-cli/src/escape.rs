//! Text from a server on a terminal: nothing in it may move the cursor, colour, reorder or end the line.

use std::borrow::Cow;
use std::fmt::Write as _;
use unicode_width::UnicodeWidthChar as _;

/// The text with every character that a terminal would obey written as an escape.
pub(crate) fn text(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if is_unsafe(c) => {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// The same for a text that may be owned.
pub(crate) fn safe(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(borrowed) => self::text(borrowed),
        Cow::Owned(owned) => self::text(&owned).into_owned().into(),
    }
}

/// Control characters, line separators, and what turns the direction of writing.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Columns that the text takes.
pub(crate) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The text in at most `columns` columns; where something is cut there is an ellipsis.
pub(crate) fn cut(text: &str, columns: usize) -> Cow<'_, str> {
    if width(text) <= columns {
        return Cow::Borrowed(text);
    }
    let mut room = columns.saturating_sub(1);
    let mut out: String = text
        .chars()
        .take_while(|c| match room.checked_sub(c.width().unwrap_or(0)) {
            Some(left) => {
                room = left;
                true
            }
            None => false,
        })
        .collect();
    out.push('…');
    Cow::Owned(out)
}

/// How many bytes of the text fill a line of so many columns: up to a blank if there is one, and never none.
pub(crate) fn fold(text: &str, columns: usize) -> usize {
    let (mut taken, mut blank) = (0, None);
    for (at, c) in text.char_indices() {
        if c == ' ' {
            // A blank may stand in the margin.
            blank = Some(at + 1);
            taken += 1;
            continue;
        }
        taken += c.width().unwrap_or(0);
        if taken > columns && at > 0 {
            return blank.unwrap_or(at);
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_with_what_a_terminal_obeys_is_escaped() {
        let sent = "a\x1b[31m\u{9b}2J\n\r\t\u{7f}\u{202e}b\u{2066}\u{2028}é漢🙂";
        let shown = "a\\u{1b}[31m\\u{9b}2J\\n\\r\\t\\u{7f}\\u{202e}b\\u{2066}\\u{2028}é漢🙂";
        assert_eq!(text(sent), shown);
    }

    #[test]
    fn cut_text_of_wide_characters_keeps_to_the_columns() {
        assert_eq!(cut("漢字漢字", 8), "漢字漢字");
        assert_eq!(cut("漢字漢字", 7), "漢字漢…");
        assert_eq!(cut("漢字漢字", 6), "漢字…");
        assert_eq!(cut("plain", 5), "plain");
        assert_eq!(cut("plainer", 5), "plai…");
    }
}
