//! An exception of the caller's own on its way through the core.

use pyo3::prelude::*;
use std::fmt;

/// What a credentials provider raised; shown to nobody but as the cause of the error that it leads to.
pub(crate) struct Reported(pub(crate) PyErr);

impl fmt::Debug for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<an exception of the credentials provider>")
    }
}

impl fmt::Display for Reported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

impl std::error::Error for Reported {}

/// Has Python tell of an exception that nobody can be given: `sys.unraisablehook`, as for one of a finaliser.
#[pyfunction]
pub(crate) fn report(error: Bound<'_, PyAny>, hook: Bound<'_, PyAny>) {
    let py = error.py();
    PyErr::from_value(error).write_unraisable(py, Some(&hook));
}
