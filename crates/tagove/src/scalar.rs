//! Which wire values fit which kind of field. The value as sent is kept wherever the answer is no.

use crate::json::Piece;
use crate::page::{Builder, Span};
use crate::schema::Kind;

/// Whether a value fits its field.
pub(crate) enum Fit {
    /// It does, and this is it.
    Value(Span),
    /// It says that there is none.
    None,
    /// It does not.
    Unfit,
}

/// Whole seconds above this would be rounded where numbers are doubles: 2^53 - 1.
const MAX_SECONDS: u64 = (1 << 53) - 1;

/// A text in a field that is neither text nor time: `span` is where it stands.
pub(crate) fn text(kind: Kind, text: &str, span: Span) -> Fit {
    if text.is_empty() {
        return Fit::None;
    }
    match kind {
        Kind::Id if text != "null" => Fit::Value(span),
        Kind::Seconds if is_seconds(text) => Fit::Value(span),
        Kind::Number if is_decimal(text) => Fit::Value(span),
        _ => Fit::Unfit,
    }
}

/// A JSON number: its source text is the value.
pub(crate) fn number(kind: Kind, source: &str, at: Piece) -> Fit {
    let fits = match kind {
        Kind::Text | Kind::OpenSet => true,
        Kind::Id => !source.contains(['.', 'e', 'E']),
        Kind::Seconds => is_seconds(source),
        Kind::Number => is_decimal(source),
        Kind::Time | Kind::Record(_) | Kind::List(_) | Kind::Texts => false,
    };
    if fits {
        Fit::Value(Builder::in_body(at.start, at.end))
    } else {
        Fit::Unfit
    }
}

/// `true`, `false` or `null`.
pub(crate) fn literal(kind: Kind, first: u8, at: Piece) -> Fit {
    match kind {
        _ if first == b'n' => Fit::None,
        Kind::Text | Kind::OpenSet => Fit::Value(Builder::in_body(at.start, at.end)),
        _ => Fit::Unfit,
    }
}

fn is_seconds(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
        && text
            .parse::<u64>()
            .is_ok_and(|seconds| seconds <= MAX_SECONDS)
}

/// `-75.5`, `1e3`: digits on both sides of a point, and finite as a double.
fn is_decimal(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text).as_bytes();
    unsigned.first().is_some_and(u8::is_ascii_digit)
        && unsigned.last().is_some_and(u8::is_ascii_digit)
        && !text.contains(".e")
        && !text.contains(".E")
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}
