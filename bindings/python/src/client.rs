//! The client: options in, operations out.

use crate::asking::{Single, number, raw};
use crate::changes::changes;
use crate::errors::{failed, raised};
use crate::hearing::Hearing;
use crate::life::Changed;
use crate::list::RecordList;
use crate::mailbox::{Answer, Call, Mailbox};
use crate::nesting::Nested;
use crate::options::{self, Place, Whole};
use crate::page::Page;
use crate::pager::Pager;
use crate::raw::RawAnswer;
use crate::relay::Given;
use crate::root::{Ready, Root};
use crate::server::LocalServer;
use pyo3::prelude::*;
use pyo3::types::PyString;
use pyo3::{PyTraverseError, PyVisit};
use std::path::PathBuf;
use std::sync::{Arc, PoisonError};
use tagove::{ClientBuilder, ListChats, ListVisitorSessions, Options, TagoveError};

pub(crate) const CLOSED: &str = "this client is closed; make a new one";

/// A client of the package: the root of those that share its connections, and in what it differs from that.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct Client {
    root: Arc<Root>,
    changes: Vec<Options>,
    /// The root's client with these changes, and the process that it was made in. Locked as the runtime is.
    changed: Arc<Changed>,
    callbacks: Py<PyAny>,
}

/// An option that is a path: its name, how it is set, what was given.
type Setter = (
    &'static str,
    fn(ClientBuilder, PathBuf) -> ClientBuilder,
    Option<Place>,
);

impl Client {
    fn ready(&self, py: Python<'_>) -> PyResult<Ready> {
        let mut ready = self.root.ready(py)?;
        if self.changes.is_empty() {
            return Ok(ready);
        }
        // The lock is free again when an exception is made.
        let changed = self.changed(&ready);
        ready.client = changed.map_err(|error| raised(py, &error))?;
        Ok(ready)
    }

    /// The root's client with the changes of this one.
    fn changed(&self, ready: &Ready) -> Result<tagove::Client, TagoveError> {
        let process = std::process::id();
        let mut changed = self.changed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((owner, client)) = &*changed
            && *owner == process
        {
            return Ok(client.clone());
        }
        let mut client = ready.client.clone();
        for change in &self.changes {
            client = client.with_options(change.clone())?;
        }
        ready.life.derives(&self.changed);
        let before = changed.replace((process, client.clone()));
        // Not dropped: it belongs to the process before the fork.
        std::mem::forget(before);
        Ok(client)
    }

    fn hearing(&self, py: Python<'_>, ready: &Ready) -> Hearing {
        Hearing::new(py, ready.relay.clone(), &self.callbacks)
    }

    fn listed(
        &self,
        py: Python<'_>,
        pager: impl FnOnce(&tagove::Client) -> Pager,
    ) -> PyResult<RecordList> {
        let ready = self.ready(py)?;
        let hearing = self.hearing(py, &ready);
        Ok(RecordList::new(pager(&ready.client), ready.life, hearing))
    }

    /// Asks, and waits for the answer.
    fn wait<T: Send, A: Future<Output = Result<T, TagoveError>> + Send>(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(tagove::Client) -> A,
    ) -> PyResult<T> {
        let ready = self.ready(py)?;
        let hearing = self.hearing(py, &ready);
        let asked = ready.life.call(ask(ready.client));
        let _nested = Nested::call(py)?;
        let answer = hearing.block_on(py, asked)?;
        answer.map_err(|failure| failed(py, &failure))
    }

    /// Asks; the mailbox hears of the answer.
    fn begin<A: Future<Output = Result<Answer, TagoveError>> + Send + 'static>(
        &self,
        py: Python<'_>,
        mailbox: &Mailbox,
        ask: impl FnOnce(tagove::Client) -> A,
    ) -> PyResult<Call> {
        let ready = self.ready(py)?;
        self.hearing(py, &ready).listen(py)?;
        mailbox.start(py, ready.life, &ready.relay, ask(ready.client))
    }
}

#[pymethods]
impl Client {
    #[new]
    #[expect(
        clippy::too_many_arguments,
        reason = "the keyword arguments of the package's clients, one for one"
    )]
    #[pyo3(signature = (
        api_key, base_url, auth, timeout, attempt_timeout, connect_timeout,
        max_retries, on_rate_limit, requests_per_second, prefetch,
        accept, strict, time_zone, max_body_bytes, max_rows, max_depth,
        proxy, ca_file, client_certificate, record, replay, redact, callbacks,
    ))]
    fn new(
        py: Python<'_>,
        api_key: Option<Bound<'_, PyString>>,
        base_url: Option<Bound<'_, PyString>>,
        auth: &str,
        timeout: f64,
        attempt_timeout: f64,
        connect_timeout: f64,
        max_retries: Whole,
        on_rate_limit: &str,
        requests_per_second: Option<f64>,
        prefetch: Whole,
        accept: &str,
        strict: bool,
        time_zone: Option<Bound<'_, PyString>>,
        max_body_bytes: Whole,
        max_rows: Whole,
        max_depth: Whole,
        proxy: Option<Bound<'_, PyString>>,
        ca_file: Option<Place>,
        client_certificate: Option<Place>,
        record: Option<Place>,
        replay: Option<Place>,
        redact: bool,
        callbacks: Py<PyAny>,
    ) -> PyResult<Self> {
        let mut options = tagove::Client::builder()
            .auth(auth.parse().map_err(|error| raised(py, &error))?)
            .timeout(options::time(py, "timeout", timeout)?)
            .attempt_timeout(options::time(py, "attempt_timeout", attempt_timeout)?)
            .connect_timeout(options::time(py, "connect_timeout", connect_timeout)?)
            .max_retries(options::retries(py, max_retries)?)
            .on_rate_limit(on_rate_limit.parse().map_err(|error| raised(py, &error))?)
            .redact(redact)
            .prefetch(options::prefetch(py, prefetch)?)
            .accept(accept.parse().map_err(|error| raised(py, &error))?)
            .strict(strict);
        if let Some(key) = api_key {
            options = options.api_key(options::text(
                py,
                &key,
                "api_key holds a character outside of ASCII, which no key has",
            )?);
        }
        if let Some(url) = base_url {
            options = options.base_url(options::text(
                py,
                &url,
                "base_url holds half a character (a lone surrogate)",
            )?);
        }
        if let Some(zone) = time_zone {
            options = options.time_zone(options::text(
                py,
                &zone,
                "time_zone holds half a character (a lone surrogate), which no zone has",
            )?);
        }
        if let Some(requests) = requests_per_second {
            options = options.requests_per_second(requests);
        }
        if let Some(url) = proxy {
            options = options.proxy(options::text(
                py,
                &url,
                "proxy holds half a character (a lone surrogate)",
            )?);
        }
        let records = record.is_some();
        let places: [Setter; 4] = [
            ("ca_file", ClientBuilder::ca_file, ca_file),
            (
                "client_certificate",
                ClientBuilder::client_certificate,
                client_certificate,
            ),
            ("record", ClientBuilder::record, record),
            ("replay", ClientBuilder::replay, replay),
        ];
        for (name, set, given) in places {
            options = options::place(py, name, options, set, given)?;
        }
        // Last: the words for a number below 0 come from a client that is built of all the others.
        options = options::limit(py, options, ClientBuilder::max_body_bytes, max_body_bytes)?;
        options = options::limit(py, options, ClientBuilder::max_rows, max_rows)?;
        options = options::limit(py, options, ClientBuilder::max_depth, max_depth)?;
        let given = |name: &str| Ok::<_, PyErr>(!callbacks.getattr(py, name)?.is_none(py));
        let given = Given {
            credentials: given("credentials")?,
            request: given("on_request")?,
            response: callbacks.getattr(py, "hears_answers")?.extract(py)?,
        };
        let root = Root::new(py, options, records, given)?;
        callbacks.setattr(py, "number", root.number)?;
        Ok(Self {
            root: Arc::new(root),
            changes: Vec::new(),
            changed: Arc::default(),
            callbacks,
        })
    }

    #[pyo3(signature = (start_date, end_date, page, limit, include))]
    fn list_chats(
        &self,
        py: Python<'_>,
        start_date: Option<String>,
        end_date: Option<String>,
        page: Option<Whole>,
        limit: Option<Whole>,
        include: Vec<String>,
    ) -> PyResult<RecordList> {
        let messages = include.iter().any(|word| word == "messages");
        let mut options = ListChats::new().include_words(include);
        if let Some(date) = start_date {
            options = options.start_date(date);
        }
        if let Some(date) = end_date {
            options = options.end_date(date);
        }
        if let Some(page) = page {
            options = options.page(number(py, "page", page)?);
        }
        if let Some(limit) = limit {
            options = options.limit(number(py, "limit", limit)?);
        }
        let list = self.listed(py, |client| Pager::Chats(client.list_chats(options)))?;
        Ok(list.with_messages(messages))
    }

    #[pyo3(signature = (start_date, end_date, page, limit))]
    fn list_visitor_sessions(
        &self,
        py: Python<'_>,
        start_date: Option<String>,
        end_date: Option<String>,
        page: Option<Whole>,
        limit: Option<Whole>,
    ) -> PyResult<RecordList> {
        let mut options = ListVisitorSessions::new();
        if let Some(date) = start_date {
            options = options.start_date(date);
        }
        if let Some(date) = end_date {
            options = options.end_date(date);
        }
        if let Some(page) = page {
            options = options.page(number(py, "page", page)?);
        }
        if let Some(limit) = limit {
            options = options.limit(number(py, "limit", limit)?);
        }
        self.listed(py, |client| {
            Pager::Sessions(client.list_visitor_sessions(options))
        })
    }

    /// Asks for one answer and waits for it.
    fn get(&self, py: Python<'_>, operation: &str, id: String) -> PyResult<Page> {
        let single = Single::named(py, operation)?;
        self.wait(py, |client| single.ask(client, id))
            .map(Page::new)
    }

    /// Asks for one answer; the mailbox hears of it.
    fn start(
        &self,
        py: Python<'_>,
        mailbox: &Mailbox,
        operation: &str,
        id: String,
    ) -> PyResult<Call> {
        let single = Single::named(py, operation)?;
        self.begin(py, mailbox, |client| async move {
            single.ask(client, id).await.map(Answer::Page)
        })
    }

    /// Asks for a path that no operation models, and waits for the answer.
    fn request(
        &self,
        py: Python<'_>,
        method: String,
        path: String,
        query: Vec<(String, String)>,
    ) -> PyResult<RawAnswer> {
        self.wait(py, |client| raw(client, method, path, query))
            .map(RawAnswer::from)
    }

    /// The same; the mailbox hears of the answer.
    fn start_request(
        &self,
        py: Python<'_>,
        mailbox: &Mailbox,
        method: String,
        path: String,
        query: Vec<(String, String)>,
    ) -> PyResult<Call> {
        self.begin(py, mailbox, |client| async move {
            raw(client, method, path, query).await.map(Answer::Raw)
        })
    }

    /// A client that shares all with this one but what is given.
    #[expect(
        clippy::too_many_arguments,
        reason = "the keyword arguments of the package's clients, one for one"
    )]
    #[pyo3(signature = (
        timeout, attempt_timeout, max_retries, on_rate_limit, prefetch, strict, time_zone,
        max_body_bytes, max_rows, max_depth,
    ))]
    fn with_options(
        &self,
        py: Python<'_>,
        timeout: Option<f64>,
        attempt_timeout: Option<f64>,
        max_retries: Option<Whole>,
        on_rate_limit: Option<&str>,
        prefetch: Option<Whole>,
        strict: Option<bool>,
        time_zone: Option<Bound<'_, PyString>>,
        max_body_bytes: Option<Whole>,
        max_rows: Option<Whole>,
        max_depth: Option<Whole>,
    ) -> PyResult<Self> {
        let change = changes(
            py,
            timeout,
            attempt_timeout,
            max_retries,
            on_rate_limit,
            prefetch,
            strict,
            time_zone.as_ref(),
            [max_body_bytes, max_rows, max_depth],
        )?;
        let other = Self {
            root: self.root.clone(),
            changes: [&*self.changes, &[change]].concat(),
            changed: Arc::default(),
            callbacks: self.callbacks.clone_ref(py),
        };
        // Refused now, not with the first call.
        other.ready(py)?;
        Ok(other)
    }

    /// Keeps the server running as long as the client is not closed.
    fn keep(&self, py: Python<'_>, server: Py<LocalServer>) -> PyResult<()> {
        self.root.ready(py)?.life.keep(server);
        Ok(())
    }

    /// Ends calls and lists, and lets the connections go; hooks hear what they have not heard yet. Again it does nothing.
    fn close(&self, py: Python<'_>) -> PyResult<()> {
        let Some(ready) = self.root.close() else {
            return Ok(());
        };
        ready.life.close(py)?;
        self.hearing(py, &ready).rest(py)
    }

    /// A `ConfigurationError` if it is closed.
    fn check_open(&self, py: Python<'_>) -> PyResult<()> {
        self.root.ready(py).map(drop)
    }

    #[getter]
    fn closed(&self) -> bool {
        self.root.is_closed()
    }

    fn __traverse__(&self, visit: PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.callbacks)
    }

    /// Nothing of the options: one of them is the key.
    #[expect(clippy::unused_self, reason = "Python calls it on an object")]
    fn __repr__(&self) -> &'static str {
        "<tagove._native.Client>"
    }
}
