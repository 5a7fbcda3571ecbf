//! Waiting for the core with an open ear: callbacks run on the thread that waits, between two slices of its wait.

use crate::interned::interned;
use crate::relay::{CALLER, Caller, Desk, Relay};
use crate::runtime::runtime;
use crate::slice::Slices;
use pyo3::prelude::*;
use pyo3::{PyTraverseError, PyVisit};
use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::Poll;

/// The callbacks of a client (`tagove.callbacks.Callbacks`), and what is told to them.
pub(crate) struct Hearing {
    pub(crate) relay: Arc<Relay>,
    callbacks: Py<PyAny>,
}

/// How a slice of a wait ended.
enum Slice<T> {
    Done(T),
    Told,
}

impl Hearing {
    pub(crate) fn new(py: Python<'_>, relay: Arc<Relay>, callbacks: &Py<PyAny>) -> Self {
        Self {
            relay,
            callbacks: callbacks.clone_ref(py),
        }
    }

    /// Before every call: the logger may have been set otherwise.
    pub(crate) fn listen(&self, py: Python<'_>) -> PyResult<()> {
        let bits = self
            .callbacks
            .call_method0(py, interned!(py, "listens"))?
            .extract(py)?;
        self.relay.listen(bits);
        Ok(())
    }

    pub(crate) fn traverse(&self, visit: &PyVisit<'_>) -> Result<(), PyTraverseError> {
        visit.call(&self.callbacks)
    }

    /// Waits for a future while other Python threads run. An exception of a signal handler (`KeyboardInterrupt`), or one
    /// of a callback that is no `Exception`, ends the wait and drops the future, which closes its connection.
    pub(crate) fn block_on<F>(&self, py: Python<'_>, future: F) -> PyResult<F::Output>
    where
        F: Future + Send,
        F::Output: Send,
    {
        let runtime = runtime(py)?;
        self.listen(py)?;
        let desk = Arc::<Desk>::default();
        let mut future = pin!(CALLER.scope(Caller::Thread(desk.clone()), future));
        let slices = Slices::new();
        loop {
            let slice = py.detach(|| {
                let slice = pin!(self.slice(future.as_mut(), &desk));
                slices.wait(runtime, slice)
            });
            self.deliver(py, &desk)?;
            match slice {
                Some(Slice::Done(output)) => return Ok(output),
                Some(Slice::Told) => {}
                None => py.check_signals()?,
            }
        }
    }

    /// Until the future is done, or something was told.
    async fn slice<F: Future>(&self, mut future: Pin<&mut F>, own: &Desk) -> Slice<F::Output> {
        let mut bells = (
            pin!(own.bell.notified()),
            pin!(self.relay.desk.bell.notified()),
        );
        std::future::poll_fn(|context| {
            if let Poll::Ready(output) = future.as_mut().poll(context) {
                return Poll::Ready(Slice::Done(output));
            }
            let told = bells.0.as_mut().poll(context).is_ready()
                | bells.1.as_mut().poll(context).is_ready();
            match told {
                true => Poll::Ready(Slice::Told),
                false => Poll::Pending,
            }
        })
        .await
    }

    /// Hands over what was told, to this thread and to nobody.
    fn deliver(&self, py: Python<'_>, own: &Desk) -> PyResult<()> {
        // One at a time: what a callback does may tell more, and no lock is held meanwhile.
        while let Some(letter) = own.take().or_else(|| self.relay.desk.take()) {
            self.callbacks
                .call_method1(py, interned!(py, "hear"), (letter,))?;
        }
        Ok(())
    }

    /// What was told while nobody waited.
    pub(crate) fn rest(&self, py: Python<'_>) -> PyResult<()> {
        self.deliver(py, &Desk::default())
    }
}
