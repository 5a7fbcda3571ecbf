//! What stands between the quotes of a JSON string, turned into the text that was meant.

/// Appends the text behind `source` (checked by the cursor) to `out`. True if a surrogate stood alone: it becomes
/// U+FFFD, which is what a browser shows for it, and the caller warns.
pub(crate) fn unescape(source: &str, out: &mut String) -> bool {
    let mut lone = false;
    let mut rest = source;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        let (letter, after) = one(&rest[at..]);
        lone |= letter.is_none();
        out.push(letter.unwrap_or(char::REPLACEMENT_CHARACTER));
        rest = after;
    }
    out.push_str(rest);
    lone
}

/// The first escape of `escaped` and what follows it; none for a surrogate without its other half. Where the source is
/// no sound JSON (the body of an error that nobody has checked), nothing follows.
fn one(escaped: &str) -> (Option<char>, &str) {
    let letter = match escaped.as_bytes().get(1) {
        Some(b'u') => return unicode(escaped),
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(&other) => char::from(other),
        None => return (None, ""),
    };
    (Some(letter), escaped.get(2..).unwrap_or_default())
}

fn unicode(escaped: &str) -> (Option<char>, &str) {
    let (unit, rest) = (hex(escaped), escaped.get(6..).unwrap_or_default());
    if (0xD800..0xDC00).contains(&unit) && rest.starts_with("\\u") {
        let low = hex(rest);
        if (0xDC00..0xE000).contains(&low) {
            let scalar = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
            return (char::from_u32(scalar), &rest[6..]);
        }
    }
    (char::from_u32(unit), rest)
}

/// The four digits of `\uXXXX`.
fn hex(escape: &str) -> u32 {
    escape
        .get(2..6)
        .and_then(|digits| u32::from_str_radix(digits, 16).ok())
        .unwrap_or(0)
}

/// Whether a value's source has a `\u` escape of a surrogate that stands alone.
pub(crate) fn has_lone_surrogate(source: &str) -> bool {
    replace_lone(source, &mut |_| {})
}

/// The same JSON source with every lone surrogate's escape replaced by that of U+FFFD, so that every parser takes it.
pub(crate) fn without_lone_surrogates(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    replace_lone(source, &mut |piece| out.push_str(piece));
    out
}

fn replace_lone(source: &str, emit: &mut dyn FnMut(&str)) -> bool {
    let mut lone = false;
    let mut rest = source;
    while let Some(at) = memchr::memchr(b'\\', rest.as_bytes()) {
        emit(&rest[..at]);
        let (letter, after) = one(&rest[at..]);
        if letter.is_none() {
            lone = true;
            emit("\\ufffd");
        } else {
            emit(&rest[at..rest.len() - after.len()]);
        }
        rest = after;
    }
    emit(rest);
    lone
}
