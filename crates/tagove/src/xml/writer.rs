//! Elements as they come, written as JSON.
//!
//! A member is written with a blank before its value: should the element repeat, the blank becomes the bracket of an
//! array. Elements of one name that stand apart are put together at their parent's end.

use super::attributes::{self, Said};
use super::{ATTRIBUTES, LIST, Result, TEXT, is_blank};
use crate::json::{Fault, plain};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

/// The JSON so far, and what is open.
pub(super) struct Writer<'x> {
    out: Vec<u8>,
    frames: Vec<Frame<'x>>,
    /// The runs of all open elements, innermost last.
    runs: Vec<Run<'x>>,
    max_runs: usize,
    /// Text since the last tag.
    text: String,
    /// How many bytes may still be moved to put elements of one name together.
    may_move: usize,
}

/// An open element.
struct Frame<'x> {
    name: &'x str,
    attributes: &'x str,
    /// Where these stand in the document.
    attributes_at: usize,
    /// Where its value begins.
    value: usize,
    /// Its first run.
    runs: usize,
    /// Text that stood beside child elements.
    beside: String,
}

/// Children of one name, one behind the other.
#[derive(Clone, Copy)]
struct Run<'x> {
    name: &'x str,
    /// Where its key begins.
    key: usize,
    /// Where its first value begins.
    value: usize,
    /// Whether it is an array by now.
    many: bool,
}

impl<'x> Writer<'x> {
    pub(super) fn new(size: usize, max_runs: usize) -> Self {
        Self {
            out: Vec::with_capacity(size),
            frames: Vec::new(),
            runs: Vec::new(),
            max_runs,
            text: String::new(),
            may_move: size.saturating_mul(16) + (1 << 20),
        }
    }

    pub(super) fn depth(&self) -> usize {
        self.frames.len()
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.out
    }

    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// A start tag, whose attributes stand at `at`.
    pub(super) fn open(&mut self, at: usize, name: &'x str, attributes: &'x str) -> Result<()> {
        if !self.frames.is_empty() {
            self.put_text_aside();
            self.begin_member(at, name)?;
        }
        self.frames.push(Frame {
            name,
            attributes: attributes.trim_ascii(),
            attributes_at: at + attributes.len() - attributes.trim_ascii_start().len(),
            value: self.out.len(),
            runs: self.runs.len(),
            beside: String::new(),
        });
        Ok(())
    }

    /// The key of a child of the innermost element, or the comma behind a child of the same name.
    fn begin_member(&mut self, at: usize, name: &'x str) -> Result<()> {
        let frame = self.frames.last().map_or(0, |frame| frame.runs);
        if self.runs.len() == frame {
            self.out.push(b'{');
            if self
                .frames
                .last()
                .is_some_and(|frame| !frame.attributes.is_empty())
            {
                // Should the element turn out to be a list, `"#list":` has its place.
                self.out.resize(self.out.len() + LIST.len() - 1, b' ');
            }
        } else if let Some(run) = self.runs.last_mut() {
            if run.name == name {
                self.out[run.value - 1] = b'[';
                run.many = true;
                self.out.push(b',');
                return Ok(());
            }
            if run.many {
                self.out.push(b']');
            }
            self.out.push(b',');
        }
        if self.runs.len() >= self.max_runs {
            let what = "more elements of different names within each other than max_rows allows";
            return Err(Fault::byte(at, what));
        }
        let key = self.out.len();
        write_text(&mut self.out, name);
        self.out.extend_from_slice(b": ");
        self.runs.push(Run {
            name,
            key,
            value: self.out.len(),
            many: false,
        });
        Ok(())
    }

    /// Text before a child element or behind one: kept if it says anything.
    fn put_text_aside(&mut self) {
        if let Some(frame) = self.frames.last_mut()
            && !is_blank(&self.text)
        {
            frame.beside.push_str(&self.text);
        }
        self.text.clear();
    }

    /// The end tag of the innermost element.
    pub(super) fn close(&mut self) -> Result<()> {
        if self
            .frames
            .last()
            .is_some_and(|frame| frame.runs < self.runs.len())
        {
            self.put_text_aside();
        }
        let Some(frame) = self.frames.pop() else {
            return Ok(());
        };
        let said = match frame.attributes {
            "" => None,
            source => Some(attributes::read(source, frame.attributes_at)?),
        };
        if frame.runs == self.runs.len() {
            let mut text = std::mem::take(&mut self.text);
            self.leaf(&text, said.as_ref());
            text.clear();
            self.text = text;
        } else {
            self.object(&frame, said.as_ref())?;
        }
        self.runs.truncate(frame.runs);
        Ok(())
    }

    /// An element without children.
    fn leaf(&mut self, text: &str, said: Option<&Said<'_>>) {
        let members = said.map_or(&[][..], |said| &said.members);
        let nil = text.is_empty() && said.is_some_and(|said| said.nil);
        // The root is an object whatever it holds.
        let object = !members.is_empty() || self.frames.is_empty();
        match (object, text) {
            (true, "") if !nil => self.out.extend_from_slice(ATTRIBUTES),
            (true, _) => self.out.extend_from_slice(TEXT),
            (false, _) => {}
        }
        let empty = object && text.is_empty() && !nil;
        match nil {
            true => self.out.extend_from_slice(b"null"),
            false if empty => {}
            false => write_text(&mut self.out, text),
        }
        if object {
            self.members(members, empty);
            self.out.push(b'}');
        }
    }

    fn members(&mut self, members: &[(&str, Cow<'_, str>)], mut first: bool) {
        for (name, value) in members {
            if !std::mem::replace(&mut first, false) {
                self.out.push(b',');
            }
            write_text(&mut self.out, name);
            self.out.push(b':');
            write_text(&mut self.out, value);
        }
    }

    /// An element with children: an object, or the list of them.
    fn object(&mut self, frame: &Frame<'x>, said: Option<&Said<'x>>) -> Result<()> {
        let first = self.runs[frame.runs];
        if self.runs.last().is_some_and(|run| run.many) {
            self.out.push(b']');
        }
        let members = said.map_or(&[][..], |said| &said.members);
        let listed = self.runs.len() == frame.runs + 1
            && frame.beside.is_empty()
            && !self.frames.is_empty()
            && (first.name == "item" || frame.name.strip_suffix('s') == Some(first.name));
        if listed {
            // `{"item":[…]` becomes `        […]`.
            self.out[frame.value..first.value - 1].fill(b' ');
            if !first.many {
                self.out[first.value - 1] = b'[';
                self.out.push(b']');
            }
            if members.is_empty() {
                return Ok(());
            }
            self.out[frame.value..frame.value + LIST.len()].copy_from_slice(LIST);
            self.members(members, false);
        } else {
            self.join_runs(frame)?;
            let names: HashSet<&str> = match members {
                [] => HashSet::new(),
                _ => self.runs[frame.runs..].iter().map(|run| run.name).collect(),
            };
            for (name, value) in members {
                // The element of the same name is the member; what the attribute says stays beside it.
                let label = match names.contains(name) {
                    true => Cow::Owned(format!("@{name}")),
                    false => Cow::Borrowed(*name),
                };
                self.members(&[(&*label, Cow::Borrowed(value))], false);
            }
            if !frame.beside.is_empty() {
                self.members(&[("#text", Cow::Borrowed(&frame.beside))], false);
            }
        }
        self.out.push(b'}');
        Ok(())
    }

    /// Puts children of one name together that stood apart.
    fn join_runs(&mut self, frame: &Frame<'x>) -> Result<()> {
        let runs = &self.runs[frame.runs..];
        let mut groups: HashMap<&str, usize> = HashMap::new();
        // Few names are compared faster than they are hashed.
        let apart = match runs.len() {
            0..=24 => {
                (1..runs.len()).any(|at| runs[..at].iter().any(|run| run.name == runs[at].name))
            }
            _ => runs.iter().any(|run| groups.insert(run.name, 0).is_some()),
        };
        if !apart {
            return Ok(());
        }
        // Level for level around a large element this would cost depth times size.
        self.may_move = match self.may_move.checked_sub(self.out.len() - runs[0].key) {
            Some(left) => left,
            None => {
                let what = "elements of one name stand apart on too many levels around each other";
                return Err(Fault::byte(frame.attributes_at, what));
            }
        };
        groups.clear();
        let mut joined: Vec<(&str, Vec<u8>, bool)> = Vec::new();
        for (at, run) in runs.iter().enumerate() {
            let end = runs.get(at + 1).map_or(self.out.len(), |next| next.key - 1);
            let values = &self.out[run.value..end - usize::from(run.many)];
            match groups.get(run.name) {
                Some(&group) => {
                    let (_, all, many) = &mut joined[group];
                    all.push(b',');
                    all.extend_from_slice(values);
                    *many = true;
                }
                None => {
                    groups.insert(run.name, joined.len());
                    joined.push((run.name, values.to_vec(), run.many));
                }
            }
        }
        self.out.truncate(runs[0].key);
        for (at, (name, values, many)) in joined.iter().enumerate() {
            if at > 0 {
                self.out.push(b',');
            }
            write_text(&mut self.out, name);
            self.out
                .extend_from_slice(if *many { b":[" } else { b": " });
            self.out.extend_from_slice(values);
            if *many {
                self.out.push(b']');
            }
        }
        Ok(())
    }
}

/// Appends a JSON string.
fn write_text(out: &mut Vec<u8>, text: &str) {
    let bytes = text.as_bytes();
    out.push(b'"');
    let mut from = 0;
    loop {
        let at = plain(bytes, from);
        out.extend_from_slice(&bytes[from..at]);
        let Some(&byte) = bytes.get(at) else { break };
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            other => out.extend_from_slice(format!("\\u{other:04x}").as_bytes()),
        }
        from = at + 1;
    }
    out.push(b'"');
}
