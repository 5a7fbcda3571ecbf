//! What a wire text is as a time, by the letter of the records page: no calendar library, no fast path.

/// The normalised form. None if the text is no time.
#[must_use]
pub fn normalised(text: &str) -> Option<String> {
    if !text.is_ascii() || text.len() < 19 {
        return None;
    }
    let (head, tail) = text.split_at(19);
    let numbers = shaped(head)?;
    let [year, month, day, hour, minute, second] = numbers;
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    let sound = year > 0
        && (1..=12).contains(&month)
        && (1..=days).contains(&day)
        && hour < 24
        && minute < 60
        && second < 60;
    let vendors = &head[10..11] == " ";
    if !sound || (tail.is_empty() && !vendors) {
        return None;
    }
    let (date, clock) = (&head[..10], &head[11..]);
    Some(format!("{date}T{clock}{}", zone(tail)?))
}

/// `dddd-dd-dd dd:dd:dd` as six numbers.
fn shaped(head: &str) -> Option<[u32; 6]> {
    let mut numbers = [0; 6];
    let mut part = 0;
    for (letter, shape) in head.chars().zip("dddd-dd-ddTdd:dd:dd".chars()) {
        match shape {
            'd' => numbers[part] = numbers[part] * 10 + letter.to_digit(10)?,
            'T' if matches!(letter, 'T' | 't' | ' ') => part += 1,
            mark if mark == letter => part += 1,
            _ => return None,
        }
    }
    Some(numbers)
}

/// What follows the seconds: nothing, or a fraction that may be missing and an offset that may not.
fn zone(tail: &str) -> Option<String> {
    if tail.is_empty() {
        return Some(String::new());
    }
    let from = tail.find(['Z', 'z', '+', '-'])?;
    let (fraction, offset) = tail.split_at(from);
    let fraction = match fraction.strip_prefix('.') {
        None if fraction.is_empty() => String::new(),
        None => return None,
        Some(digits) if digits.is_empty() || digits.contains(|c: char| !c.is_ascii_digit()) => {
            return None;
        }
        Some(digits) => match digits.trim_end_matches('0') {
            "" => String::new(),
            kept if kept.len() > 6 => return None,
            kept => format!(".{kept}"),
        },
    };
    if matches!(offset, "Z" | "z") {
        return Some(fraction + "Z");
    }
    let mut parts = offset.strip_prefix(['+', '-'])?.split(':');
    let (hours, minutes) = (parts.next()?, parts.next()?);
    let two = |text: &str| -> Option<u32> {
        let digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        digits.then(|| text.parse().ok())?
    };
    if parts.next().is_some() || two(hours)? > 23 || two(minutes)? > 59 {
        return None;
    }
    let zero = hours == "00" && minutes == "00";
    Some(fraction + if zero { "Z" } else { offset })
}
