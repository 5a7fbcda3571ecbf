//! A local server from Python's values, on a runtime of its own.

use crate::errors::configuration;
use crate::options::{self, Whole};
use pyo3::prelude::*;
use tagove_server::{Demo, DemoOptions, Fault, Faults, Server};
use tokio::runtime::{Builder, Runtime};

/// What is made up: how many chats, over how many days, drawn from which number.
pub(crate) struct MadeUp {
    pub(crate) chats: Whole,
    pub(crate) days: Whole,
    pub(crate) seed: Whole,
}

impl MadeUp {
    fn options(&self, py: Python<'_>) -> PyResult<DemoOptions> {
        const MOST_CHATS: usize = DemoOptions::MOST_CHATS;
        const MOST_DAYS: u32 = DemoOptions::MOST_DAYS;
        let out_of = |name: &str, number: &Whole, range: &str| {
            configuration(py, &format!("{name} is {}; it goes {range}", number.0))
        };
        Ok(DemoOptions {
            chats: usize::try_from(self.chats.0)
                .ok()
                .filter(|&chats| chats <= MOST_CHATS)
                .ok_or_else(|| out_of("chats", &self.chats, &format!("from 0 to {MOST_CHATS}")))?,
            days: u32::try_from(self.days.0)
                .ok()
                .filter(|days| (1..=MOST_DAYS).contains(days))
                .ok_or_else(|| out_of("days", &self.days, &format!("from 1 to {MOST_DAYS}")))?,
            seed: u64::try_from(self.seed.0)
                .map_err(|_| out_of("seed", &self.seed, "from 0 on"))?,
            ..DemoOptions::default()
        })
    }
}

/// Starts it on a free port, with one thread. The interpreter is free meanwhile.
pub(crate) fn start(
    py: Python<'_>,
    made_up: &MadeUp,
    key: Option<String>,
    latency: f64,
    faults: Vec<(Whole, String)>,
) -> PyResult<(Server, Runtime)> {
    let latency = options::time(py, "latency", latency)?;
    let made_up = made_up.options(py)?;
    let script = faults
        .into_iter()
        .map(|(number, fault)| fault_at(py, number, &fault))
        .collect::<PyResult<Vec<_>>>()?;
    let started = py.detach(|| {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("tagove-server")
            .enable_all()
            .build()
            .map_err(|error| error.to_string())?;
        let mut server = Server::demo(Demo::generate(made_up))
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
