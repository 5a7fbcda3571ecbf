//! The options of a client: Python's values as the core takes them.

use crate::errors::{configuration, raised};
use pyo3::Borrowed;
use pyo3::exceptions::{PyOverflowError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::path::PathBuf;
use std::time::Duration;
use tagove::ClientBuilder;

/// A whole number of any size; one beyond 64 bits is the outermost of them, which nothing here takes.
#[derive(Clone, Copy)]
pub(crate) struct Whole(pub(crate) i64);

impl<'a, 'py> FromPyObject<'a, 'py> for Whole {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        match given.extract() {
            Ok(number) => Ok(Self(number)),
            Err(error) if error.is_instance_of::<PyOverflowError>(given.py()) => {
                let below = given.lt(0)?;
                Ok(Self(if below { i64::MIN } else { i64::MAX }))
            }
            Err(error) => Err(error),
        }
    }
}

/// A text option. Python's own error for one that is no UTF-8 would show all of it, and it may be the key.
pub(crate) fn text<'a>(
    py: Python<'_>,
    given: &'a Bound<'_, PyString>,
    refusal: &str,
) -> PyResult<&'a str> {
    given.to_str().map_err(|_| configuration(py, refusal))
}

/// A path, as `str` or `os.PathLike`; none if no file can be called so.
pub(crate) struct Place(Option<PathBuf>);

impl<'a, 'py> FromPyObject<'a, 'py> for Place {
    type Error = PyErr;

    fn extract(given: Borrowed<'a, 'py, PyAny>) -> PyResult<Self> {
        match given.extract() {
            Ok(path) => Ok(Self(Some(path))),
            Err(error) if error.is_instance_of::<PyUnicodeEncodeError>(given.py()) => {
                Ok(Self(None))
            }
            Err(error) => Err(error),
        }
    }
}

/// The path of a file or folder, if one was given.
pub(crate) fn place(
    py: Python<'_>,
    name: &str,
    options: ClientBuilder,
    set: fn(ClientBuilder, PathBuf) -> ClientBuilder,
    given: Option<Place>,
) -> PyResult<ClientBuilder> {
    match given {
        None => Ok(options),
        Some(Place(Some(path))) => Ok(set(options, path)),
        Some(Place(None)) => {
            let reason = format!("{name} holds half a character (a lone surrogate)");
            Err(configuration(py, &reason))
        }
    }
}

/// Seconds.
pub(crate) fn time(py: Python<'_>, name: &str, seconds: f64) -> PyResult<Duration> {
    Duration::try_from_secs_f64(seconds).map_err(|_| {
        let reason = format!("{name} is no number of seconds that can be waited");
        configuration(py, &reason)
    })
}

/// A number of retries; one that the core cannot count to is as good as the outermost that it can.
pub(crate) fn retries(py: Python<'_>, given: Whole) -> PyResult<u32> {
    match u64::try_from(given.0) {
        Ok(retries) => Ok(u32::try_from(retries).unwrap_or(u32::MAX)),
        Err(_) => Err(configuration(
            py,
            "max_retries is below 0; 0 asks only once",
        )),
    }
}

/// A number of pages.
pub(crate) fn prefetch(py: Python<'_>, pages: Whole) -> PyResult<usize> {
    usize::try_from(pages.0)
        .map_err(|_| configuration(py, "prefetch is below 0; 0 asks for no page ahead"))
}

/// A limit from 1 on. The core has no number below 0: such a one is refused as the core refuses 0, so that the range
/// stands in one place.
pub(crate) fn limit(
    py: Python<'_>,
    options: ClientBuilder,
    set: fn(ClientBuilder, usize) -> ClientBuilder,
    given: Whole,
) -> PyResult<ClientBuilder> {
    if let Ok(limit) = usize::try_from(given.0) {
        return Ok(set(options, limit));
    }
    let Err(error) = set(options, 0).build() else {
        return Err(configuration(py, "a limit is below 0"));
    };
    let number = format!(" is {};", given.0);
    let reason = error.reason().replacen(" is 0;", &number, 1);
    if reason == error.reason() {
        // Something else was refused before it.
        return Err(raised(py, &error));
    }
    Err(configuration(py, &reason))
}
