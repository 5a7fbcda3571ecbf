//! Objects whose keys are all digits: lists, as PHP prints them once an element was removed.

use super::{Decoder, Result};
use crate::json::Quoted;
use crate::xml;
use std::ops::Range;

/// What is known of the objects in a part of the text that was looked through: such objects can stand inside each
/// other, and looking through each anew would cost depth times size.
#[derive(Default)]
pub(super) struct Scanned {
    range: Range<usize>,
    /// Where those begin whose keys are all digits, in order.
    lists: Vec<usize>,
}

/// An open bracket on the way through.
struct Open {
    close: u8,
    start: usize,
    digits: bool,
}

impl Decoder<'_> {
    /// Whether the object ahead is a list. The cursor stays.
    pub(crate) fn is_list_object(&mut self) -> Result<bool> {
        Ok(self.at_list_with_attributes() || self.keys_are_digits()?)
    }

    /// Whether the cursor stands on an XML list that has attributes.
    pub(crate) fn at_list_with_attributes(&self) -> bool {
        self.xml && self.cursor.comes(xml::LIST)
    }

    /// Whether every key of the object ahead is a number; true for `{}`. The cursor stays.
    pub(super) fn keys_are_digits(&mut self) -> Result<bool> {
        let (start, depth) = (self.cursor.at, self.cursor.depth());
        let mut first = true;
        self.cursor.enter()?;
        // Nearly always the first key tells.
        let empty = !self.cursor.more(&mut first, b'}')?;
        let digits = empty || {
            let key = self.cursor.key()?;
            self.is_number(key)
        };
        self.cursor.rewind(start, depth);
        if empty || !digits {
            return Ok(digits);
        }
        if !self.scanned.range.contains(&start) {
            self.scan()?;
            self.cursor.rewind(start, depth);
        }
        Ok(self.scanned.lists.binary_search(&start).is_ok())
    }

    fn is_number(&self, key: Quoted) -> bool {
        let name = self.name(key);
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Looks through the value ahead, once for all objects in it. Not recursive.
    fn scan(&mut self) -> Result<()> {
        let from = self.cursor.at;
        let mut lists = std::mem::take(&mut self.scanned.lists);
        lists.clear();
        let mut open = Vec::new();
        let mut fresh = true;
        self.step_in(&mut open)?;
        while let Some(innermost) = open.last_mut() {
            if !self.cursor.more(&mut fresh, innermost.close)? {
                if innermost.digits {
                    lists.push(innermost.start);
                }
                open.pop();
                continue;
            }
            if innermost.close == b'}' {
                let key = self.cursor.key()?;
                if let Some(innermost) = open.last_mut()
                    && innermost.digits
                {
                    innermost.digits = self.is_number(key);
                }
            }
            match self.cursor.peek() {
                Some(b'{' | b'[') => {
                    self.step_in(&mut open)?;
                    fresh = true;
                }
                _ => {
                    self.cursor.value()?;
                }
            }
        }
        lists.sort_unstable();
        self.scanned = Scanned {
            range: from..self.cursor.at,
            lists,
        };
        Ok(())
    }

    fn step_in(&mut self, open: &mut Vec<Open>) -> Result<()> {
        let object = self.cursor.peek() == Some(b'{');
        open.push(Open {
            close: if object { b'}' } else { b']' },
            start: self.cursor.at,
            digits: object,
        });
        self.cursor.enter()
    }
}
