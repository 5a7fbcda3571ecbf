//! Calls inside of calls on one thread: a callback, or a signal's handler, runs while its thread waits, and may ask too.

use crate::errors::invalid_request;
use pyo3::exceptions::PyRecursionError;
use pyo3::prelude::*;
use std::cell::RefCell;

/// How many calls may wait inside of each other. Each takes some of the thread's stack, which Python does not count, and
/// which may be as small as 128 KiB elsewhere; nobody means more than two or three.
const DEEPEST: usize = 8;

thread_local! {
    /// Which lists this thread waits for, 0 for a call that is of none, the innermost last.
    static WAITING: RefCell<Vec<usize>> = const { RefCell::new(Vec::new()) };
}

/// A call that this thread waits for, until it is dropped.
pub(crate) struct Nested(());

impl Nested {
    /// A call of no list.
    pub(crate) fn call(py: Python<'_>) -> PyResult<Self> {
        Self::wait(py, 0)
    }

    /// The next page of a list: it would wait for itself if a callback of its own asked for it.
    pub(crate) fn page<T>(py: Python<'_>, list: &T) -> PyResult<Self> {
        let list = std::ptr::from_ref(list).addr();
        if WAITING.with_borrow(|waiting| waiting.contains(&list)) {
            return Err(invalid_request(
                py,
                "this list is being read by the very call that this function interrupts; read another list here",
            ));
        }
        Self::wait(py, list)
    }

    fn wait(_py: Python<'_>, what: usize) -> PyResult<Self> {
        let deep = WAITING.with_borrow_mut(|waiting| {
            waiting.push(what);
            waiting.len()
        });
        let nested = Self(());
        if deep > DEEPEST {
            drop(nested);
            return Err(PyRecursionError::new_err(
                "calls of tagove inside of callbacks of tagove are nested too deep",
            ));
        }
        Ok(nested)
    }
}

impl Drop for Nested {
    fn drop(&mut self) {
        WAITING.with_borrow_mut(Vec::pop);
    }
}
