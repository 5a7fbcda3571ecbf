//! The one string of a page, in the form that JavaScript's engines hold strings: one byte a letter as long as all of
//! it is ASCII, else UTF-16. Offsets are counted in that form from the start, so nothing is mapped afterwards.

use napi::Either;
use napi::bindgen_prelude::{Latin1String, Utf16String};

pub(crate) enum Text {
    Narrow(String),
    Wide(Vec<u16>),
}

impl Text {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self::Narrow(String::with_capacity(bytes))
    }

    #[inline]
    pub(crate) fn push(&mut self, text: &str) {
        match self {
            Self::Narrow(narrow) if text.is_ascii() => narrow.push_str(text),
            Self::Narrow(narrow) => {
                let mut wide = Vec::with_capacity(narrow.capacity());
                wide.extend(narrow.bytes().map(u16::from));
                wide.extend(text.encode_utf16());
                *self = Self::Wide(wide);
            }
            Self::Wide(wide) if text.is_ascii() => wide.extend(text.bytes().map(u16::from)),
            Self::Wide(wide) => wide.extend(text.encode_utf16()),
        }
    }

    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Narrow(narrow) => narrow.len(),
            Self::Wide(wide) => wide.len(),
        }
    }

    pub(crate) fn cross(self) -> Either<Latin1String, Utf16String> {
        match self {
            Self::Narrow(narrow) => Either::A(narrow.into()),
            Self::Wide(wide) => Either::B(wide.into()),
        }
    }
}
