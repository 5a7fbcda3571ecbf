//! Texts of which only the shape is left.

/// Every letter as x or X, every digit as 0.
pub(super) fn text(text: &str, out: &mut String) {
    out.extend(text.chars().map(character));
}

pub(super) fn character(c: char) -> char {
    match c {
        _ if c.is_uppercase() => 'X',
        _ if c.is_alphabetic() => 'x',
        _ if c.is_numeric() => '0',
        _ => c,
    }
}

/// A byte of what is no text; it stays none.
pub(super) fn byte(byte: u8) -> u8 {
    match byte {
        0x80.. => 0xff,
        ascii => u8::try_from(character(char::from(ascii))).unwrap_or(b'x'),
    }
}

/// A number without its digits, a number still: `-75.5` is `-0.0`. None if it is none that anybody reads as one.
pub(super) fn number(source: &str) -> Option<String> {
    source
        .parse::<f64>()
        .ok()
        .filter(|number| number.is_finite())?;
    let mantissa = source.split(['e', 'E']).next()?;
    let sign = if mantissa.starts_with('-') { "-" } else { "" };
    let fraction = mantissa
        .split_once('.')
        .map_or(0, |(_, digits)| digits.len());
    Some(match fraction {
        0 => format!("{sign}0"),
        digits => format!("{sign}0.{}", "0".repeat(digits)),
    })
}
