//! JSON read once more, slowly and plainly: the judge's own reader. It keeps what ours must account for: members sent
//! twice, every digit, and U+FFFD for half of a surrogate pair.

/// A value as sent.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// The source text of a number.
    Number(String),
    /// A text, its escapes undone.
    Text(String),
    /// The elements in order.
    Array(Vec<Value>),
    /// The members in order, also those sent twice.
    Object(Vec<(String, Value)>),
}

impl Value {
    /// The last member of this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let Value::Object(members) = self else {
            return None;
        };
        let member = members.iter().rev().find(|(known, _)| known == name)?;
        Some(&member.1)
    }
}

/// Reads one value, and nothing but white space around it. None if it is no JSON, or nested deeper than `depth`.
#[must_use]
pub fn parse(text: &str, depth: usize) -> Option<Value> {
    let mut rest = text;
    let value = value(&mut rest, depth)?;
    blank(&mut rest);
    rest.is_empty().then_some(value)
}

fn blank(rest: &mut &str) {
    *rest = rest.trim_start_matches([' ', '\t', '\r', '\n']);
}

/// Takes the token if it comes next, behind white space.
fn eat(rest: &mut &str, token: &str) -> bool {
    blank(rest);
    match rest.strip_prefix(token) {
        Some(after) => {
            *rest = after;
            true
        }
        None => false,
    }
}

fn value(rest: &mut &str, depth: usize) -> Option<Value> {
    for (word, value) in [
        ("null", Value::Null),
        ("true", Value::Bool(true)),
        ("false", Value::Bool(false)),
    ] {
        if eat(rest, word) {
            return Some(value);
        }
    }
    if eat(rest, "\"") {
        return text(rest).map(Value::Text);
    }
    if eat(rest, "[") {
        return array(rest, depth.checked_sub(1)?);
    }
    if eat(rest, "{") {
        return object(rest, depth.checked_sub(1)?);
    }
    number(rest)
}

fn array(rest: &mut &str, depth: usize) -> Option<Value> {
    let mut elements = Vec::new();
    if eat(rest, "]") {
        return Some(Value::Array(elements));
    }
    loop {
        elements.push(value(rest, depth)?);
        if eat(rest, "]") {
            return Some(Value::Array(elements));
        }
        eat(rest, ",").then_some(())?;
    }
}

fn object(rest: &mut &str, depth: usize) -> Option<Value> {
    let mut members = Vec::new();
    if eat(rest, "}") {
        return Some(Value::Object(members));
    }
    loop {
        eat(rest, "\"").then_some(())?;
        let name = text(rest)?;
        eat(rest, ":").then_some(())?;
        members.push((name, value(rest, depth)?));
        if eat(rest, "}") {
            return Some(Value::Object(members));
        }
        eat(rest, ",").then_some(())?;
    }
}

fn number(rest: &mut &str) -> Option<Value> {
    let end = rest
        .find(|c: char| !matches!(c, '0'..='9' | '+' | '-' | '.' | 'e' | 'E'))
        .unwrap_or(rest.len());
    let (source, after) = rest.split_at(end);
    *rest = after;
    let unsigned = source.strip_prefix('-').unwrap_or(source);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let exponent = exponent.map(|text| text.strip_prefix(['+', '-']).unwrap_or(text));
    let sound = digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(digits);
    sound.then(|| Value::Number(source.to_owned()))
}

/// The text up to the closing quote: code units first, letters from them afterwards.
fn text(rest: &mut &str) -> Option<String> {
    let mut units: Vec<u16> = Vec::new();
    let mut letters = rest.char_indices();
    loop {
        let (at, letter) = letters.next()?;
        match letter {
            '"' => {
                *rest = &rest[at + 1..];
                return Some(String::from_utf16_lossy(&units));
            }
            '\\' => units.push(escape(&mut letters)?),
            '\0'..='\u{1f}' => return None,
            other => units.extend_from_slice(other.encode_utf16(&mut [0; 2])),
        }
    }
}

fn escape(letters: &mut std::str::CharIndices<'_>) -> Option<u16> {
    Some(match letters.next()?.1 {
        letter @ ('"' | '\\' | '/') => letter as u16,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'u' => {
            let mut unit = 0;
            for _ in 0..4 {
                unit = unit << 4 | letters.next()?.1.to_digit(16)? as u16;
            }
            unit
        }
        _ => return None,
    })
}
