//! The known word that an unknown one was meant to be.

/// A name that came from outside, short and harmless enough to be repeated.
pub(super) fn shown(word: &str) -> String {
    let word: String = word.chars().take(40).collect();
    word.escape_debug().to_string()
}

/// "did you mean `name`?", or all that there is.
pub(super) fn hint(word: &str, known: &[&str]) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => {
            let known: Vec<_> = known.iter().map(|known| format!("`{known}`")).collect();
            format!("it takes {}", known.join(", "))
        }
    }
}

/// A word that is the same but for case, `-` and `_`, that goes on or stops earlier, or that is two letters off.
fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let plain = |word: &str| {
        let letters = word.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect::<String>()
    };
    // Nobody means a word by a page of text, and the distance is the product of both lengths.
    let word: String = plain(&word.chars().take(40).collect::<String>());
    if word.is_empty() {
        return None;
    }
    let by_distance = known.iter().map(|known| {
        let other = plain(known);
        let related = word.starts_with(&other) || other.starts_with(&word);
        (if related { 0 } else { distance(&word, &other) }, *known)
    });
    let (off, near) = by_distance.min_by_key(|(off, _)| *off)?;
    (off <= 2 && off < word.chars().count()).then_some(near)
}

/// How many letters have to be put in, taken out or replaced.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (above, letter) in one.chars().enumerate() {
        let mut diagonal = above;
        row[0] = above + 1;
        for (at, known) in other.iter().enumerate() {
            let replaced = diagonal + usize::from(letter != *known);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + 1).min(row[at] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::hint;

    const FIELDS: [&str; 4] = ["name", "email", "phone", "remarks"];

    #[test]
    fn word_that_is_nearly_known_is_named() {
        for (word, near) in [
            ("nmae", "name"),
            ("Name", "name"),
            ("e-mail", "email"),
            ("mail", "email"),
            ("phone_number", "phone"),
            ("remark", "remarks"),
            ("fone", "phone"),
        ] {
            assert_eq!(
                hint(word, &FIELDS),
                format!("did you mean `{near}`?"),
                "{word}"
            );
        }
    }

    #[test]
    fn word_that_is_like_none_gets_all() {
        for word in ["", "account", "x", "_", "ключ", "userDetails"] {
            let hint = hint(word, &FIELDS);
            assert_eq!(
                hint, "it takes `name`, `email`, `phone`, `remarks`",
                "{word}"
            );
        }
    }
}
