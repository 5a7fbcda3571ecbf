//! Which call has which part of a recording.

use super::case::Format;
use super::folder::Folder;
use crate::call::CallId;
use std::collections::HashMap;

/// The calls of a recording in the order in which they began: each has a part of its own, numbered from 1 on.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    numbers: HashMap<CallId, usize>,
    /// By number, less 1.
    parts: Vec<Part>,
}

/// What is written of a call.
#[derive(Debug)]
pub(super) struct Part {
    call: CallId,
    /// How many ask for it: a list is asked for several times, one after the other.
    under_way: usize,
    /// That it is written into, from the first answer on.
    pub(super) folder: Option<Folder>,
    pub(super) format: Option<Format>,
    /// Exchanges that are written.
    pub(super) written: u32,
}

impl Numbering {
    /// The number of a call, which keeps it.
    pub(super) fn begin(&mut self, call: CallId) -> usize {
        let parts = &mut self.parts;
        let number = *self.numbers.entry(call).or_insert_with(|| {
            parts.push(Part {
                call,
                under_way: 0,
                folder: None,
                format: None,
                written: 0,
            });
            parts.len()
        });
        if let Some(part) = self.part(number) {
            part.under_way += 1;
        }
        number
    }

    pub(super) fn part(&mut self, number: usize) -> Option<&mut Part> {
        self.parts.get_mut(number.checked_sub(1)?)
    }

    /// A call ended, or was given up. Of one without an answer the number is taken again, unless a later call has one
    /// already: that would then stand before it.
    pub(super) fn end(&mut self, number: usize) {
        if let Some(part) = self.part(number) {
            part.under_way -= 1;
        }
        while let Some(part) = self.parts.pop_if(|part| part.is_free()) {
            self.numbers.remove(&part.call);
        }
    }
}

impl Part {
    fn is_free(&self) -> bool {
        self.under_way == 0 && self.folder.is_none()
    }
}
