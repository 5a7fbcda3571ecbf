//! A page: a sequence of records, and what is known of the answer that brought them.

use crate::errors::raised;
use crate::facts::Warning;
use crate::frames::{self, Tables};
use crate::html;
use crate::interned::interned;
use crate::place::{Place, parsed};
use crate::records;
use pyo3::exceptions::PyIndexError;
use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyCapsule, PySlice, PyTuple};
use tagove::{PageInfo, Row};

/// One page of records, or the page that a single answer came with. A sequence; a record of it is made when it is asked
/// for, and keeps the whole page in memory (`to_dict()` does not).
#[pyclass(frozen, sequence, generic, module = "tagove")]
pub(crate) struct Page {
    info: PageInfo,
    /// The rows that are delivered.
    rows: Vec<u32>,
}

impl Page {
    pub(crate) fn new(info: PageInfo) -> Self {
        let rows = info.rows().map(|row| row.index()).collect();
        Self { info, rows }
    }

    fn row(&self, at: usize) -> Option<Row<'_>> {
        self.info.row_of(self.info.model(), *self.rows.get(at)?)
    }

    /// The page without its first records; none if nothing is left of it.
    pub(crate) fn behind(mut self, taken: usize) -> Option<Self> {
        self.rows.drain(..taken.min(self.rows.len()));
        (!self.rows.is_empty()).then_some(self)
    }

    /// The tables that it can be.
    pub(crate) fn tables(&self) -> Tables {
        Tables::of(self.info.model(), self.info.time_zone())
    }

    /// The rows that are delivered.
    pub(crate) fn rows(&self) -> impl Iterator<Item = Row<'_>> + Send {
        self.rows_behind(0)
    }

    /// The rows from one on.
    pub(crate) fn rows_behind(&self, taken: usize) -> impl Iterator<Item = Row<'_>> + Send {
        (taken..self.rows.len()).filter_map(|at| self.row(at))
    }

    pub(crate) fn place(&self, at: usize) -> Option<Place> {
        Some(Place::new(&self.info, self.row(at)?))
    }

    pub(crate) fn record<'py>(
        &self,
        py: Python<'py>,
        at: usize,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.place(at)
            .map(|place| records::view(py, place))
            .transpose()
    }
}

#[pymethods]
impl Page {
    fn __len__(&self) -> usize {
        self.rows.len()
    }

    fn __getitem__<'py>(
        &self,
        py: Python<'py>,
        at: &Bound<'py, PyAny>,
    ) -> PyResult<Bound<'py, PyAny>> {
        if let Ok(slice) = at.cast::<PySlice>() {
            return self.records(py)?.as_any().get_item(slice);
        }
        let at: isize = at.extract()?;
        let from_start = if at < 0 {
            at.checked_add_unsigned(self.rows.len())
        } else {
            Some(at)
        };
        let record = match from_start.and_then(|at| usize::try_from(at).ok()) {
            Some(at) => self.record(py, at)?,
            None => None,
        };
        record.ok_or_else(|| PyIndexError::new_err("page index out of range"))
    }

    fn __iter__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(self.records(py)?.into_any().try_iter()?.into_any())
    }

    /// All records.
    #[getter]
    fn records<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        let views = (0..self.rows.len())
            .map(|at| self.record(py, at).transpose())
            .collect::<Option<PyResult<Vec<_>>>>()
            .unwrap_or_else(|| Ok(Vec::new()))?;
        PyTuple::new(py, views)
    }

    /// The page's number, from 1; 1 for single answers.
    #[getter]
    fn number(&self) -> u64 {
        self.info.number()
    }

    /// The answer's HTTP status.
    #[getter]
    fn status(&self) -> u16 {
        self.info.status()
    }

    /// The answer's `X-Request-Id`, if it had one.
    #[getter]
    fn request_id(&self) -> Option<&str> {
        self.info.request_id()
    }

    /// How many requests were made for it.
    #[getter]
    fn attempts(&self) -> u32 {
        self.info.attempts()
    }

    /// Seconds from the first request to the last byte.
    #[getter]
    fn elapsed(&self) -> f64 {
        self.info.elapsed().as_secs_f64()
    }

    /// The answer's bytes, as they came.
    #[getter]
    fn body<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, self.info.body())
    }

    /// What was read with a reservation.
    #[getter]
    fn warnings(&self) -> Vec<Warning> {
        self.info.warnings().iter().map(Warning::from).collect()
    }

    /// The members around the records that nobody has documented; those of `data` under `data`.
    #[getter]
    fn extra<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        parsed(py, self.info.extra().as_json())
    }

    /// The same as JSON text, every digit as sent.
    #[getter]
    fn extra_json(&self) -> String {
        self.info.extra().as_json().to_owned()
    }

    /// The messages of its chats, one by one or as a frame.
    fn messages<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames::messages(&slf.get().tables(), slf.as_any())
    }

    /// A `pyarrow.Table`, one row a record.
    fn to_arrow<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames::frame("to_arrow", slf.as_any())
    }

    /// A `pandas.DataFrame`, one row a record.
    fn to_pandas<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames::frame("to_pandas", slf.as_any())
    }

    /// A `polars.DataFrame`, one row a record.
    fn to_polars<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        frames::frame("to_polars", slf.as_any())
    }

    /// What pickles: the whole page, body and all.
    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, (String,))> {
        let kept = self.info.to_kept(self.info.model(), self.rows(), true);
        let kept = kept.map_err(|error| raised(py, &error))?;
        let made_by = py.import(interned!(py, "tagove.keeping"))?;
        Ok((made_by.getattr(interned!(py, "page"))?, (kept,)))
    }

    /// What a notebook shows: ids, states and times, no people's words.
    fn _repr_html_(&self) -> String {
        let caption = self.__repr__();
        html::page(&caption, self.info.model(), self.rows(), self.rows.len())
    }

    /// The Arrow C stream protocol, one batch.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        slf: Bound<'py, Self>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        frames::arrow_stream(slf.as_any(), false)
    }

    fn __repr__(&self) -> String {
        format!(
            "<tagove.Page {} of {} records, status {}, {} warnings>",
            self.info.number(),
            self.rows.len(),
            self.info.status(),
            self.info.warnings().len()
        )
    }
}

/// The page of a text that was pickled.
#[pyfunction]
pub(crate) fn kept_page(py: Python<'_>, text: &str) -> PyResult<Page> {
    let info = py.detach(|| PageInfo::from_kept(text));
    info.map(Page::new).map_err(|error| raised(py, &error))
}
