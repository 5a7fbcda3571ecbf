//! What was asked of a server, for tests.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use tokio::sync::watch;

use crate::{Asked, Fault, Faults, asked::Connected};

/// How many requests are kept; older ones are only counted.
const KEPT: usize = 10_000;

/// What was asked, and how often somebody hung up. Never holds a key.
#[derive(Debug)]
pub struct Journal {
    asked: Mutex<VecDeque<Asked>>,
    requests: watch::Sender<u64>,
    /// Those by which requests came. Changed under the lock of `asked` only.
    connections: AtomicU64,
    hang_ups: watch::Sender<u64>,
    /// Set when the server itself cuts its connections.
    stopping: AtomicBool,
}

impl Journal {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            asked: Mutex::default(),
            requests: watch::Sender::new(0),
            connections: AtomicU64::new(0),
            hang_ups: watch::Sender::new(0),
            stopping: AtomicBool::new(false),
        })
    }

    /// The requests in order of arrival, the latest 10 000 at most.
    #[must_use]
    pub fn requests(&self) -> Vec<Asked> {
        self.asked
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .iter()
            .cloned()
            .collect()
    }

    /// How many requests came.
    #[must_use]
    pub fn request_count(&self) -> u64 {
        *self.requests.borrow()
    }

    /// By how many connections they came: HTTP/2 carries many requests at the same time by one.
    #[must_use]
    pub fn connections(&self) -> u64 {
        self.connections.load(Ordering::Relaxed)
    }

    /// How many requests their clients gave up before the answer was written: by closing the connection, or over
    /// HTTP/2 by resetting the stream.
    #[must_use]
    pub fn hang_ups(&self) -> u64 {
        *self.hang_ups.borrow()
    }

    /// Waits until at least `count` requests came.
    pub async fn wait_for_requests(&self, count: u64) {
        // The sender is ours: this cannot fail while we wait.
        let _ = self
            .requests
            .subscribe()
            .wait_for(|seen| *seen >= count)
            .await;
    }

    /// Waits until at least `count` clients hung up.
    pub async fn wait_for_hang_ups(&self, count: u64) {
        let _ = self
            .hang_ups
            .subscribe()
            .wait_for(|seen| *seen >= count)
            .await;
    }

    /// Notes a request, gives it its number, and looks up its fault. What is given back counts
    /// a hang-up unless it is told of an answer.
    pub(crate) fn open(
        self: &Arc<Self>,
        mut request: Asked,
        connected: &Connected,
        faults: &Faults,
    ) -> (Unanswered, Option<Fault>) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        // Counted under the lock, so that the list is in order of the numbers.
        let number = *self.requests.borrow() + 1;
        let fault = faults.fault(number);
        request.number = number;
        request.connection =
            connected.number(|| self.connections.fetch_add(1, Ordering::Relaxed) + 1);
        request.fault.clone_from(&fault);
        if asked.len() == KEPT {
            asked.pop_front();
        }
        asked.push_back(request);
        self.requests.send_replace(number);
        drop(asked);
        let unanswered = Unanswered {
            journal: Arc::clone(self),
            answered: false,
        };
        (unanswered, fault)
    }

    pub(crate) fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }
}

/// A request whose answer is not written yet.
#[derive(Debug)]
pub(crate) struct Unanswered {
    journal: Arc<Journal>,
    answered: bool,
}

impl Unanswered {
    pub(crate) fn answered(mut self) {
        self.answered = true;
    }
}

impl Drop for Unanswered {
    fn drop(&mut self) {
        if !self.answered && !self.journal.stopping.load(Ordering::Relaxed) {
            self.journal.hang_ups.send_modify(|count| *count += 1);
        }
    }
}
