//! How results reach an asyncio loop: pushed to a queue here, taken by the loop's own thread there.
//!
//! No thread of ours ever enters the interpreter, so none can be inside it when it shuts down; and a result costs one
//! wake of the loop, not a `call_soon_threadsafe`.

use crate::bell::Bell;
use crate::errors::{Failure, failed};
use crate::life::Life;
use crate::page::Page;
use crate::raw::RawAnswer;
use crate::relay::{CALLER, Caller, Letter, Relay};
use pyo3::prelude::*;
use pyo3::types::PyTuple;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
    /// What the client with this number is told, because of the call with this ticket.
    Told(u64, u64, Letter),
}

/// The ticket of what no call is the cause of: a page that was asked ahead.
pub(crate) const NOBODYS: u64 = 0;

/// The queue of one event loop, and the socket that the loop watches.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct Mailbox(Arc<Post>);

pub(crate) struct Post {
    mail: Mutex<Vec<Mail>>,
    tickets: AtomicU64,
    /// Whether the loop was woken since it last looked.
    rung: AtomicBool,
    bell: Bell,
}

impl Post {
    pub(crate) fn tell(&self, client: u64, ticket: u64, letter: Letter) {
        self.put([Mail::Told(client, ticket, letter)]);
    }

    /// Hands what lies here for a client over to another loop, where none of the calls is known.
    pub(crate) fn forward(&self, client: u64, to: &Self) {
        let of_client = |mail: &mut Mail| matches!(mail, Mail::Told(whom, ..) if *whom == client);
        let mut moved: Vec<Mail> = self.mail().extract_if(.., of_client).collect();
        for one in &mut moved {
            if let Mail::Told(_, ticket, _) = one {
                *ticket = NOBODYS;
            }
        }
        to.put(moved);
    }

    fn mail(&self) -> MutexGuard<'_, Vec<Mail>> {
        self.mail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn put(&self, more: impl IntoIterator<Item = Mail>) {
        self.mail().extend(more);
        if !self.rung.swap(true, Ordering::AcqRel) {
            self.bell.ring();
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
        let caller = Caller::Loop(post.clone(), ticket);
        let task = crate::runtime::runtime(py)?.spawn(CALLER.scope(caller, async move {
            let outcome = life.call(call).await;
            post.put([Mail::Outcome(ticket, outcome)]);
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
        Ok(Self(Arc::new(Post {
            mail: Mutex::default(),
            tickets: AtomicU64::new(NOBODYS + 1),
            rung: AtomicBool::new(false),
            bell: Bell::new()?,
        })))
    }

    /// What the loop is to watch for reading.
    fn fileno(&self) -> i64 {
        self.0.bell.fileno()
    }

    /// Whether something lies here.
    fn holds(&self) -> bool {
        !self.0.mail().is_empty()
    }

    /// What came: `(ticket, 0, page or whether one came, exception or none)` is a result,
    /// `(ticket, client, event, None)` is for a callback. Without `told`, what is for callbacks stays here, but for what
    /// is unwanted.
    fn take<'py>(&self, py: Python<'py>, told: bool) -> PyResult<Vec<Bound<'py, PyTuple>>> {
        // The bell first: whoever puts something after this rings again.
        self.0.bell.silence();
        self.0.rung.store(false, Ordering::Release);
        let taken = |mail: &mut Mail| {
            told || matches!(mail, Mail::Outcome(..) | Mail::Told(_, _, Letter::Unwanted))
        };
        let mail: Vec<Mail> = self.0.mail().extract_if(.., taken).collect();
        mail.into_iter().map(|one| one.into_tuple(py)).collect()
    }
}

impl Mail {
    fn into_tuple(self, py: Python<'_>) -> PyResult<Bound<'_, PyTuple>> {
        match self {
            Self::Outcome(ticket, Ok(Answer::Page(page))) => {
                (ticket, NOBODYS, Page::new(page), py.None()).into_pyobject(py)
            }
            Self::Outcome(ticket, Ok(Answer::Raw(answer))) => {
                (ticket, NOBODYS, RawAnswer::from(answer), py.None()).into_pyobject(py)
            }
            Self::Outcome(ticket, Ok(Answer::Came(came))) => {
                (ticket, NOBODYS, came, py.None()).into_pyobject(py)
            }
            Self::Outcome(ticket, Err(failure)) => {
                let error = failed(py, &failure).into_value(py);
                (ticket, NOBODYS, py.None(), error).into_pyobject(py)
            }
            Self::Told(client, ticket, letter) => {
                (ticket, client, letter, py.None()).into_pyobject(py)
            }
        }
    }
}
