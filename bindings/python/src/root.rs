//! What clients that share their connections share.

use crate::client::CLOSED;
use crate::errors::{configuration, raised};
use crate::life::Life;
use crate::relay::{Given, Relay};
use pyo3::prelude::*;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tagove::{ClientBuilder, TagoveError};

/// A client of the core with all that belongs to it in one process: connections do not survive `fork`.
#[derive(Clone)]
pub(crate) struct Ready {
    process: u32,
    pub(crate) client: tagove::Client,
    pub(crate) relay: Arc<Relay>,
    pub(crate) life: Arc<Life>,
}

/// Why there is no client to ask.
enum Refusal {
    Words(&'static str),
    Error(TagoveError),
}

pub(crate) struct Root {
    options: ClientBuilder,
    /// Whether it writes a recording, which belongs to the process that began it.
    records: bool,
    given: Given,
    /// By which Python knows the client's callbacks.
    pub(crate) number: u64,
    /// None once it is closed. Locked as the runtime is, only while attached to the interpreter; and nothing of Python runs
    /// meanwhile, not even the making of an exception: it could let the interpreter go to a thread that waits for this.
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
        let made = root.make().map_err(|error| raised(py, &error))?;
        *root.made() = Some(made);
        Ok(root)
    }

    fn made(&self) -> MutexGuard<'_, Option<Ready>> {
        self.made.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn make(&self) -> Result<Ready, TagoveError> {
        let relay = Relay::new(self.number);
        let options = relay.hang(self.options.clone(), self.given);
        Ok(Ready {
            process: std::process::id(),
            client: options.build()?,
            relay,
            life: Life::new(),
        })
    }

    /// What this process has, made anew in a forked child.
    pub(crate) fn ready(&self, py: Python<'_>) -> PyResult<Ready> {
        // The lock is free again when an exception is made.
        let found = self.found();
        found.map_err(|refusal| match refusal {
            Refusal::Words(reason) => configuration(py, reason),
            Refusal::Error(error) => raised(py, &error),
        })
    }

    fn found(&self) -> Result<Ready, Refusal> {
        let mut made = self.made();
        let ready = made.as_mut().ok_or(Refusal::Words(CLOSED))?;
        if ready.process != std::process::id() {
            if self.records {
                return Err(Refusal::Words(
                    "record: the folder belongs to the process that made this client; make a client with a folder of its own in each forked child",
                ));
            }
            let anew = self.make().map_err(Refusal::Error)?;
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
