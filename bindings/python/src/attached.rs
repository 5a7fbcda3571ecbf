//! Being attached to the interpreter where another library calls: it may have let go of the interpreter or not, and
//! pyo3 cannot know. And which interpreter that is.
//!
//! pyo3 counts its own frames on a thread's stack. A C library above them may have released the interpreter (pyarrow does,
//! around every read), and `Python::attach` would take the count's word for being attached. Here the interpreter is
//! asked, which knows.
#![expect(
    unsafe_code,
    reason = "pyo3 has no safe way to ask the interpreter rather than its own count"
)]

use pyo3::ffi;
use pyo3::prelude::*;

/// Runs `step` attached, whatever the thread was before; none if there is no interpreter any more.
pub(crate) fn attached<T>(step: impl FnOnce(Python<'_>) -> T) -> Option<T> {
    // SAFETY: it may be called at any time, from any thread.
    if unsafe { ffi::Py_IsInitialized() } == 0 {
        return None;
    }
    // SAFETY: there is an interpreter. On a thread that holds it this only counts; any other one waits for it.
    let _held = Held(unsafe { ffi::PyGILState_Ensure() });
    // Now pyo3's count is right if it says so, and otherwise it attaches once more, which only counts too.
    Python::try_attach(step)
}

/// Whether the interpreter is the process's first one. Classes and threads of this module belong to one interpreter.
pub(crate) fn is_main_interpreter(_attached: Python<'_>) -> bool {
    // SAFETY: the thread is attached, so there is a current interpreter.
    unsafe { ffi::PyInterpreterState_GetID(ffi::PyInterpreterState_Get()) == 0 }
}

struct Held(ffi::PyGILState_STATE);

impl Drop for Held {
    fn drop(&mut self) {
        // SAFETY: the one call that belongs to that of `attached`, on the same thread, which is attached again after
        // whatever `step` did.
        unsafe { ffi::PyGILState_Release(self.0) }
    }
}

/// Python's objects that another library lets go of, from whichever thread, attached or not.
pub(crate) struct LetGo<T>(Option<T>);

impl<T> LetGo<T> {
    pub(crate) fn new(held: T) -> Self {
        Self(Some(held))
    }

    pub(crate) fn get(&self) -> Option<&T> {
        self.0.as_ref()
    }
}

impl<T> Drop for LetGo<T> {
    fn drop(&mut self) {
        let held = self.0.take();
        let mut held = std::mem::ManuallyDrop::new(held);
        // Without an interpreter there is nothing to give them back to.
        attached(|_| drop(held.take()));
    }
}
