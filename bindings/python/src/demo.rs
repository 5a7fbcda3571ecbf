//! The local server inside of this process, for a client that runs anywhere.

use crate::errors::configuration;
use crate::options::{self, Whole};
use crate::runtime::runtime;
use pyo3::prelude::*;
use std::sync::{Mutex, PoisonError};
use tagove_server::{Demo, DemoOptions, Server};

/// A server of made-up chats on 127.0.0.1, until it is stopped or let go.
#[pyclass(frozen, module = "tagove._native")]
pub(crate) struct DemoServer {
    url: String,
    process: u32,
    server: Mutex<Option<Server>>,
}

#[pymethods]
impl DemoServer {
    #[new]
    fn new(py: Python<'_>, chats: Whole, days: Whole, seed: Whole, latency: f64) -> PyResult<Self> {
        let latency = options::time(py, "latency", latency)?;
        let out_of = |name: &str, number: i64, range: &str| {
            configuration(py, &format!("{name} is {number}; it goes {range}"))
        };
        let made_up = DemoOptions {
            chats: usize::try_from(chats.0)
                .ok()
                .filter(|&chats| chats <= MOST_CHATS)
                .ok_or_else(|| out_of("chats", chats.0, &format!("from 0 to {MOST_CHATS}")))?,
            days: u32::try_from(days.0)
                .ok()
                .filter(|days| (1..=MOST_DAYS).contains(days))
                .ok_or_else(|| out_of("days", days.0, &format!("from 1 to {MOST_DAYS}")))?,
            seed: u64::try_from(seed.0).map_err(|_| out_of("seed", seed.0, "from 0 on"))?,
            ..DemoOptions::default()
        };
        let runtime = runtime(py)?;
        let server = py.detach(|| {
            let server = Server::demo(Demo::generate(made_up)).latency(latency);
            runtime.block_on(server.bind(0))
        });
        let server = server.map_err(|error| configuration(py, &error.to_string()))?;
        Ok(Self {
            url: server.url(),
            process: std::process::id(),
            server: Mutex::new(Some(server)),
        })
    }

    /// Where it listens.
    #[getter]
    fn url(&self) -> &str {
        &self.url
    }

    /// Stops it, and cuts its connections.
    pub(crate) fn stop(&self) {
        let server = self
            .server
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        if self.process != std::process::id() {
            // It goes on in the process that made it, whose threads are not here.
            std::mem::forget(server);
        }
    }

    fn __repr__(&self) -> String {
        format!("<tagove._native.DemoServer at {}>", self.url)
    }
}

/// What fits into memory, and what a year of four digits can count.
const MOST_CHATS: usize = 1_000_000;
const MOST_DAYS: u32 = 36_500;

impl Drop for DemoServer {
    fn drop(&mut self) {
        self.stop();
    }
}
