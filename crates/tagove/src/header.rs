//! Values of headers as text.

use reqwest::header::HeaderValue;

/// UTF-8 where the value is that, else ISO-8859-1, of which every byte is a letter: nothing is lost, nothing replaced.
pub(crate) fn text(value: &HeaderValue) -> String {
    let bytes = value.as_bytes();
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().copied().map(char::from).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::{HeaderValue, text};

    #[test]
    fn text_is_utf_8_or_else_latin_1() {
        for (bytes, expected) in [
            (&b"plain"[..], "plain"),
            (b"caf\xc3\xa9", "caf\u{e9}"),
            (b"caf\xe9 \x80\xff", "caf\u{e9} \u{80}\u{ff}"),
        ] {
            let value = HeaderValue::from_bytes(bytes).expect("a value");
            assert_eq!(text(&value), expected);
        }
    }
}
