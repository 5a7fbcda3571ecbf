//! How long a client lives: until it is closed, which ends its calls, its lists and its own server.

use crate::errors::{Failure, guarded};
use crate::pager::Shared;
use crate::server::LocalServer;
use pyo3::prelude::*;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::Poll;
use tagove::TagoveError;
use tokio::sync::watch;

/// A client of the core with changed options, and the process that it was made in.
pub(crate) type Changed = Mutex<Option<(u32, tagove::Client)>>;

/// The life of a client and of all that were made of it by `with_options`, in one process.
pub(crate) struct Life {
    closed: watch::Sender<bool>,
    /// Lists that were begun, for they hold connections of their own.
    lists: Mutex<Vec<Weak<Shared>>>,
    /// Clients made of it: each holds the connections too.
    derived: Mutex<Vec<Weak<Changed>>>,
    /// The embedded server that they ask, if they are a demo.
    server: Mutex<Option<Py<LocalServer>>>,
}

impl Life {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            closed: watch::Sender::new(false),
            lists: Mutex::default(),
            derived: Mutex::default(),
            server: Mutex::default(),
        })
    }

    pub(crate) fn keep(&self, server: Py<LocalServer>) {
        *self.server.lock().unwrap_or_else(PoisonError::into_inner) = Some(server);
    }

    pub(crate) fn is_closed(&self) -> bool {
        *self.closed.borrow()
    }

    /// Has the list end with the client.
    pub(crate) fn holds(&self, list: &Arc<Shared>) {
        let mut lists = self.lists.lock().unwrap_or_else(PoisonError::into_inner);
        lists.retain(|list| list.strong_count() > 0);
        lists.push(Arc::downgrade(list));
    }

    /// Has a client made of this one end with it.
    pub(crate) fn derives(&self, client: &Arc<Changed>) {
        let mut derived = self.derived.lock().unwrap_or_else(PoisonError::into_inner);
        derived.retain(|client| client.strong_count() > 0);
        derived.push(Arc::downgrade(client));
    }

    /// The call, as long as the client lives; its panics are failures.
    pub(crate) async fn call<T>(
        &self,
        call: impl Future<Output = Result<T, TagoveError>>,
    ) -> Result<T, Failure> {
        let mut closed = self.closed.subscribe();
        let mut call = pin!(guarded(call));
        let mut closes = pin!(closed.wait_for(|closed| *closed));
        std::future::poll_fn(|context| {
            // First, for a closed client asks nothing.
            if closes.as_mut().poll(context).is_ready() {
                return Poll::Ready(Err(Failure::Closed));
            }
            match call.as_mut().poll(context) {
                // A failure from then on may be the end's own work.
                Poll::Ready(Err(Failure::Told(_))) if self.is_closed() => {
                    Poll::Ready(Err(Failure::Closed))
                }
                polled => polled,
            }
        })
        .await
    }

    /// Ends it. What waits hears of it at once; false if it had ended before.
    pub(crate) fn close(&self, py: Python<'_>) -> PyResult<bool> {
        if self.closed.send_replace(true) {
            return Ok(false);
        }
        let lists = std::mem::take(&mut *self.lists.lock().unwrap_or_else(PoisonError::into_inner));
        let lists: Vec<_> = lists.iter().filter_map(Weak::upgrade).collect();
        if !lists.is_empty() {
            crate::runtime::runtime(py)?.spawn(async move {
                for list in lists {
                    list.end().await;
                }
            });
        }
        let derived =
            std::mem::take(&mut *self.derived.lock().unwrap_or_else(PoisonError::into_inner));
        for client in derived.iter().filter_map(Weak::upgrade) {
            client.lock().unwrap_or_else(PoisonError::into_inner).take();
        }
        let server = self
            .server
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if let Some(server) = server {
            server.get().stop(py);
        }
        Ok(true)
    }
}
