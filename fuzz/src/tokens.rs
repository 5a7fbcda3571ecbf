//! The target `json`: the tokenizer, against serde_json and the judge's own reader.

use crate::wire;
use serde_json::value::RawValue;
use tagove::fuzzing;

/// As deep as pages may nest.
const DEPTH: usize = 128;

/// Reads the input as one JSON value.
pub fn check(input: &[u8]) {
    let Ok(text) = std::str::from_utf8(input) else {
        return;
    };
    let ours = fuzzing::json(text, DEPTH);
    if let Err((at, what)) = ours {
        assert!(text.is_char_boundary(at), "a fault within a letter");
        if what.starts_with("nested deeper") {
            return;
        }
    }
    let theirs = serde_json::from_str::<&RawValue>(text);
    assert_eq!(ours.is_ok(), theirs.is_ok(), "{ours:?} but {theirs:?}");
    let judged = wire::parse(text, DEPTH);
    assert_eq!(
        judged.is_some(),
        ours.is_ok(),
        "the judge and serde_json differ"
    );
    if let (Err((at, what)), Err(theirs)) = (&ours, &theirs) {
        // A number without its last digit is cut off to us, malformed to serde_json; with a short `\u` it is the other
        // way round.
        let in_number = text.ends_with(['-', '+', '.', 'e', 'E']);
        let in_escape = what.starts_with("a \\u escape");
        let cut = *at == text.len();
        let agreed = cut == theirs.is_eof() || (cut && in_number) || (!cut && in_escape);
        assert!(agreed, "{ours:?} but {theirs}");
        // What stood before the fault was sound: the same text cut there is only too short.
        let before = fuzzing::json(&text[..*at], DEPTH);
        let after_end = matches!(ours, Err((_, "text after the end of the JSON")));
        let number_goes_on = before.is_ok();
        assert!(
            after_end || number_goes_on || before.is_err_and(|(before, _)| before == *at),
            "{ours:?}, but {before:?} without the rest"
        );
    }
    let Some(judged) = judged else {
        return;
    };
    let whole = fuzzing::without_lone_surrogates(text);
    let again = wire::parse(&whole, DEPTH);
    assert_eq!(
        again.as_ref(),
        Some(&judged),
        "replacing halves of pairs changed more"
    );
    if let wire::Value::Text(expected) = judged {
        let source = text.trim_matches([' ', '\t', '\r', '\n']);
        let source = &source[1..source.len() - 1];
        let (read, lone) = fuzzing::unescaped(source);
        assert_eq!(read, expected);
        let theirs = serde_json::from_str::<String>(text).ok();
        assert_eq!(theirs, (!lone).then_some(read));
    }
}
