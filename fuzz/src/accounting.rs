//! The accounts of a page: every value and every unknown name of the input is in the output, as often as it was sent,
//! and nothing else is.
//!
//! Values are counted as texts (`43074` and `"43074"` are one value), wherever they stand. What may be missing:
//!
//! - `null`, which every absent member is as well;
//! - `""` and the zero dates, which say that there is none;
//! - a value under a member that was sent again later; then there must be a `duplicate_member` warning.
//!
//! Times and numbers of the output are compared as what they are: they need not have the digits that were sent.

use crate::times;
use crate::wire::Value;
use std::collections::{BTreeMap, HashMap};
use tagove::schema::{Kind, Model};

/// How often something was sent: where it counts, and where it was superseded or says nothing.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Sent {
    must: usize,
    superseded: usize,
    free: usize,
}

/// What an input holds.
#[derive(Debug, Default)]
pub struct Input {
    values: BTreeMap<String, Sent>,
    names: BTreeMap<String, Sent>,
}

impl Input {
    /// One value; `superseded` if it stands under a member that comes again.
    pub fn value(&mut self, text: &str, superseded: bool) {
        let sent = self.values.entry(text.to_owned()).or_default();
        let none = matches!(text, "" | "0000-00-00" | "0000-00-00 00:00:00");
        match superseded {
            _ if none => sent.free += 1,
            true => sent.superseded += 1,
            false => sent.must += 1,
        }
    }

    /// One value that may be left out without a word.
    pub fn free(&mut self, text: &str) {
        self.values.entry(text.to_owned()).or_default().free += 1;
    }

    /// Everything under a value; the members named in `skipped` are understood, not kept.
    pub fn walk(&mut self, value: &Value, superseded: bool, skipped: &[&str]) {
        match value {
            Value::Null => {}
            Value::Array(elements) => {
                for element in elements {
                    self.walk(element, superseded, &[]);
                }
            }
            Value::Object(members) => {
                let last: HashMap<&str, usize> = members
                    .iter()
                    .enumerate()
                    .map(|(index, (name, _))| (&**name, index))
                    .collect();
                for (index, (name, value)) in members.iter().enumerate() {
                    if skipped.contains(&&**name) {
                        continue;
                    }
                    let superseded = superseded || last[&**name] != index;
                    let sent = self.names.entry(base(name).to_owned()).or_default();
                    match superseded {
                        true => sent.superseded += 1,
                        false => sent.must += 1,
                    }
                    self.walk(value, superseded, &[]);
                }
            }
            scalar => self.value(&source(scalar), superseded),
        }
    }
}

/// What a page gives.
#[derive(Debug, Default)]
pub struct Output {
    values: BTreeMap<String, usize>,
    names: BTreeMap<String, usize>,
    times: Vec<String>,
    numbers: Vec<String>,
    paths: Vec<String>,
}

impl Output {
    /// One record in its normalised form: exactly the members of its model, and `extra`.
    pub fn record(&mut self, model: &Model, record: &Value) {
        let Value::Object(members) = record else {
            panic!("a {} that is no object: {record:?}", model.name);
        };
        assert_eq!(
            members.len(),
            model.fields.len() + 1,
            "members of a {}",
            model.name
        );
        for (field, (name, value)) in model.fields.iter().zip(members) {
            assert_eq!(field.name, name);
            match (field.kind, value) {
                (_, Value::Null) => {}
                (Kind::Record(of), record) => self.record(of, record),
                (Kind::List(of), Value::Array(records)) => {
                    records.iter().for_each(|record| self.record(of, record));
                }
                (Kind::Texts, Value::Array(texts)) => self.paths.extend(texts.iter().map(source)),
                (Kind::Time, Value::Text(time)) => self.times.push(time.clone()),
                (Kind::Seconds | Kind::Number, Value::Number(number)) => {
                    self.numbers.push(number.clone());
                }
                (Kind::Id | Kind::Text | Kind::OpenSet, Value::Text(text)) => self.value(text),
                (kind, value) => panic!("{value:?} in a field of kind {kind:?}"),
            }
        }
        let (name, extra) = &members[members.len() - 1];
        assert!(name == "extra" && matches!(extra, Value::Object(_)));
        self.unknown(extra);
    }

    /// Members that no model knows.
    pub fn unknown(&mut self, value: &Value) {
        match value {
            Value::Null => {}
            Value::Array(elements) => elements.iter().for_each(|element| self.unknown(element)),
            Value::Object(members) => {
                for (name, value) in members {
                    *self.names.entry(base(name).to_owned()).or_default() += 1;
                    self.unknown(value);
                }
            }
            scalar => self.value(&source(scalar)),
        }
    }

    /// The same for an input that was not JSON: no names, and values in another spelling.
    #[must_use]
    pub fn respelled(mut self, spell: impl Fn(&str) -> String) -> Self {
        self.names.clear();
        self.paths = self.paths.iter().map(|path| spell(path)).collect();
        for (text, count) in std::mem::take(&mut self.values) {
            *self.values.entry(spell(&text)).or_default() += count;
        }
        self
    }

    fn value(&mut self, text: &str) {
        *self.values.entry(text.to_owned()).or_default() += 1;
    }
}

/// Holds the output to the input. `known` are the names that an answer has besides those of the models; `warned` says
/// whether the page warned of a member sent twice.
pub fn settle(input: &Input, mut output: Output, known: &[&str], warned: bool) {
    // A path is listed, and stays in `extra` as well where more was said of it.
    for path in std::mem::take(&mut output.paths) {
        let sent = input.values.get(&path).map_or(0, total);
        assert!(sent > 0, "invented path {path:?}");
        let given = output.values.entry(path).or_default();
        *given = (*given + 1).min(sent);
    }
    let mut lost_superseded = 0;
    let mut open: BTreeMap<Same, (Sent, &str)> = BTreeMap::new();
    for (text, &given) in &output.values {
        let sent = input.values.get(text).map_or(0, total);
        assert!(
            given <= sent,
            "{text:?} sent {sent} times, given {given} times"
        );
    }
    for (text, sent) in &input.values {
        let rest = less(*sent, output.values.get(text).copied().unwrap_or(0));
        if rest == Sent::default() {
            continue;
        }
        match same(text) {
            Some(same) => {
                let (all, _) = open.entry(same).or_insert((Sent::default(), text));
                all.must += rest.must;
                all.superseded += rest.superseded;
                all.free += rest.free;
            }
            None => {
                assert_eq!(rest.must, 0, "{text:?} is lost");
                lost_superseded += rest.superseded;
            }
        }
    }
    let mut given: BTreeMap<Same, usize> = BTreeMap::new();
    for text in output.times.iter().chain(&output.numbers) {
        let same = same(text).expect("times and numbers are such");
        *given.entry(same).or_default() += 1;
    }
    for (same, &given) in &given {
        let sent = open.get(same).map_or(0, |(sent, _)| total(sent));
        assert!(
            given <= sent,
            "{same:?} left {sent} times, given {given} times"
        );
    }
    for (same, (sent, text)) in open {
        let rest = less(sent, given.get(&same).copied().unwrap_or(0));
        assert_eq!(rest.must, 0, "{text:?} is lost");
        lost_superseded += rest.superseded;
    }
    lost_superseded += settle_names(input, &output, known);
    assert!(
        warned || lost_superseded == 0,
        "a member sent twice was dropped in silence"
    );
}

/// Unknown names: all of them are given. A name that the answer's form knows may have been understood.
fn settle_names(input: &Input, output: &Output, known: &[&str]) -> usize {
    let known = |name: &str| {
        let digits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        let modelled = || {
            let mut fields = tagove::schema::ALL.iter().flat_map(|model| model.fields);
            fields.any(|field| field.name == name)
        };
        digits || name == "extra" || known.contains(&name) || modelled()
    };
    let mut lost = 0;
    for (name, &given) in &output.names {
        let sent = input.names.get(name).map_or(0, total);
        assert!(known(name) || given <= sent, "name {name:?} is invented");
    }
    for (name, sent) in &input.names {
        let rest = less(*sent, output.names.get(name).copied().unwrap_or(0));
        if !known(name) {
            assert_eq!(rest.must, 0, "name {name:?} is lost");
            lost += rest.superseded;
        }
    }
    lost
}

/// A name without the tail that it gets in `extra` where it is taken.
fn base(name: &str) -> &str {
    let mut name = name;
    while let Some(shorter) = name.trim_end_matches('_').strip_suffix("_beside") {
        name = shorter;
    }
    name
}

/// The text that a scalar counts as.
fn source(scalar: &Value) -> String {
    match scalar {
        Value::Bool(word) => word.to_string(),
        Value::Number(text) | Value::Text(text) => text.clone(),
        other => panic!("{other:?} is no scalar"),
    }
}

fn total(sent: &Sent) -> usize {
    sent.must + sent.superseded + sent.free
}

/// What is left when so many were given: those that must be are given first.
fn less(mut sent: Sent, mut given: usize) -> Sent {
    for part in [&mut sent.must, &mut sent.superseded, &mut sent.free] {
        let taken = given.min(*part);
        *part -= taken;
        given -= taken;
    }
    sent
}

/// Times and numbers by what they are, not by how they were written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Same {
    Time(String),
    Number(u64),
}

fn same(text: &str) -> Option<Same> {
    // The civil normalised form is no wire form, but it is what the output has.
    let civil = text.len() == 19 && text.as_bytes()[10] == b'T';
    let time = times::normalised(text).or_else(|| civil.then(|| text.to_owned()));
    time.map(Same::Time)
        .or_else(|| Some(Same::Number(text.parse::<f64>().ok()?.to_bits())))
}
