//! The local server inside the process: of a client that runs anywhere, and for tests of those who use the package.

use crate::errors::configuration;
use crate::options::{self, Whole};
use crate::runtime::block_on;
use crate::server_start::{MadeUp, start};
use pyo3::prelude::*;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use tagove_server::{Asked, Server};
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// A request as Python gets it: number, method, target, fault, request id, whether it had a key.
type Told = (u64, String, String, Option<String>, Option<String>, bool);

/// A server of made-up chats on 127.0.0.1, with a thread of its own.
///
/// Belongs to the process that started it. In a forked child it is only a memory: what was asked can be read, and
/// stopping it does nothing.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct LocalServer {
    url: String,
    process: u32,
    running: Mutex<Option<(Arc<Server>, Runtime)>>,
    /// Whether it has ended: nothing comes any more that could be waited for.
    stopped: watch::Sender<bool>,
    /// What remains of it after the end.
    last: Mutex<(Vec<Told>, u64)>,
}

const STOPPED: &str = "the local server has stopped; wait before stop(), or start a new one";

impl LocalServer {
    fn server(&self) -> Option<Arc<Server>> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.as_ref().map(|(server, _)| Arc::clone(server))
    }

    fn journal(&self) -> (Vec<Told>, u64) {
        match self.server() {
            Some(server) => journal(&server),
            None => self
                .last
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
        }
    }

    /// Waits for something in the journal; gives whether it came in time.
    fn wait<F>(
        &self,
        py: Python<'_>,
        timeout: f64,
        until: impl FnOnce(Arc<Server>) -> F,
    ) -> PyResult<bool>
    where
        F: Future<Output = ()> + Send,
    {
        let timeout = options::time(py, "timeout", timeout)?;
        let Some(server) = self.server() else {
            return Err(configuration(py, STOPPED));
        };
        let mut stopped = self.stopped.subscribe();
        let came = until(server);
        let came = block_on(py, async {
            tokio::select! {
                () = came => Some(true),
                () = tokio::time::sleep(timeout) => Some(false),
                _ = stopped.wait_for(|stopped| *stopped) => None,
            }
        })?;
        came.ok_or_else(|| configuration(py, STOPPED))
    }
}

#[pymethods]
impl LocalServer {
    /// Starts it on a free port.
    #[new]
    #[pyo3(signature = (chats, days, seed, key, latency, faults))]
    fn new(
        py: Python<'_>,
        chats: Whole,
        days: Whole,
        seed: Whole,
        key: Option<String>,
        latency: f64,
        faults: Vec<(Whole, String)>,
    ) -> PyResult<Self> {
        let made_up = MadeUp { chats, days, seed };
        let (server, runtime) = start(py, &made_up, key, latency, faults)?;
        Ok(Self {
            url: server.url(),
            process: std::process::id(),
            running: Mutex::new(Some((Arc::new(server), runtime))),
            stopped: watch::Sender::new(false),
            last: Mutex::default(),
        })
    }

    #[getter]
    fn url(&self) -> &str {
        &self.url
    }

    fn requests(&self) -> Vec<Told> {
        self.journal().0
    }

    #[getter]
    fn hang_ups(&self) -> u64 {
        self.journal().1
    }

    fn wait_for_requests(&self, py: Python<'_>, count: u64, timeout: f64) -> PyResult<bool> {
        self.wait(py, timeout, |server| async move {
            server.journal().wait_for_requests(count).await;
        })
    }

    fn wait_for_hang_ups(&self, py: Python<'_>, count: u64, timeout: f64) -> PyResult<bool> {
        self.wait(py, timeout, |server| async move {
            server.journal().wait_for_hang_ups(count).await;
        })
    }

    /// Ends it and cuts its connections. Again, it does nothing.
    pub(crate) fn stop(&self, py: Python<'_>) {
        let taken = self
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some((server, runtime)) = taken else {
            return;
        };
        if self.process != std::process::id() {
            // Its threads are the parent's: waiting for them would never end.
            std::mem::forget((server, runtime));
            return;
        }
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = journal(&server);
        self.stopped.send_replace(true);
        py.detach(|| {
            // Whoever waits for the journal at this moment ends it instead.
            if let Ok(server) = Arc::try_unwrap(server) {
                runtime.block_on(server.shutdown());
            }
            runtime.shutdown_background();
        });
    }
}

impl Drop for LocalServer {
    fn drop(&mut self) {
        let running = self
            .running
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some((server, runtime)) = running.take() {
            if self.process == std::process::id() {
                drop(server);
                // Not waited for: the interpreter is held here.
                runtime.shutdown_background();
            } else {
                std::mem::forget((server, runtime));
            }
        }
    }
}

fn journal(server: &Server) -> (Vec<Told>, u64) {
    let journal = server.journal();
    let told = |asked: Asked| {
        (
            asked.number,
            asked.method,
            asked.target,
            asked.fault.map(|fault| fault.to_string()),
            asked.request_id,
            asked.authorization,
        )
    };
    (
        journal.requests().into_iter().map(told).collect(),
        journal.hang_ups(),
    )
}
