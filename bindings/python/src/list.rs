//! A list that is read page by page: for loops as an iterator of records, for asyncio as pages that arrive.

use crate::client::CLOSED;
use crate::errors::{Failure, configuration, failed, invalid_request};
use crate::facts::{Summary, Warning};
use crate::frames::{self, Batches, Tables};
use crate::hearing::Hearing;
use crate::html;
use crate::life::Life;
use crate::mailbox::{Answer, Call, Mailbox};
use crate::nesting::Nested;
use crate::options::Whole;
use crate::page::Page;
use crate::pager::{Pager, Shared};
use crate::place::Place;
use crate::records;
use crate::relay::Relay;
use crate::runtime::runtime;
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::PyCapsule;
use pyo3::{PyTraverseError, PyVisit};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tagove::{ErrorKind, PageInfo, TagoveError};

/// The records of a list, in order. Nothing is sent before the first is asked for. After an error the next call asks the
/// same page again.
#[pyclass(frozen, generic, module = "tagove")]
pub(crate) struct RecordList {
    shared: Arc<Shared>,
    /// The page in use and how many of its records are taken. Locked before what is shared, never after it.
    current: Mutex<Option<(Page, usize)>>,
    /// The tables that it can be.
    tables: Tables,
    /// Whether its records were asked for with their messages.
    messages: bool,
    /// What is asked belongs to threads of this process, which a forked child has not.
    process: u32,
    life: Arc<Life>,
    hearing: Hearing,
}

impl RecordList {
    pub(crate) fn new(pager: Pager, life: Arc<Life>, hearing: Hearing) -> Self {
        let tables = Tables::of(pager.model(), pager.time_zone());
        let shared = Arc::new(Shared::new(pager));
        life.holds(&shared);
        Self {
            shared,
            tables,
            messages: false,
            current: Mutex::new(None),
            process: std::process::id(),
            life,
            hearing,
        }
    }

    /// The list of chats, for which messages were asked for or not.
    pub(crate) fn with_messages(self, messages: bool) -> Self {
        Self { messages, ..self }
    }

    /// Before every step, and before any lock: a lock may have been held when the process forked.
    fn begun_here(&self, py: Python<'_>) -> PyResult<()> {
        if self.process == std::process::id() {
            return Ok(());
        }
        Err(configuration(
            py,
            "a list begun before fork cannot be read in the child; begin a new one",
        ))
    }

    /// Before every question.
    fn open(&self, py: Python<'_>) -> PyResult<()> {
        match self.life.is_closed() {
            true => Err(configuration(py, CLOSED)),
            false => Ok(()),
        }
    }

    /// The page that came first of those that nobody took yet.
    fn pop(&self) -> Option<Page> {
        self.shared.known().arrived.pop_front().map(Page::new)
    }

    /// Asks for the next page and waits until it came; false after the end. Whoever is first takes it.
    fn wait(&self, py: Python<'_>) -> PyResult<bool> {
        self.begun_here(py)?;
        self.open(py)?;
        self.go_on(py)
    }

    /// Waits for what was asked for while the client was open: if it is closed by now, that ended the wait.
    fn go_on(&self, py: Python<'_>) -> PyResult<bool> {
        let asked = self.life.call(self.shared.ask());
        let nested = Nested::page(py, &*self.shared)?;
        let asked = self.hearing.block_on(py, asked);
        drop(nested);
        match asked {
            Ok(Ok(came)) => {
                // Now, not when the page is taken: Ctrl-C would lose it.
                py.check_signals()?;
                Ok(came)
            }
            Ok(Err(failure)) => {
                if let Failure::Told(error) = &failure
                    && lacked_a_key(error, &self.hearing.relay)
                {
                    return self.go_on(py);
                }
                if matches!(failure, Failure::Fault) {
                    // What panicked may have been asked ahead: it is asked anew.
                    self.stop(py)?;
                }
                Err(failed(py, &failure))
            }
            Err(interrupted) => {
                self.stop(py)?;
                Err(interrupted)
            }
        }
    }

    /// The tables that it can be.
    pub(crate) fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Whether somebody read it to its end, and knows.
    fn was_read(&self) -> bool {
        let current = self.current();
        let known = self.shared.known();
        let asked_nothing = known.summary.pages == 0;
        known.end_told && known.arrived.is_empty() && current.is_none() && !asked_nothing
    }

    fn current(&self) -> MutexGuard<'_, Option<(Page, usize)>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the next record of the pages that came is. Nothing of Python runs here, where a lock is held.
    fn next_place(&self) -> Option<Place> {
        let mut current = self.current();
        loop {
            if let Some((page, taken)) = current.as_mut()
                && let Some(place) = page.place(*taken)
            {
                *taken += 1;
                return Some(place);
            }
            *current = self.pop().map(|page| (page, 0));
            current.as_ref()?;
        }
    }

    /// All that came and that nobody took: the page in use, and those behind it.
    fn taken(&self) -> (Option<(Page, usize)>, VecDeque<PageInfo>) {
        let mut current = self.current();
        let arrived = std::mem::take(&mut self.shared.known().arrived);
        (current.take(), arrived)
    }

    fn give_back(&self, rest: Option<(Page, usize)>, arrived: VecDeque<PageInfo>) {
        let mut current = self.current();
        *current = rest;
        let mut known = self.shared.known();
        for page in arrived.into_iter().rev() {
            known.arrived.push_front(page);
        }
    }

    /// What is left of the page in use, or the next one: a batch of a stream.
    pub(crate) fn next_rows(&self, py: Python<'_>) -> PyResult<Option<Page>> {
        match self.rest(py)? {
            Some(page) => Ok(Some(page)),
            None => self.next_page(py),
        }
    }

    /// Takes what is left of the page in use, if anything is.
    fn rest(&self, py: Python<'_>) -> PyResult<Option<Page>> {
        self.begun_here(py)?;
        let current = self.current().take();
        Ok(current.and_then(|(page, taken)| page.behind(taken)))
    }

    fn next_page(&self, py: Python<'_>) -> PyResult<Option<Page>> {
        loop {
            if let Some(page) = self.arrived(py)? {
                return Ok(Some(page));
            }
            if !self.wait(py)? {
                return self.arrived(py);
            }
        }
    }
}

/// Whether the page was asked ahead while the caller was elsewhere, who can be asked for its key now.
fn lacked_a_key(error: &TagoveError, relay: &Relay) -> bool {
    matches!(error.kind(), ErrorKind::Timeout | ErrorKind::Authentication)
        && error.attempts() == 0
        && relay.missed_a_key()
}

#[pymethods]
impl RecordList {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        loop {
            if let Some(record) = self.ready(py)? {
                return Ok(Some(record));
            }
            if !self.wait(py)? {
                return self.ready(py);
            }
        }
    }

    /// The same list, page by page. The last page may be empty.
    fn pages(slf: Bound<'_, Self>) -> PageIterator {
        PageIterator(slf.unbind())
    }

    /// Ends the list after `n` records at most, and gives the list itself, which also its `.pages()` are of.
    ///
    /// `summary.ended` is `"taken"` then, and no further page is asked for; 0 asks for none at all. A list that has
    /// fewer ends as it would have. `InvalidRequestError` if `n` is below 0 or the list has begun; called again before
    /// that, the last call counts.
    fn take<'py>(slf: Bound<'py, Self>, n: &Bound<'py, PyAny>) -> PyResult<Bound<'py, Self>> {
        let (py, list) = (slf.py(), slf.get());
        list.begun_here(py)?;
        let n: Whole = n.extract().map_err(|_| {
            let of = n
                .get_type()
                .name()
                .map_or_else(|_| "something else".to_owned(), |name| name.to_string());
            PyTypeError::new_err(format!("take: n is an int, not {of}"))
        })?;
        let records = u64::try_from(n.0).map_err(|_| {
            let reason = format!("take: n is {}; it is a number of records, from 0 on", n.0);
            invalid_request(py, &reason)
        })?;
        if list.shared.take(records) {
            Ok(slf)
        } else {
            Err(invalid_request(
                py,
                "take comes before the first record or page is asked for; this list has begun",
            ))
        }
    }

    /// What is known of the list so far.
    #[getter]
    fn summary(&self) -> Summary {
        self.shared.known().summary.into()
    }

    /// What was noticed about the list as a whole, once it has ended.
    #[getter]
    fn warnings(&self) -> Vec<Warning> {
        self.shared
            .known()
            .warnings
            .iter()
            .map(Warning::from)
            .collect()
    }

    /// The next record of the pages that came, if there is one. One step for all who read the list: each record is
    /// given once.
    #[pyo3(name = "_ready")]
    fn ready<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.begun_here(py)?;
        // The view is made when the lock is free: to make one can collect garbage, and so run anything.
        self.next_place()
            .map(|place| records::view(py, place))
            .transpose()
    }

    /// Asks for all pages that are to come, which stay here: if one fails, whoever reads the list next goes on with them.
    /// Then all that is left, as batches.
    #[pyo3(name = "_gather")]
    fn gather(slf: Bound<'_, Self>, messages: bool) -> PyResult<Batches> {
        let (py, list) = (slf.py(), slf.get());
        list.refuse_what_was_read(py)?;
        while list.wait(py)? {}
        Self::batches(slf, messages)
    }

    /// All that came and that nobody took, as batches: all of it, or it stays here.
    #[pyo3(name = "_batches")]
    fn batches(slf: Bound<'_, Self>, messages: bool) -> PyResult<Batches> {
        let (py, list) = (slf.py(), slf.get());
        let batches = Batches::new(slf.as_any(), messages)?;
        let (rest, arrived) = list.taken();
        if rest.is_none() && arrived.is_empty() {
            // Somebody else read what came; a list of no records brings a page of none.
            list.refuse_what_was_read(py)?;
        }
        let pages = rest.iter().map(|(page, taken)| page.rows_behind(*taken));
        let later: Vec<Page> = arrived.iter().cloned().map(Page::new).collect();
        let mut made = Ok(());
        for rows in pages.chain(later.iter().map(|page| page.rows_behind(0))) {
            made = made.and_then(|()| batches.add_rows(py, rows));
        }
        if made.is_err() {
            list.give_back(rest, arrived);
        }
        made.map(|()| batches)
    }

    /// Before a frame is begun: one of nothing would look like a list of nothing.
    #[pyo3(name = "_refuse_what_was_read")]
    pub(crate) fn refuse_what_was_read(&self, py: Python<'_>) -> PyResult<()> {
        self.begun_here(py)?;
        if self.was_read() {
            return Err(invalid_request(
                py,
                "this list was read to its end, and a list is read once; make it anew",
            ));
        }
        Ok(())
    }

    /// A page that came and that nobody took yet.
    #[pyo3(name = "_arrived")]
    fn arrived(&self, py: Python<'_>) -> PyResult<Option<Page>> {
        self.begun_here(py)?;
        Ok(self.pop())
    }

    /// Asks for the next page; the mailbox hears whether one came.
    #[pyo3(name = "_ask")]
    fn ask(&self, py: Python<'_>, mailbox: &Mailbox) -> PyResult<Call> {
        self.begun_here(py)?;
        self.open(py)?;
        self.hearing.listen(py)?;
        let shared = self.shared.clone();
        // Begun before it is started: no `take` comes between.
        shared.begin();
        let relay = self.hearing.relay.clone();
        let asked = async move {
            let asked = match shared.ask().await {
                // As in `wait`.
                Err(error) if lacked_a_key(&error, &relay) => shared.ask().await,
                asked => asked,
            };
            asked.map(Answer::Came)
        };
        mailbox.start(py, self.life.clone(), &self.hearing.relay, asked)
    }

    /// Stops what is asked ahead. The next call asks again.
    #[pyo3(name = "_stop")]
    fn stop(&self, py: Python<'_>) -> PyResult<()> {
        let shared = self.shared.clone();
        runtime(py)?.spawn(async move { shared.stop_ahead().await });
        Ok(())
    }

    /// The messages of all its chats, one by one or as a frame; the list needs `include=["messages"]`.
    fn messages<'py>(slf: Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let messages = frames::messages(slf.get().tables(), slf.as_any())?;
        if slf.get().messages {
            return Ok(messages);
        }
        Err(invalid_request(
            slf.py(),
            "messages() is for a list that was asked for them: list_chats(include=[\"messages\"])",
        ))
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

    /// The Arrow C stream protocol, one batch a page, each asked for when the reader wants it.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        slf: Bound<'py, Self>,
        requested_schema: Option<Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        frames::arrow_stream(slf.as_any(), false)
    }

    /// What a notebook shows: what is known so far. Nothing is asked for.
    fn _repr_html_(&self) -> String {
        let summary = Summary::from(self.shared.known().summary);
        html::escaped(&format!("{} {}", self.__repr__(), summary.__repr__()))
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        self.hearing.traverse(&visit)
    }

    fn __repr__(&self) -> String {
        format!(
            "<tagove.RecordList, {} pages so far>",
            self.shared.known().summary.pages
        )
    }
}

/// The pages of a list.
#[pyclass(frozen, generic, module = "tagove")]
pub(crate) struct PageIterator(Py<RecordList>);

#[pymethods]
impl PageIterator {
    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.0)
    }

    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Page>> {
        self.0.get().next_page(py)
    }
}
