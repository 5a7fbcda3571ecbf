//! What clients that share their connections share.

use crate::client::CLOSED;
use crate::errors::{configuration, raised};
use crate::life::Life;
use crate::relay::{Given, Relay};
use pyo3::prelude::*;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tagove::ClientBuilder;

/// A client of the core with all that belongs to it in one process: connections do not survive `fork`.
#[derive(Clone)]
pub(crate) struct Ready {
    process: u32,
    pub(crate) client: tagove::Client,
    pub(crate) relay: Arc<Relay>,
    pub(crate) life: Arc<Life>,
}

pub(crate) struct Root {
    options: ClientBuilder,
    /// Whether it writes a recording, which belongs to the process that began it.
    records: bool,
    given: Given,
    /// By which Python knows the client's callbacks.
    pub(crate) number: u64,
    /// None once it is closed. Locked as the runtime is, only while attached to the interpreter.
    made: Mutex<Option<Ready>>,
}

impl Root {
    pub(crate) fn new(
        py: Python<'_>,
        options: ClientBuilder,
        records: bool,
        given: Given,
    ) -> PyResult<Self> {
        let root = Self {
            options,
            records,
            given,
            number: Relay::number(),
            made: Mutex::default(),
        };
        *root.made() = Some(root.make(py)?);
        Ok(root)
    }

    fn made(&self) -> MutexGuard<'_, Option<Ready>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn make(&self, py: Python<'_>) -> PyResult<Ready> {
        let relay = Relay::new(self.number);
        let options = relay.hang(self.options.clone(), self.given);
        Ok(Ready {
            process: std::process::id(),
            client: options.build().map_err(|error| raised(py, &error))?,
            relay,
            life: Life::new(),
        })
    }

    /// What this process has, made anew in a forked child.
    pub(crate) fn ready(&self, py: Python<'_>) -> PyResult<Ready> {
        let mut made = self.made();
        let Some(ready) = &mut *made else {
            return Err(configuration(py, CLOSED));
        };
        if ready.process != std::process::id() {
            if self.records {
                return Err(configuration(
                    py,
                    "record: the folder belongs to the process that made this client; make a client with a folder of its own in each forked child",
                ));
            }
            let anew = self.make(py)?;
            // Not dropped: its connections belong to threads that are not in this process.
            std::mem::forget(std::mem::replace(ready, anew));
        }
        Ok(ready.clone())
    }

    pub(crate) fn is_closed(&self) -> bool {
        self.made().is_none()
    }

    /// What has to be ended; none if it was closed before, or never used in this process.
    pub(crate) fn close(&self) -> Option<Ready> {
        let ready = self.made().take()?;
        if ready.process == std::process::id() {
            return Some(ready);
        }
        std::mem::forget(ready);
        None
    }
}
