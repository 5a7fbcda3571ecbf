//! The answer to a request that no operation models.

use crate::interned::interned;
use pyo3::prelude::*;
use pyo3::types::PyBytes;

/// A whole answer to `client.request`.
#[pyclass(frozen, module = "tagove")]
pub(crate) struct RawAnswer(tagove::RawAnswer);

impl From<tagove::RawAnswer> for RawAnswer {
    fn from(answer: tagove::RawAnswer) -> Self {
        Self(answer)
    }
}

#[pymethods]
impl RawAnswer {
    /// The HTTP status, below 300: others are errors.
    #[getter]
    fn status(&self) -> u16 {
        self.0.status
    }

    /// The headers, names in lower case; one that came twice is there twice.
    #[getter]
    fn headers(&self) -> Vec<(&str, &str)> {
        let headers = self.0.headers.iter();
        headers
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect()
    }

    /// The body, decompressed.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &self.0.body)
    }

    /// The body as text. `UnicodeDecodeError` if it is no UTF-8: nothing is replaced.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.body(py)
            .call_method1(interned!(py, "decode"), (interned!(py, "utf-8"),))
    }

    /// The body as `json.loads` reads it; its `ValueError` if it is no JSON.
    fn json<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        py.import(interned!(py, "json"))?
            .call_method1(interned!(py, "loads"), (self.body(py),))
    }

    /// How many requests were made for it.
    #[getter]
    fn attempts(&self) -> u32 {
        self.0.attempts
    }

    fn __repr__(&self) -> String {
        format!(
            "<tagove.RawAnswer with status {}, {} bytes, {} attempts>",
            self.0.status,
            self.0.body.len(),
            self.0.attempts
        )
    }
}
