//! Writes JSON text in the order it is told, compact and in plain UTF-8.

use std::fmt::Write as _;

/// The members of one object, written as they come.
#[derive(Debug)]
pub(crate) struct Members<'a> {
    out: &'a mut String,
    first: bool,
}

impl<'a> Members<'a> {
    pub(crate) fn open(out: &'a mut String) -> Self {
        out.push('{');
        Self { out, first: true }
    }

    /// A text value; an absent one is `null`.
    pub(crate) fn text<'t>(&mut self, name: &str, value: impl Into<Option<&'t str>>) -> &mut Self {
        self.name(name);
        match value.into() {
            Some(value) => quote(self.out, value),
            None => self.out.push_str("null"),
        }
        self
    }

    /// A number as the vendor writes one: text. An absent one is `null`.
    pub(crate) fn digits(&mut self, name: &str, value: impl Into<Option<u64>>) -> &mut Self {
        self.name(name);
        match value.into() {
            // Writing to a String cannot fail.
            Some(value) => {
                let _ = write!(self.out, "\"{value}\"");
            }
            None => self.out.push_str("null"),
        }
        self
    }

    /// A value that is JSON text already.
    pub(crate) fn raw(&mut self, name: &str, value: &str) -> &mut Self {
        self.name(name);
        self.out.push_str(value);
        self
    }

    /// Ends the object.
    pub(crate) fn close(&mut self) {
        self.out.push('}');
    }

    /// Writes the name, and gives the place where the value goes.
    pub(crate) fn name(&mut self, name: &str) -> &mut String {
        if !std::mem::replace(&mut self.first, false) {
            self.out.push(',');
        }
        quote(self.out, name);
        self.out.push(':');
        self.out
    }
}

/// Writes `text` as a JSON string.
pub(crate) fn quote(out: &mut String, text: &str) {
    out.push('"');
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control if control < ' ' => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

/// Writes `items`, each by `write`, as a JSON array.
pub(crate) fn array<T>(
    out: &mut String,
    items: impl IntoIterator<Item = T>,
    mut write: impl FnMut(&mut String, T),
) {
    out.push('[');
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(out, item);
    }
    out.push(']');
}

#[cfg(test)]
mod tests {
    use super::quote;

    #[test]
    fn quote_every_low_character_reads_back_the_same() {
        let text: String = (0..0x180).filter_map(char::from_u32).collect();
        let mut quoted = String::new();
        quote(&mut quoted, &text);
        let back: String = serde_json::from_str(&quoted).expect("a JSON string");
        assert_eq!(back, text);
    }
}
