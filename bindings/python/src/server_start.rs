//! A local server from Python's values, on a runtime of its own.

use crate::errors::configuration;
use crate::options::{self, Whole};
use pyo3::prelude::*;
use tagove_server::{Demo, DemoOptions, Fault, Faults, Server};
use tokio::runtime::{Builder, Runtime};

/// Starts it on a free port, with one thread. The interpreter is free meanwhile.
pub(crate) fn start(
    py: Python<'_>,
    chats: Whole,
    key: Option<String>,
    latency: f64,
    faults: Vec<(Whole, String)>,
) -> PyResult<(Server, Runtime)> {
    let latency = options::time(py, "latency", latency)?;
    let Ok(chats) = u32::try_from(chats.0) else {
        return Err(configuration(
            py,
            "chats is out of range; give a number from 0 to 4 294 967 295",
        ));
    };
    let script = faults
        .into_iter()
        .map(|(number, fault)| fault_at(py, number, &fault))
        .collect::<PyResult<Vec<_>>>()?;
    let options = DemoOptions {
        chats: chats as usize,
        ..DemoOptions::default()
    };
    let started = py.detach(|| {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("tagove-server")
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let mut server = Server::demo(Demo::generate(options))
            .latency(latency)
            .faults(Faults::at(script));
        if let Some(key) = key {
            server = server.key(key);
        }
        let server = runtime
            .block_on(server.bind(0))
            .map_err(|error| error.to_string())?;
        Ok((server, runtime))
    });
    started.map_err(|error: String| {
        configuration(
            py,
            &format!("the local server did not start: {error}; try again"),
        )
    })
}

/// A fault and the number of the request that it befalls.
fn fault_at(py: Python<'_>, number: Whole, fault: &str) -> PyResult<(u64, Fault)> {
    let number = match u64::try_from(number.0) {
        Ok(number) if number > 0 => number,
        _ => {
            return Err(configuration(
                py,
                "faults: requests are counted from 1; give the number of one",
            ));
        }
    };
    match fault.parse() {
        Ok(fault) => Ok((number, fault)),
        Err(error) => Err(configuration(py, &format!("faults: {error}"))),
    }
}
