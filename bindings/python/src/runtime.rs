//! The runtime of the process, made in a way that `fork` survives; `hearing` waits on it.

use crate::slice::Slices;
use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use std::future::Future;
use std::pin::pin;
use std::sync::{Mutex, PoisonError};
use tokio::runtime::{Builder, Runtime};

/// The runtime, and the process that it was made in: threads do not survive `fork`, so a child makes its own.
///
/// Locked only while attached to the interpreter and never across a wait: `fork`, which needs the interpreter too,
/// cannot happen in between and leave it locked for ever. Runtimes are leaked: dropping a forked one would wait for
/// threads that do not exist.
static RUNTIME: Mutex<Option<(u32, &'static Runtime)>> = Mutex::new(None);

pub(crate) fn runtime(_attached: Python<'_>) -> PyResult<&'static Runtime> {
    let process = std::process::id();
    let mut current = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    match *current {
        Some((owner, runtime)) if owner == process => Ok(runtime),
        _ => {
            // One thread reads sockets and pages asked ahead; the caller's own thread does the rest.
            let runtime = Builder::new_multi_thread()
                .worker_threads(1)
                .thread_name("tagove")
                .enable_all()
                .build()
                .map_err(|error| PyRuntimeError::new_err(format!("no runtime: {error}")))?;
            let runtime: &'static Runtime = Box::leak(Box::new(runtime));
            *current = Some((process, runtime));
            Ok(runtime)
        }
    }
}

/// Waits for a future that no callback is called for, while other Python threads run. An exception of a signal handler
/// (`KeyboardInterrupt`) ends the wait and drops the future.
pub(crate) fn block_on<F>(py: Python<'_>, future: F) -> PyResult<F::Output>
where
    F: Future + Send,
    F::Output: Send,
{
    let runtime = runtime(py)?;
    let mut future = pin!(future);
    let slices = Slices::new();
    loop {
        match py.detach(|| slices.wait(runtime, future.as_mut())) {
            Some(output) => return Ok(output),
            None => py.check_signals()?,
        }
    }
}
