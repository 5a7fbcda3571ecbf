//! Small frozen values that come with pages and lists.

use pyo3::prelude::*;
use pyo3::types::PyDict;

/// Something that was read with a reservation. The value as sent is in `extra`; nothing is lost.
#[pyclass(frozen, eq, hash, get_all, module = "tagove")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Warning {
    /// What it is, for example `unfit_value`.
    code: String,
    /// The page it was on, from 1; 1 for single answers.
    page: u64,
    /// A JSON pointer into the page's normalised records, empty for the page itself.
    at: String,
    /// The byte of the body where the value stands, if it stands somewhere.
    offset: Option<usize>,
}

impl From<&tagove::Warning> for Warning {
    fn from(warning: &tagove::Warning) -> Self {
        Self {
            code: warning.code.to_string(),
            page: warning.page,
            at: warning.at.clone(),
            offset: warning.offset,
        }
    }
}

#[pymethods]
impl Warning {
    /// The form that is the same in every language.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let out = PyDict::new(py);
        out.set_item("code", &self.code)?;
        out.set_item("page", self.page)?;
        out.set_item("at", &self.at)?;
        Ok(out)
    }

    fn __repr__(&self) -> String {
        format!(
            "Warning(code='{}', page={}, at='{}')",
            self.code, self.page, self.at
        )
    }
}

/// What is known of a list so far.
#[pyclass(frozen, eq, hash, get_all, module = "tagove")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct Summary {
    /// Pages that were read, the empty last one included.
    pages: u64,
    /// Records that were delivered; the page in use is counted in full.
    records: u64,
    /// Records that were dropped because they had been delivered before.
    duplicates: u64,
    /// How it ended: `empty_page`, `not_found`, `repeated_page`, `taken` or `error`; none before the end.
    ended: Option<&'static str>,
    /// Whether all that the server has was delivered, as far as anybody can know.
    complete: bool,
}

impl From<tagove::Summary> for Summary {
    fn from(summary: tagove::Summary) -> Self {
        Self {
            pages: summary.pages,
            records: summary.records,
            duplicates: summary.duplicates,
            ended: summary.ended.map(tagove::Ended::as_str),
            complete: summary.complete,
        }
    }
}

#[pymethods]
impl Summary {
    /// The form that is the same in every language.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        let out = PyDict::new(py);
        out.set_item("pages", self.pages)?;
        out.set_item("records", self.records)?;
        out.set_item("duplicates", self.duplicates)?;
        out.set_item("ended", self.ended)?;
        out.set_item("complete", self.complete)?;
        Ok(out)
    }

    pub(crate) fn __repr__(&self) -> String {
        let ended = self
            .ended
            .map_or_else(|| "None".to_owned(), |word| format!("'{word}'"));
        let complete = if self.complete { "True" } else { "False" };
        format!(
            "Summary(pages={}, records={}, duplicates={}, ended={ended}, complete={complete})",
            self.pages, self.records, self.duplicates
        )
    }
}
