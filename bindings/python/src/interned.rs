//! Python's texts that are asked for again and again, each made once.
//!
//! Not with pyo3's `intern!` and `PyOnceLock`: they let the interpreter go and take it again while the first thread fills
//! them. A process that forks in between has a child in which that thread is not, and whoever asks there waits for ever.
//! Here a text is made first and put down then, while the interpreter is held, without which nobody forks.

use pyo3::prelude::*;
use pyo3::types::PyString;
use std::sync::OnceLock;

/// A text, made once for this place in the source.
macro_rules! interned {
    ($py:expr, $text:literal) => {{
        static TEXT: ::std::sync::OnceLock<::pyo3::Py<::pyo3::types::PyString>> =
            ::std::sync::OnceLock::new();
        $crate::interned::once($py, &TEXT, $text)
    }};
}
pub(crate) use interned;

pub(crate) fn once<'py>(
    py: Python<'py>,
    kept: &OnceLock<Py<PyString>>,
    text: &str,
) -> Bound<'py, PyString> {
    if let Some(text) = kept.get() {
        return text.bind(py).clone();
    }
    let made = PyString::intern(py, text);
    // Another thread may have been faster: then both are the same object.
    let _ = kept.set(made.clone().unbind());
    made
}
