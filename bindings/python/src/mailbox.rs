//! How results reach an asyncio loop: pushed to a queue here, taken by the loop's own thread there.
//!
//! No thread of ours ever enters the interpreter, so none can be inside it when it shuts down; and a result costs one
//! wake of the loop, not a `call_soon_threadsafe`.

use crate::errors::{Failure, failed, guarded};
use crate::page::Page;
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use std::io::{Read as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::os::unix::net::UnixStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tagove::{PageInfo, TagoveError};
use tokio::task::AbortHandle;

/// What a call is answered with. A list keeps its pages itself, so that a cancelled caller loses none: it only says
/// whether one came.
pub(crate) enum Answer {
    Page(PageInfo),
    Came(bool),
}

type Outcome = Result<Answer, Failure>;

/// The queue of one event loop, and the socket that the loop watches.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct Mailbox(Arc<Post>);

struct Post {
    letters: Mutex<Vec<(u64, Outcome)>>,
    tickets: AtomicU64,
    /// The end that the loop watches, and the end that is written to wake it.
    watched: UnixStream,
    bell: UnixStream,
}

impl Post {
    fn put(&self, ticket: u64, outcome: Outcome) {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        let ring = letters.is_empty();
        letters.push((ticket, outcome));
        drop(letters);
        if ring {
            // It fails only if the socket is full, and then the loop is awake anyway.
            let _ = (&self.bell).write(&[1]);
        }
    }
}

/// A call on its way. Cancelling drops it, which closes its connection.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct Call {
    /// By which its result is known.
    #[pyo3(get)]
    ticket: u64,
    task: AbortHandle,
}

#[pymethods]
impl Call {
    fn cancel(&self) {
        self.task.abort();
    }
}

impl Mailbox {
    /// Starts a call whose result comes here.
    pub(crate) fn start(
        &self,
        py: Python<'_>,
        call: impl Future<Output = Result<Answer, TagoveError>> + Send + 'static,
    ) -> PyResult<Call> {
        let ticket = self.0.tickets.fetch_add(1, Ordering::Relaxed);
        let post = self.0.clone();
        let task = crate::runtime::runtime(py)?.spawn(async move {
            let outcome = guarded(call).await;
            post.put(ticket, outcome);
        });
        Ok(Call {
            ticket,
            task: task.abort_handle(),
        })
    }
}

#[pymethods]
impl Mailbox {
    #[new]
    fn new() -> PyResult<Self> {
        let (watched, bell) = UnixStream::pair()?;
        watched.set_nonblocking(true)?;
        bell.set_nonblocking(true)?;
        Ok(Self(Arc::new(Post {
            letters: Mutex::default(),
            tickets: AtomicU64::new(0),
            watched,
            bell,
        })))
    }

    /// What the loop is to watch for reading.
    fn fileno(&self) -> i32 {
        self.0.watched.as_raw_fd()
    }

    /// All results so far: `(ticket, page or whether one came, exception or none)`.
    fn take<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        // The bell first: whoever puts a letter after this rings again.
        let mut rings = [0; 64];
        while matches!((&self.0.watched).read(&mut rings), Ok(64)) {}
        let letters = std::mem::take(
            &mut *self
                .0
                .letters
                .lock()
                .unwrap_or_else(PoisonError::into_inner),
        );
        letters
            .into_iter()
            .map(|(ticket, outcome)| match outcome {
                Ok(Answer::Page(page)) => (ticket, Page::new(page), py.None()).into_pyobject(py),
                Ok(Answer::Came(came)) => (ticket, came, py.None()).into_pyobject(py),
                Err(failure) => {
                    let error = failed(py, &failure).into_value(py);
                    (ticket, py.None(), error).into_pyobject(py)
                }
            })
            .collect()
    }
}
