//! The core's error as the package's own exceptions, which are Python classes.

use crate::interned::interned;
use crate::reported::Reported;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::error::Error as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::sync::OnceLock;
use std::task::Poll;
use tagove::{ErrorKind, TagoveError};

/// Why a call came to nothing.
pub(crate) enum Failure {
    Told(TagoveError),
    /// The client was closed under it.
    Closed,
    /// A panic. What it says is on stderr and not here: it may hold people's words.
    Fault,
}

/// The call, whose panics are failures: whoever waits for it hears of it in every case.
pub(crate) async fn guarded<T>(
    call: impl Future<Output = Result<T, TagoveError>>,
) -> Result<T, Failure> {
    let mut call = pin!(call);
    std::future::poll_fn(|context| {
        match catch_unwind(AssertUnwindSafe(|| call.as_mut().poll(context))) {
            Ok(polled) => polled.map_err(Failure::Told),
            Err(_) => Poll::Ready(Err(Failure::Fault)),
        }
    })
    .await
}

/// The exception for a failure.
pub(crate) fn failed(py: Python<'_>, failure: &Failure) -> PyErr {
    match failure {
        Failure::Told(error) => raised(py, error),
        Failure::Closed => of_kind(
            py,
            ErrorKind::Cancelled,
            "the client was closed while this call was on its way",
        ),
        Failure::Fault => of_kind(
            py,
            ErrorKind::Decode,
            "a fault of this library (please report it)",
        ),
    }
}

/// The names of all kinds of error, in the core's order.
#[pyfunction]
pub(crate) fn error_kinds() -> Vec<String> {
    ErrorKind::ALL.iter().map(ErrorKind::to_string).collect()
}

/// The exception for an error. Should `tagove.errors` not be importable, that failure is the exception.
pub(crate) fn raised(py: Python<'_>, error: &TagoveError) -> PyErr {
    exception(py, error).unwrap_or_else(|failure| failure)
}

/// An option that the core cannot be given because its Rust type cannot hold it.
pub(crate) fn configuration(py: Python<'_>, reason: &str) -> PyErr {
    of_kind(py, ErrorKind::Configuration, reason)
}

/// A step that the core is not asked for because it could not be done rightly.
pub(crate) fn invalid_request(py: Python<'_>, reason: &str) -> PyErr {
    of_kind(py, ErrorKind::InvalidRequest, reason)
}

fn of_kind(py: Python<'_>, kind: ErrorKind, reason: &str) -> PyErr {
    let made = class(py, kind).and_then(|class| class.call1((reason,)));
    made.map_or_else(|failure| failure, PyErr::from_value)
}

fn exception(py: Python<'_>, error: &TagoveError) -> PyResult<PyErr> {
    let fields = PyDict::new(py);
    fields.set_item(interned!(py, "status"), error.status())?;
    fields.set_item(interned!(py, "code"), error.code())?;
    fields.set_item(interned!(py, "request_id"), error.request_id())?;
    fields.set_item(
        interned!(py, "retry_after"),
        error.retry_after().map(|wait| wait.as_secs_f64()),
    )?;
    fields.set_item(interned!(py, "attempts"), error.attempts())?;
    fields.set_item(interned!(py, "at"), error.at())?;
    let class = class(py, error.kind())?;
    let made = PyErr::from_value(class.call((error.reason(),), Some(&fields))?);
    if let Some(Reported(cause)) = error.source().and_then(|source| source.downcast_ref()) {
        made.set_cause(py, Some(cause.clone_ref(py)));
    }
    Ok(made)
}

/// The class of a kind; a kind that a newer core has and the package has not is a plain `TagoveError`.
fn class(py: Python<'_>, kind: ErrorKind) -> PyResult<Bound<'_, PyAny>> {
    // Filled as `interned` is, for the same reason.
    static CLASSES: OnceLock<Classes> = OnceLock::new();
    let classes = match CLASSES.get() {
        Some(classes) => classes,
        None => {
            let made = Classes::import(py)?;
            CLASSES.get_or_init(|| made)
        }
    };
    match classes.by_kind.bind(py).get_item(kind.to_string())? {
        Some(class) => Ok(class),
        None => Ok(classes.base.bind(py).clone()),
    }
}

/// The package's exceptions.
struct Classes {
    by_kind: Py<PyDict>,
    base: Py<PyAny>,
}

impl Classes {
    fn import(py: Python<'_>) -> PyResult<Self> {
        let errors = py.import("tagove.errors")?;
        Ok(Self {
            by_kind: errors.getattr("BY_KIND")?.cast_into::<PyDict>()?.unbind(),
            base: errors.getattr("TagoveError")?.unbind(),
        })
    }
}
