//! The way of a callback to Python: what the core tells is put down here, and who waits for the core takes it up.
//!
//! No thread of ours enters the interpreter. A call tells whoever waits for it: a thread of Python's own, or the mailbox
//! of its loop. Pages that are asked ahead tell whoever waits for the client next.

use crate::events::{KeyWanted, PageEvent, RequestEvent, ResponseEvent, RetryEvent};
use crate::mailbox::{NOBODYS, Post};
use pyo3::prelude::*;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tagove::{ClientBuilder, Credentials, Provided};
use tokio::sync::Notify;

/// What is told.
pub(crate) enum Letter {
    Key(KeyWanted),
    Request(RequestEvent),
    Response(ResponseEvent),
    Retry(RetryEvent),
    Page(PageEvent),
    /// A key that was asked for is of no use any more: its request was given up.
    Unwanted,
}

impl<'py> IntoPyObject<'py> for Letter {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        Ok(match self {
            Self::Key(wanted) => Bound::new(py, wanted)?.into_any(),
            Self::Request(event) => Bound::new(py, event)?.into_any(),
            Self::Response(event) => Bound::new(py, event)?.into_any(),
            Self::Retry(event) => Bound::new(py, event)?.into_any(),
            Self::Page(event) => Bound::new(py, event)?.into_any(),
            Self::Unwanted => py.None().into_bound(py),
        })
    }
}

/// Where letters lie until a thread takes them.
#[derive(Default)]
pub(crate) struct Desk {
    letters: Mutex<VecDeque<Letter>>,
    pub(crate) bell: Notify,
}

impl Desk {
    fn put(&self, letter: Letter) {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        letters.push_back(letter);
        drop(letters);
        self.bell.notify_one();
    }

    pub(crate) fn take(&self) -> Option<Letter> {
        let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
        letters.pop_front()
    }
}

/// Who waits for a call.
#[derive(Clone)]
pub(crate) enum Caller {
    Thread(Arc<Desk>),
    /// The mailbox, and the ticket of the call.
    Loop(Arc<Post>, u64),
}

tokio::task_local! {
    /// Who waits for the call that is polled. Pages asked ahead are tasks of their own, which nobody waits for.
    pub(crate) static CALLER: Caller;
}

/// What is told of one client, in one process.
pub(crate) struct Relay {
    /// By which Python knows whom a letter of a mailbox is for.
    number: u64,
    /// Of which events somebody hears, a bit each: most of the time the logger wants none.
    listens: AtomicU8,
    /// For what nobody waits for, without a loop.
    pub(crate) desk: Arc<Desk>,
    /// The same, with one: the last that asked.
    post: Mutex<Weak<Post>>,
    /// Whether a page that was asked ahead was given up because nobody waited who could be asked for its key.
    missed: AtomicBool,
}

/// Bits of `listens`, as `tagove.callbacks` has them.
const RETRY: u8 = 1;
const PAGE: u8 = 2;
const RESPONSE: u8 = 4;

/// The callbacks that the caller gave, apart from those that are always heard because they may be logged. Of answers the
/// core is not asked to tell without need: it looks for the key in each event.
#[derive(Clone, Copy)]
pub(crate) struct Given {
    pub(crate) credentials: bool,
    pub(crate) request: bool,
    pub(crate) response: bool,
}

impl Relay {
    pub(crate) fn new(number: u64) -> Arc<Self> {
        Arc::new(Self {
            number,
            listens: AtomicU8::new(0),
            desk: Arc::default(),
            post: Mutex::default(),
            missed: AtomicBool::new(false),
        })
    }

    /// A number that no other client has.
    pub(crate) fn number() -> u64 {
        static NUMBERS: AtomicU64 = AtomicU64::new(1);
        NUMBERS.fetch_add(1, Ordering::Relaxed)
    }

    pub(crate) fn listen(&self, bits: u8) {
        self.listens.store(bits, Ordering::Relaxed);
    }

    /// The loop that asks now takes over what lies with the one before, which may never run again.
    pub(crate) fn asked_from(&self, post: &Arc<Post>) {
        let mut last = self.post.lock().unwrap_or_else(PoisonError::into_inner);
        let before = std::mem::replace(&mut *last, Arc::downgrade(post)).upgrade();
        drop(last);
        if let Some(before) = before.filter(|before| !Arc::ptr_eq(before, post)) {
            before.forward(self.number, post);
        }
    }

    /// Whether what failed was only a page asked ahead that nobody could give a key; told once.
    pub(crate) fn missed_a_key(&self) -> bool {
        self.missed.swap(false, Ordering::Relaxed)
    }

    fn hears(&self, bit: u8) -> bool {
        self.listens.load(Ordering::Relaxed) & bit != 0
    }

    fn tell(&self, letter: Letter) {
        match CALLER.try_with(Caller::clone) {
            Ok(Caller::Thread(desk)) => desk.put(letter),
            Ok(Caller::Loop(post, ticket)) => post.tell(self.number, ticket, letter),
            Err(_) => {
                let last = self.post.lock().unwrap_or_else(PoisonError::into_inner);
                let last = last.upgrade();
                match last {
                    Some(post) => post.tell(self.number, NOBODYS, letter),
                    None => self.desk.put(letter),
                }
            }
        }
    }

    /// The options, with whatever of the core leads here.
    pub(crate) fn hang(
        self: &Arc<Self>,
        mut options: ClientBuilder,
        given: Given,
    ) -> ClientBuilder {
        let relay = self.clone();
        options = options.on_retry(move |event| {
            if relay.hears(RETRY) {
                relay.tell(Letter::Retry(event.into()));
            }
        });
        let relay = self.clone();
        options = options.on_page(move |event| {
            if relay.hears(PAGE) {
                relay.tell(Letter::Page(event.into()));
            }
        });
        if given.response {
            let relay = self.clone();
            options = options.on_response(move |event| {
                if relay.hears(RESPONSE) {
                    relay.tell(Letter::Response(event.into()));
                }
            });
        }
        if given.request {
            let relay = self.clone();
            options = options.on_request(move |event| relay.tell(Letter::Request(event.into())));
        }
        if given.credentials {
            options = options.credentials(Asking(self.clone()));
        }
        options
    }
}

/// The provider that asks Python.
struct Asking(Arc<Relay>);

impl Credentials for Asking {
    fn api_key(&self) -> Pin<Box<dyn Future<Output = Provided> + Send + '_>> {
        let (wanted, answer) = KeyWanted::new();
        self.0.tell(Letter::Key(wanted));
        let wait = Wait {
            relay: &self.0,
            caller: CALLER.try_with(Caller::clone).ok(),
            answered: false,
        };
        Box::pin(async move {
            // All of it: with one of its fields it would end here.
            let mut wait = wait;
            let answer = answer.await;
            wait.answered = answer.is_ok();
            match answer {
                Ok(provided) => provided,
                // As if it had been given up: whoever could be asked went away.
                Err(_) => Err("nobody was left who could be asked for a key".into()),
            }
        })
    }
}

/// A wait for a key, which may be given up.
struct Wait<'r> {
    relay: &'r Relay,
    /// Who waits for the call; none for a page that was asked ahead.
    caller: Option<Caller>,
    answered: bool,
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        if self.answered {
            return;
        }
        match self.caller.take() {
            Some(Caller::Loop(post, ticket)) => {
                post.tell(self.relay.number, ticket, Letter::Unwanted);
            }
            // It is asked on the thread that gave up.
            Some(Caller::Thread(_)) => {}
            None => self.relay.missed.store(true, Ordering::Relaxed),
        }
    }
}
