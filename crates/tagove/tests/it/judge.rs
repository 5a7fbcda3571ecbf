//! An outside judge of what is JSON: cases in the categories of JSONTestSuite (must accept, must refuse, either),
//! written for this project, through the reader of kept bodies. A value is read as a member that no model knows; a body
//! is read as it is. The contract decides some cases that RFC 8259 leaves open: those are no "either".

mod bodies;
mod encodings;
mod nesting;
mod numbers;
mod structure;
mod texts;

use tagove::{Chat, ErrorKind, Page};

/// What must become of a case.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Verdict {
    Accept,
    Refuse,
    Either,
}

use Verdict::{Accept, Either, Refuse};

type Case = (Verdict, &'static str, &'static [u8]);

/// A word that stands in every body around a value, and must stand in no error.
const WORDS: &str = "xyzzy";

fn body_around(value: &[u8]) -> Vec<u8> {
    let head = format!(r#"{{"success":true,"words":"{WORDS}","data":[],"x":"#);
    [head.as_bytes(), value, b"}"].concat()
}

/// Reads the body; what is wrong with the outcome, if something is.
fn judge(verdict: Verdict, body: &[u8], value: &[u8]) -> Result<(), String> {
    let page = match Page::<Chat>::from_body(body) {
        Ok(_) if verdict == Refuse => return Err("was accepted".to_owned()),
        Ok(page) => page,
        Err(error) if verdict == Accept => return Err(format!("was refused: {error}")),
        Err(error) => {
            let shown = String::from_utf8_lossy(value);
            // A short value may be part of any sentence.
            let repeats = value.len() > 5 && error.reason().contains(&*shown);
            if error.kind() != ErrorKind::Decode {
                return Err(format!("is an error of kind {}", error.kind()));
            }
            let place = error.at().ok_or("is an error without a place")?;
            let byte = place.strip_prefix("byte ");
            if byte.is_some_and(|byte| byte.parse::<usize>().is_ok_and(|byte| byte > body.len())) {
                return Err(format!("is an error behind the body, at {place}"));
            }
            if repeats || error.reason().contains(WORDS) {
                return Err(format!("is repeated by its error: {error}"));
            }
            return Ok(());
        }
    };
    // What was accepted is kept, and kept as JSON.
    let extra = page.extra();
    let kept = serde_json::from_str::<&serde_json::value::RawValue>(extra.as_json());
    kept.map(drop)
        .map_err(|error| format!("is kept as no JSON: {error}"))
}

/// Judges them all, and tells of all that went wrong.
fn judge_all<'a>(cases: impl Iterator<Item = (Verdict, &'a str, Vec<u8>, &'a [u8])>) {
    let wrong: Vec<String> = cases
        .filter_map(|(verdict, name, body, value)| {
            let fault = judge(verdict, &body, value).err()?;
            Some(format!("{name} ({verdict:?}) {fault}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn judge_values(cases: &'static [Case]) {
    judge_all(
        cases
            .iter()
            .map(|&(verdict, name, value)| (verdict, name, body_around(value), value)),
    );
}

#[test]
fn structure_of_values() {
    judge_values(structure::CASES);
}

#[test]
fn numbers() {
    judge_values(numbers::CASES);
}

#[test]
fn texts() {
    judge_values(texts::CASES);
}

#[test]
fn encodings() {
    judge_values(encodings::CASES);
}

#[test]
fn nesting() {
    for (verdict, name, value) in nesting::cases() {
        let outcome = judge(verdict, &body_around(&value), &value);
        assert_eq!(outcome, Ok(()), "{name}");
    }
}

#[test]
fn whole_bodies() {
    judge_all(
        bodies::CASES
            .iter()
            .map(|&(verdict, name, body)| (verdict, name, body.to_vec(), body)),
    );
}

#[test]
fn every_cut_of_an_accepted_value_is_refused() {
    let accepted = [
        structure::CASES,
        numbers::CASES,
        texts::CASES,
        encodings::CASES,
    ]
    .concat();
    for (_, name, value) in accepted.iter().filter(|(verdict, ..)| *verdict == Accept) {
        let body = body_around(value);
        for length in 0..body.len() {
            let outcome = judge(Refuse, &body[..length], value);
            assert_eq!(outcome, Ok(()), "{name}, cut to {length} bytes");
        }
    }
}

#[test]
fn names_are_unlike_and_the_list_is_long() {
    let lists = [
        structure::CASES,
        numbers::CASES,
        texts::CASES,
        encodings::CASES,
        bodies::CASES,
    ];
    let mut names: Vec<&str> = lists.concat().iter().map(|&(_, name, _)| name).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all, "a name stands for two cases");
    assert!(all >= 200, "{all} cases");
}
