//! How results reach an asyncio loop: pushed to a queue here, taken by the loop's own thread there.
//!
//! No thread of ours ever enters the interpreter, so none can be inside it when it shuts down; and a result costs one
//! wake of the loop, not a `call_soon_threadsafe`.

use crate::errors::{Failure, failed};
use crate::life::Life;
use crate::page::Page;
use crate::raw::RawAnswer;
use crate::relay::{CALLER, Caller, Letter, Relay};
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
    Raw(tagove::RawAnswer),
    Came(bool),
}

type Outcome = Result<Answer, Failure>;

/// What comes for the loop.
enum Mail {
    /// The result of the call with this ticket.
    Outcome(u64, Outcome),
    /// What the client with this number is told.
    Told(u64, Letter),
}

/// The queue of one event loop, and the socket that the loop watches.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct Mailbox(Arc<Post>);

pub(crate) struct Post {
    mail: Mutex<Vec<Mail>>,
    tickets: AtomicU64,
    /// The end that the loop watches, and the end that is written to wake it.
    watched: UnixStream,
    bell: UnixStream,
}

impl Post {
    pub(crate) fn tell(&self, client: u64, letter: Letter) {
        self.put(Mail::Told(client, letter));
    }

    fn put(&self, one: Mail) {
        let mut mail = self.mail.lock().unwrap_or_else(PoisonError::into_inner);
        let ring = mail.is_empty();
        mail.push(one);
        drop(mail);
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
    /// Starts a call whose result comes here, and with it whatever its client is told meanwhile.
    pub(crate) fn start(
        &self,
        py: Python<'_>,
        life: Arc<Life>,
        relay: &Relay,
        call: impl Future<Output = Result<Answer, TagoveError>> + Send + 'static,
    ) -> PyResult<Call> {
        let ticket = self.0.tickets.fetch_add(1, Ordering::Relaxed);
        let post = self.0.clone();
        relay.asked_from(&post);
        let caller = Caller::Loop(post.clone());
        let task = crate::runtime::runtime(py)?.spawn(CALLER.scope(caller, async move {
            let outcome = life.call(call).await;
            post.put(Mail::Outcome(ticket, outcome));
        }));
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
            mail: Mutex::default(),
            tickets: AtomicU64::new(0),
            watched,
            bell,
        })))
    }

    /// What the loop is to watch for reading.
    fn fileno(&self) -> i32 {
        self.0.watched.as_raw_fd()
    }

    /// All that came: `(True, ticket, page or whether one came, exception or none)` is a result,
    /// `(False, client, event, None)` is for a callback.
    fn take<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        // The bell first: whoever puts something after this rings again.
        let mut rings = [0; 64];
        while matches!((&self.0.watched).read(&mut rings), Ok(64)) {}
        let mail = std::mem::take(&mut *self.0.mail.lock().unwrap_or_else(PoisonError::into_inner));
        mail.into_iter()
            .map(|one| match one {
                Mail::Outcome(ticket, Ok(Answer::Page(page))) => {
                    (true, ticket, Page::new(page), py.None()).into_pyobject(py)
                }
                Mail::Outcome(ticket, Ok(Answer::Raw(answer))) => {
                    (true, ticket, RawAnswer::from(answer), py.None()).into_pyobject(py)
                }
                Mail::Outcome(ticket, Ok(Answer::Came(came))) => {
                    (true, ticket, came, py.None()).into_pyobject(py)
                }
                Mail::Outcome(ticket, Err(failure)) => {
                    let error = failed(py, &failure).into_value(py);
                    (true, ticket, py.None(), error).into_pyobject(py)
                }
                Mail::Told(client, letter) => (false, client, letter, py.None()).into_pyobject(py),
            })
            .collect()
    }
}
