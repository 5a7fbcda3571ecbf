//! What was asked of a server, for tests.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use tokio::sync::watch;

use crate::{Fault, Faults};

/// How many requests are kept; older ones are only counted.
const KEPT: usize = 10_000;

/// One request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// From 1 on, in order of arrival.
    pub number: u64,
    /// The port it came to: a server whose faults redirect has two.
    pub port: u16,
    /// `GET`
    pub method: String,
    /// The path with its query, as sent.
    pub target: String,
    /// What its answer suffered, by script.
    pub fault: Option<Fault>,
    /// Its header `X-Request-Id`, if that is short and harmless.
    pub request_id: Option<String>,
    /// Whether it had a header `Authorization`.
    pub authorization: bool,
}

impl Asked {
    /// A request without a number yet, and without headers.
    pub(crate) fn new(port: u16, method: &str, target: &str) -> Self {
        Self {
            number: 0,
            port,
            method: method.to_owned(),
            target: target.to_owned(),
            fault: None,
            request_id: None,
            authorization: false,
        }
    }

    /// With what of the headers is kept.
    pub(crate) fn headers(mut self, request_id: Option<&[u8]>, authorization: bool) -> Self {
        self.request_id = request_id
            .filter(|id| is_sane(id))
            .map(|id| String::from_utf8_lossy(id).into_owned());
        self.authorization = authorization;
        self
    }
}

/// Short, and of characters that can do no harm in a log.
fn is_sane(id: &[u8]) -> bool {
    (1..=128).contains(&id.len())
        && id
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte))
}

/// What was asked, and how often somebody hung up. Never holds a key.
#[derive(Debug)]
pub struct Journal {
    asked: Mutex<VecDeque<Asked>>,
    requests: watch::Sender<u64>,
    hang_ups: watch::Sender<u64>,
    /// Set when the server itself cuts its connections.
    stopping: AtomicBool,
}

impl Journal {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            asked: Mutex::default(),
            requests: watch::Sender::new(0),
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

    /// How many clients closed the connection before their answer was written.
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
        faults: &Faults,
    ) -> (Unanswered, Option<Fault>) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        // Counted under the lock, so that the list is in order of the numbers.
        let number = *self.requests.borrow() + 1;
        let fault = faults.fault(number);
        request.number = number;
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
