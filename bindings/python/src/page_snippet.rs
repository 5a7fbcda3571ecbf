//! What stands in a web page: the tracking snippet and its user hash.

use crate::errors::{invalid_request, raised};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyMapping, PyString};
use tagove::{Customer, SnippetOptions};

/// The HTML that tells a page's chat widget who is logged in; empty if nothing is given.
#[pyfunction]
#[pyo3(
    signature = (customer, *, nonce = None, form = None, user_hash = None),
    text_signature = "(customer, *, nonce=None, form='inline', user_hash=None)"
)]
pub(crate) fn customer_snippet(
    customer: &Bound<'_, PyAny>,
    nonce: Option<&Bound<'_, PyAny>>,
    form: Option<&Bound<'_, PyAny>>,
    user_hash: Option<&Bound<'_, PyAny>>,
) -> PyResult<String> {
    let py = customer.py();
    let mut given = Customer::new();
    for (name, value) in members(customer)? {
        // Of a wrong name the value does not matter, and a field that is none is not set.
        let known = Customer::new().field(&name, "");
        known.map_err(|error| raised(py, &error))?;
        if !value.is_none() {
            let set = given.field(&name, text(&value, &name)?);
            given = set.map_err(|error| raised(py, &error))?;
        }
    }
    let mut options = SnippetOptions::new();
    if let Some(form) = form {
        let form = text(form, "form")?.parse();
        options = options.form(form.map_err(|error| raised(py, &error))?);
    }
    if let Some(nonce) = nonce {
        options = options.nonce(text(nonce, "nonce")?);
    }
    if let Some(hash) = user_hash {
        options = options.user_hash(text(hash, "user_hash")?);
    }
    tagove::customer_snippet(&given, &options).map_err(|error| raised(py, &error))
}

/// The proof of a page's customer: 64 lower-case hex digits.
#[pyfunction]
pub(crate) fn user_hash(secret: &Bound<'_, PyAny>, email: &Bound<'_, PyAny>) -> PyResult<String> {
    let (secret, given) = (text(secret, "secret")?, text(email, "email")?);
    tagove::user_hash(&secret, &given).map_err(|error| raised(email.py(), &error))
}

/// The members of a mapping, by name.
fn members<'py>(customer: &Bound<'py, PyAny>) -> PyResult<Vec<(String, Bound<'py, PyAny>)>> {
    let wrong = |_| {
        let given = customer.get_type().name();
        let given = given.map_or_else(|_| String::new(), |name| format!(", not {name}"));
        PyTypeError::new_err(format!("customer must be a mapping of str{given}"))
    };
    let mut members = Vec::new();
    for item in customer.cast::<PyMapping>().map_err(wrong)?.items()?.iter() {
        let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = item.extract()?;
        members.push((text(&name, "the name of a field")?, value));
    }
    Ok(members)
}

/// A `str` that is text. Half of a surrogate pair is none: no page could show it, and no e-mail have it.
pub(crate) fn text(value: &Bound<'_, PyAny>, name: &str) -> PyResult<String> {
    let Ok(given) = value.cast::<PyString>() else {
        let class = value.get_type().name()?;
        return Err(PyTypeError::new_err(format!(
            "{name} must be str, not {class}"
        )));
    };
    given.to_str().map(str::to_owned).map_err(|_| {
        let reason = format!(
            "{name} holds half of a surrogate pair, which is no text; replace it, for example by text.encode('utf-16', 'surrogatepass').decode('utf-16', 'replace')"
        );
        invalid_request(value.py(), &reason)
    })
}
