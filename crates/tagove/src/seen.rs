//! Ids that were delivered. Exact, because a false hit would drop a record; small, because a list may be years long.

use std::collections::HashSet;

#[derive(Default)]
pub(crate) struct Seen {
    /// Ids that are the decimal form of a number: nearly all.
    numbers: HashSet<u64>,
    texts: HashSet<Box<str>>,
}

impl Seen {
    /// Whether the id is new; it no longer is afterwards.
    pub(crate) fn insert(&mut self, id: &str) -> bool {
        let canonical =
            id == "0" || (!id.starts_with('0') && id.bytes().all(|byte| byte.is_ascii_digit()));
        match id.parse() {
            Ok(number) if canonical => self.numbers.insert(number),
            _ => self.texts.insert(id.into()),
        }
    }
}
