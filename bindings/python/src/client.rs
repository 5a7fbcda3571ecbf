//! The client: options in, operations out.

use crate::errors::{configuration, failed, guarded, raised};
use crate::list::RecordList;
use crate::mailbox::{Answer, Call, Mailbox};
use crate::options::{self, Place, Whole};
use crate::page::Page;
use crate::pager::Pager;
use crate::runtime::block_on;
use pyo3::prelude::*;
use pyo3::types::PyString;
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use tagove::{ClientBuilder, ListChats, ListVisitorSessions, PageInfo, TagoveError};

/// The core's client, and the process that it was made in: connections do not survive `fork`.
///
/// Locked as the runtime is, only while attached to the interpreter.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct Client {
    options: ClientBuilder,
    /// Whether it writes a recording, which belongs to the process that began it.
    records: bool,
    made: Mutex<(u32, tagove::Client)>,
}

/// The operations that give one answer, by the name of their path's id.
#[derive(Clone, Copy)]
enum Single {
    Chat,
    Messages,
    Recording,
    Sessions,
}

impl Single {
    fn named(py: Python<'_>, operation: &str) -> PyResult<Self> {
        Ok(match operation {
            "get_chat" => Self::Chat,
            "list_messages" => Self::Messages,
            "get_recording" => Self::Recording,
            "get_visitor_sessions" => Self::Sessions,
            _ => return Err(configuration(py, "no such operation")),
        })
    }

    async fn ask(self, client: tagove::Client, id: String) -> Result<PageInfo, TagoveError> {
        Ok(match self {
            Self::Chat => client.get_chat(&id).await?.page().clone(),
            Self::Messages => client.list_messages(&id).await?.page().clone(),
            Self::Recording => client.get_recording(&id).await?.page().clone(),
            Self::Sessions => client.get_visitor_sessions(&id).await?.page().clone(),
        })
    }
}

/// An option that is a path: its name, how it is set, what was given.
type Setter = (
    &'static str,
    fn(ClientBuilder, PathBuf) -> ClientBuilder,
    Option<Place>,
);

impl Client {
    fn core(&self, py: Python<'_>) -> PyResult<tagove::Client> {
        let process = std::process::id();
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if made.0 != process {
            if self.records {
                return Err(configuration(
                    py,
                    "record: the folder belongs to the process that made this client; make a client with a folder of its own in each forked child",
                ));
            }
            let anew = self.options.clone().build().map_err(|e| raised(py, &e))?;
            // Not dropped: its connections belong to threads that are not in this process.
            std::mem::forget(std::mem::replace(&mut *made, (process, anew)));
        }
        Ok(made.1.clone())
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
        proxy, ca_file, client_certificate, record, replay, redact,
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
        let client = options.clone().build().map_err(|e| raised(py, &e))?;
        Ok(Self {
            options,
            records,
            made: Mutex::new((std::process::id(), client)),
        })
    }

    #[pyo3(signature = (start_date, end_date, page, limit, include))]
    fn list_chats(
        &self,
        py: Python<'_>,
        start_date: Option<String>,
        end_date: Option<String>,
        page: Option<i64>,
        limit: Option<i64>,
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
            options = options.page(page);
        }
        if let Some(limit) = limit {
            options = options.limit(limit);
        }
        let pager = Pager::Chats(self.core(py)?.list_chats(options));
        Ok(RecordList::new(pager).with_messages(messages))
    }

    #[pyo3(signature = (start_date, end_date, page, limit))]
    fn list_visitor_sessions(
        &self,
        py: Python<'_>,
        start_date: Option<String>,
        end_date: Option<String>,
        page: Option<i64>,
        limit: Option<i64>,
    ) -> PyResult<RecordList> {
        let mut options = ListVisitorSessions::new();
        if let Some(date) = start_date {
            options = options.start_date(date);
        }
        if let Some(date) = end_date {
            options = options.end_date(date);
        }
        if let Some(page) = page {
            options = options.page(page);
        }
        if let Some(limit) = limit {
            options = options.limit(limit);
        }
        Ok(RecordList::new(Pager::Sessions(
            self.core(py)?.list_visitor_sessions(options),
        )))
    }

    /// Asks for one answer and waits for it.
    fn get(&self, py: Python<'_>, operation: &str, id: String) -> PyResult<Page> {
        let single = Single::named(py, operation)?;
        let answer = block_on(py, guarded(single.ask(self.core(py)?, id)))?;
        answer
            .map(Page::new)
            .map_err(|failure| failed(py, &failure))
    }

    /// Asks for one answer; the mailbox hears of it.
    fn start(
        &self,
        py: Python<'_>,
        mailbox: &Mailbox,
        operation: &str,
        id: String,
    ) -> PyResult<Call> {
        let answer = Single::named(py, operation)?.ask(self.core(py)?, id);
        mailbox.start(py, async move { answer.await.map(Answer::Page) })
    }

    /// Nothing of the options: one of them is the key.
    #[expect(clippy::unused_self, reason = "Python calls it on an object")]
    fn __repr__(&self) -> &'static str {
        "<tagove._native.Client>"
    }
}
