//! A single answer: one record, or the records of one visitor.

use crate::answer::{Page, PageInfo, Pinned};
use crate::row::Record;
use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

/// A single answer: derefs to the record (or the list of records), and knows the page that it came with.
///
/// The value is made when it is first looked at: who reads the page's rows does not pay for it.
#[derive(Clone)]
pub struct Answer<T> {
    value: OnceLock<T>,
    make: fn(&PageInfo) -> T,
    page: PageInfo,
}

impl<R: Record> Answer<R> {
    /// The first record of a page, if it has one.
    pub(crate) fn first(page: PageInfo) -> Option<Self> {
        Self::pinned(&page)?;
        Some(Self {
            value: OnceLock::new(),
            make: |page| match Self::pinned(page) {
                Some(first) => first.to_owned(),
                None => {
                    unreachable!("there was one when the answer was made, and pages do not change")
                }
            },
            page,
        })
    }

    fn pinned(page: &PageInfo) -> Option<Pinned<R>> {
        Pinned::new(&Page::new(page.clone()), 0)
    }
}

impl<R: Record> Answer<Vec<R>> {
    /// All records of a page.
    pub(crate) fn all(page: PageInfo) -> Self {
        Self {
            value: OnceLock::new(),
            make: |page| {
                Page::<R>::new(page.clone())
                    .iter()
                    .map(R::from_view)
                    .collect()
            },
            page,
        }
    }
}

impl<T> Answer<T> {
    fn value(&self) -> &T {
        self.value.get_or_init(|| (self.make)(&self.page))
    }

    /// What is known of the answer besides its record.
    #[must_use]
    pub fn page(&self) -> &PageInfo {
        &self.page
    }

    /// The value alone; the page is let go of.
    #[must_use]
    pub fn into_inner(self) -> T {
        let Self { value, make, page } = self;
        value.into_inner().unwrap_or_else(|| make(&page))
    }
}

impl<T> Deref for Answer<T> {
    type Target = T;
    fn deref(&self) -> &T {
        self.value()
    }
}

impl<T: serde::Serialize> serde::Serialize for Answer<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}

impl<T: fmt::Debug> fmt::Debug for Answer<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value().fmt(f)
    }
}
