//! What the vendor posts.

use crate::errors::raised;
use crate::page_snippet::text;
use crate::place::parsed;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyDict, PyMemoryView, PyString};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// An event that the vendor posted. Of the vendor's later product (Acquire).
#[pyclass(frozen, eq, module = "tagove")]
#[derive(PartialEq)]
pub(crate) struct WebhookEvent(tagove::WebhookEvent);

#[pymethods]
impl WebhookEvent {
    /// `ChatStarted`, `ChatAccepted`, `ChatMessage`, `ChatClosed` or `Other`.
    #[getter]
    fn kind(&self) -> &'static str {
        self.0.kind().as_str()
    }

    /// The vendor's name of what happened, for example `CHAT_ON_START`.
    #[getter]
    fn name(&self) -> &str {
        self.0.name()
    }

    /// Identifier of the chat, if the event has one.
    #[getter]
    fn chat_id(&self) -> Option<&str> {
        self.0.chat_id()
    }

    /// The key of the delivery: equal for what is delivered twice.
    #[getter]
    fn key(&self) -> &str {
        self.0.key()
    }

    /// What it is about, in one form however it was sent; a new dict each time.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, self.0.data().as_json())
    }

    /// The same as JSON text, every digit as sent.
    #[getter]
    fn data_json(&self) -> &str {
        self.0.data().as_json()
    }

    /// The body as it was sent, without a byte order mark.
    #[getter]
    fn raw(&self) -> &str {
        self.0.raw()
    }

    /// The form that is the same in every language.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let out = PyDict::new(py);
        out.set_item("kind", self.kind())?;
        out.set_item("name", self.name())?;
        out.set_item("chat_id", self.chat_id())?;
        out.set_item("key", self.key())?;
        out.set_item("data", self.data(py)?)?;
        Ok(out)
    }

    fn __hash__(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.0.raw().hash(&mut hasher);
        hasher.finish()
    }

    /// Nobody's words.
    fn __repr__(&self) -> String {
        // Whoever signs can call a chat anything.
        let id: String = self.chat_id().unwrap_or("None").chars().take(40).collect();
        format!(
            "<tagove.WebhookEvent {} of chat {}, {} bytes>",
            self.kind(),
            id.escape_debug(),
            self.raw().len()
        )
    }

    fn __reduce__<'py>(
        &self,
        py: Python<'py>,
    ) -> PyResult<(Bound<'py, PyAny>, (Bound<'py, PyBytes>,))> {
        let parse = py.import("tagove._native")?.getattr("parse_webhook")?;
        Ok((parse, (PyBytes::new(py, self.raw().as_bytes()),)))
    }
}

/// Reads the body of a webhook.
#[pyfunction]
pub(crate) fn parse_webhook(body: &Bound<'_, PyAny>) -> PyResult<WebhookEvent> {
    let event = tagove::parse_webhook(&bytes(body, "body")?);
    event
        .map(WebhookEvent)
        .map_err(|error| raised(body.py(), &error))
}

/// Whether a webhook's header is the signature of its body.
#[pyfunction]
pub(crate) fn verify_webhook_signature(
    secret: &Bound<'_, PyAny>,
    raw_body: &Bound<'_, PyAny>,
    header: Option<&Bound<'_, PyAny>>,
) -> PyResult<bool> {
    let given = text(secret, "secret")?;
    let header = match header {
        None => None,
        Some(header) => match header.cast::<PyString>() {
            // Half of a surrogate pair is no hex digit either.
            Ok(header) => header.to_str().ok().map(str::to_owned),
            Err(_) => Some(text(header, "header")?),
        },
    };
    tagove::verify_webhook_signature(&given, &bytes(raw_body, "raw_body")?, header.as_deref())
        .map_err(|error| raised(secret.py(), &error))
}

/// Bytes, never text: what was parsed and printed again has another signature.
fn bytes(value: &Bound<'_, PyAny>, name: &str) -> PyResult<Vec<u8>> {
    if let Ok(bytes) = value.cast::<PyBytes>() {
        return Ok(bytes.as_bytes().to_vec());
    }
    if value.is_instance_of::<PyByteArray>() || value.is_instance_of::<PyMemoryView>() {
        let copied = value.py().get_type::<PyBytes>().call1((value,))?;
        return Ok(copied.cast::<PyBytes>()?.as_bytes().to_vec());
    }
    let class = value.get_type().name()?;
    Err(PyTypeError::new_err(format!(
        "{name} must be bytes, not {class}"
    )))
}
