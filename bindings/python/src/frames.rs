//! Pages as Arrow streams: for `to_arrow`, `to_pandas`, `to_polars`, and for every library that knows the protocol.

use crate::attached::{LetGo, attached};
use crate::errors::{Failure, failed, invalid_request};
use crate::interned::interned;
use crate::list::RecordList;
use crate::page::Page;
use pyo3::exceptions::{PyMemoryError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use tagove::Row;
use tagove::schema::{self, Model};
use tagove_arrow::{CStream, RecordBatch, Table, c_stream};

/// Which tables pages can be.
#[derive(Clone)]
pub(crate) struct Tables {
    model: &'static Model,
    zone: Option<String>,
}

impl Tables {
    pub(crate) fn of(model: &'static Model, zone: Option<&str>) -> Self {
        Self {
            model,
            zone: zone.map(str::to_owned),
        }
    }

    /// One row a record or, of chats, one row a message.
    fn table(&self, py: Python<'_>, messages: bool) -> PyResult<Table> {
        let zone = self.zone.as_deref();
        if !messages {
            return Ok(Table::of(self.model, zone));
        }
        if self.model.index == schema::CHAT.index {
            return Ok(Table::messages(zone));
        }
        let name = self.model.name;
        Err(invalid_request(
            py,
            &format!("messages() is for chats, and these records are of {name}; use list_chats"),
        ))
    }
}

/// `tagove.frames.Messages` of a list or a page, if it has chats.
pub(crate) fn messages<'py>(
    tables: &Tables,
    of: &Bound<'py, PyAny>,
) -> PyResult<Bound<'py, PyAny>> {
    tables.table(of.py(), true)?;
    frame("Messages", of)
}

/// What `tagove.frames` makes of a list or a page.
pub(crate) fn frame<'py>(name: &str, of: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
    let py = of.py();
    py.import(interned!(py, "tagove.frames"))?
        .call_method1(name, (of,))
}

/// What frames are made of.
#[derive(FromPyObject)]
enum Source<'py> {
    List(Bound<'py, RecordList>),
    Page(Bound<'py, Page>),
}

impl Source<'_> {
    fn table(&self, py: Python<'_>, messages: bool) -> PyResult<Table> {
        match self {
            Self::List(list) => list.get().tables().table(py, messages),
            Self::Page(page) => page.get().tables().table(py, messages),
        }
    }
}

fn source<'py>(of: &Bound<'py, PyAny>) -> PyResult<Source<'py>> {
    of.extract()
        .map_err(|_| PyTypeError::new_err("frames are made of a RecordList or a Page of tagove"))
}

/// The capsule of the Arrow C stream protocol for a list, a batch a page, or for a page. The stream asks for a page when
/// its reader wants a batch, on whichever thread that is. A wanted schema is a wish that nobody has to grant.
///
/// An exception cannot cross the protocol: its words do.
#[pyfunction]
pub(crate) fn arrow_stream<'py>(
    of: &Bound<'py, PyAny>,
    messages: bool,
) -> PyResult<Bound<'py, PyCapsule>> {
    let (py, source) = (of.py(), source(of)?);
    let table = source.table(py, messages)?;
    let stream = match source {
        Source::List(list) => {
            list.get().refuse_what_was_read(py)?;
            let list = LetGo::new(list.unbind());
            let each = {
                let table = table.clone();
                move || list.get().and_then(|list| next(list.get(), &table))
            };
            c_stream(&table, std::iter::from_fn(each))
        }
        Source::Page(page) => c_stream(
            &table,
            [Ok(batch(py, &table, page.get().rows())?)].into_iter(),
        ),
    };
    capsule(py, stream)
}

fn capsule(py: Python<'_>, stream: CStream) -> PyResult<Bound<'_, PyCapsule>> {
    PyCapsule::new_with_value(py, stream, c"arrow_array_stream")
}

/// The next page as a batch, or the words of why there is none.
fn next(list: &RecordList, table: &Table) -> Option<Result<RecordBatch, String>> {
    let step = |py: Python<'_>| match list.next_rows(py)? {
        Some(page) => batch(py, table, page.rows()).map(Some),
        None => Ok(None),
    };
    // A panic must not reach the reader, which is C.
    let caught = attached(|py| {
        catch_unwind(AssertUnwindSafe(|| step(py)))
            .unwrap_or_else(|_| Err(failed(py, &Failure::Fault)))
            .map_err(|error| words(py, &error))
    });
    caught
        .unwrap_or_else(|| Err("the Python interpreter has ended".to_owned()))
        .transpose()
}

fn batch<'r>(
    py: Python<'_>,
    table: &Table,
    rows: impl Iterator<Item = Row<'r>> + Send,
) -> PyResult<RecordBatch> {
    py.detach(|| table.batch(rows))
        .map_err(|error| PyMemoryError::new_err(error.to_string()))
}

/// An exception in one line: its class, and what it says.
fn words(py: Python<'_>, error: &PyErr) -> String {
    let name = error.get_type(py).name();
    let name = name.map_or_else(|_| "Exception".to_owned(), |name| name.to_string());
    match error.value(py).str() {
        Ok(text) if !text.to_string_lossy().is_empty() => {
            format!("{name}: {}", text.to_string_lossy())
        }
        _ => name,
    }
}

/// The batches of pages that somebody else reads and gives here, one by one.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct Batches {
    table: Table,
    batches: Mutex<Vec<RecordBatch>>,
}

impl Batches {
    pub(crate) fn add_rows<'r>(
        &self,
        py: Python<'_>,
        rows: impl Iterator<Item = Row<'r>> + Send,
    ) -> PyResult<()> {
        let batch = batch(py, &self.table, rows)?;
        let mut batches = self.batches.lock().unwrap_or_else(PoisonError::into_inner);
        batches.push(batch);
        Ok(())
    }
}

#[pymethods]
impl Batches {
    /// None yet, with the columns of a list or a page.
    #[new]
    pub(crate) fn new(of: &Bound<'_, PyAny>, messages: bool) -> PyResult<Self> {
        Ok(Self {
            table: source(of)?.table(of.py(), messages)?,
            batches: Mutex::default(),
        })
    }

    fn add(&self, py: Python<'_>, page: &Page) -> PyResult<()> {
        self.add_rows(py, page.rows())
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batches = self
            .batches
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        capsule(py, c_stream(&self.table, batches.into_iter().map(Ok)))
    }
}
