//! The Python binding's record classes, in Rust.

use crate::model::{Kind, Record, rust, shout, snake};
use std::fmt::Write as _;

/// What every record class has besides its fields.
const COMMON: &str = r"/// The members that the model does not know, as sent.
#[getter]
fn extra<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> { parsed(py, &self.0.extra_json()?) }

/// The same as JSON text, every digit as sent.
#[getter]
fn extra_json(&self) -> PyResult<String> { self.0.extra_json() }

/// The page that the record came with.
#[getter]
fn page(&self) -> Page { self.0.page() }

/// The normalised form as plain Python values; it keeps no page in memory.
fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> { parsed(py, &self.0.json()?) }

/// The normalised form as JSON text.
fn to_json(&self) -> PyResult<String> { self.0.json() }

fn __eq__(&self, other: &Self) -> PyResult<bool> { self.0.equals(&other.0) }

fn __hash__(&self) -> PyResult<u64> { self.0.hash() }

fn __repr__(&self) -> PyResult<String> { self.0.repr() }

fn _repr_html_(&self) -> PyResult<String> { self.0.html() }

fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> { self.0.reduce(py) }

fn __copy__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> { slf }

fn __deepcopy__<'py>(slf: PyRef<'py, Self>, _memo: &Bound<'py, PyAny>) -> PyRef<'py, Self> { slf }
}

";

/// `bindings/python/src/records.rs`.
pub(crate) fn render(models: &[Record]) -> String {
    let mut out = String::from(
        "use crate::page::Page;\nuse crate::place::{Place, match_args, parsed};\nuse pyo3::prelude::*;\nuse pyo3::types::{PyDateTime, PyString, PyTuple};\nuse tagove::schema;\n\n/// The record at a place, as its own class.\npub(crate) fn view(py: Python<'_>, place: Place) -> PyResult<Bound<'_, PyAny>> {\nOk(match place.model().index {\n",
    );
    for (at, record) in models.iter().enumerate() {
        // The last one is what is left, so that the match is whole.
        let index = if at + 1 == models.len() {
            "_".to_owned()
        } else {
            at.to_string()
        };
        let _ = writeln!(
            out,
            "{index} => Bound::new(py, {}(place))?.into_any(),",
            record.name
        );
    }
    out.push_str("})\n}\n\n");
    for record in models {
        let name = &record.name;
        let _ = writeln!(
            out,
            "/// {}\n#[pyclass(frozen, module = \"tagove\")]\npub(crate) struct {name}(pub(crate) Place);\n\n#[pymethods]\nimpl {name} {{",
            record.doc
        );
        for field in &record.fields {
            let constant = format!("schema::{}::{}", snake(name), shout(&field.name));
            let (arguments, kind, call) = match &field.kind {
                Kind::Id | Kind::Text => (
                    true,
                    "Bound<'py, PyString>",
                    format!("text(py, {constant})"),
                ),
                Kind::OpenSet => (
                    true,
                    "Bound<'py, PyString>",
                    format!("open_set(py, {constant})"),
                ),
                Kind::Seconds => (false, "u64", format!("seconds({constant})")),
                Kind::Number => (false, "f64", format!("number({constant})")),
                Kind::Time => (
                    true,
                    "Bound<'py, PyDateTime>",
                    format!("time(py, {constant})"),
                ),
                Kind::Record(of) => (false, of.as_str(), format!("record({constant}, {of})")),
                Kind::List(of) => (
                    true,
                    "Bound<'py, PyTuple>",
                    format!("rows(py, {constant}, {of})"),
                ),
                Kind::Texts => (
                    true,
                    "Bound<'py, PyTuple>",
                    format!("texts(py, {constant})"),
                ),
            };
            let (life, py) = if arguments {
                ("<'py>", ", py: Python<'py>")
            } else {
                ("", "")
            };
            let _ = writeln!(
                out,
                "/// {}\n#[getter]\nfn {}{life}(&self{py}) -> PyResult<Option<{kind}>> {{ self.0.{call} }}\n",
                field.doc,
                rust(&field.name)
            );
        }
        let _ = writeln!(
            out,
            "#[classattr]\nfn __match_args__(py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {{ match_args(py, &schema::{}) }}\n",
            shout(name)
        );
        out.push_str(COMMON);
    }
    out
}
