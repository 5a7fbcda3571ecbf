//! What a body is, whatever its headers say.

use crate::json::Fault;

/// The body as text, and where the JSON in it begins (behind a byte order mark).
pub(crate) fn json_text(body: &[u8]) -> Result<(&str, usize), Box<Fault>> {
    let start = if body.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    };
    let Some(content) = body[start..]
        .iter()
        .position(|byte| !matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
    else {
        return Err(Fault::byte(body.len(), "the body is empty"));
    };
    let at = start + content;
    let what = match &body[at..] {
        [b'{' | b'[', ..] => None,
        [0x1f, 0x8b, ..] => Some("the body is gzip without the header that says so"),
        [b'<', ..] => Some("the body is HTML or XML where JSON was asked for"),
        _ => Some("the body does not begin as JSON does"),
    };
    if let Some(what) = what {
        return Err(Fault::byte(at, what));
    }
    match simdutf8::compat::from_utf8(body) {
        Ok(text) => Ok((text, start)),
        Err(error) => Err(Fault::byte(error.valid_up_to(), "the body is not UTF-8")),
    }
}
