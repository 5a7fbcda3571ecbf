//! What a local server is started with, from JavaScript's numbers.

use crate::failure::refused;
use napi_derive::napi;
use std::collections::HashMap;
use std::time::Duration;
use tagove_server::{Demo, DemoOptions, DemoServer, Fault, Faults, Server};

/// What a local server makes up, and how it behaves; TypeScript has checked the types.
#[napi(object, object_to_js = false)]
pub struct ServerOptions {
    /// How many chats.
    pub chats: Option<f64>,
    /// Over how many days they spread.
    pub days: Option<f64>,
    /// The same seed makes up the same chats everywhere.
    pub seed: Option<f64>,
    /// How long every answer waits.
    pub latency_ms: Option<f64>,
    /// The only key that is let in; without one, any that is not empty.
    pub key: Option<String>,
    /// What goes wrong with the request of a number, counted from 1.
    pub faults: Option<HashMap<String, String>>,
}

/// 2^53 - 1: beyond it a number may stand for its neighbour.
const MOST_EXACT: f64 = 9_007_199_254_740_991.0;

/// The server that is asked for, not listening yet.
pub(crate) fn prepared(options: ServerOptions) -> napi::Result<DemoServer> {
    let mut made_up = DemoOptions::default();
    if let Some(chats) = options.chats {
        made_up.chats = whole("chats", chats, 0.0, DemoOptions::MOST_CHATS as f64)? as usize;
    }
    if let Some(days) = options.days {
        made_up.days = whole("days", days, 1.0, f64::from(DemoOptions::MOST_DAYS))? as u32;
    }
    if let Some(seed) = options.seed {
        made_up.seed = whole("seed", seed, 0.0, MOST_EXACT)? as u64;
    }
    let latency = time("latencyMs", options.latency_ms.unwrap_or(0.0))?;
    let faults = options.faults.unwrap_or_default();
    let script = faults
        .into_iter()
        .map(|(number, fault)| fault_at(&number, &fault))
        .collect::<napi::Result<Vec<_>>>()?;
    let mut server = Server::demo(Demo::generate(made_up))
        .latency(latency)
        .faults(Faults::at(script));
    if let Some(key) = options.key {
        server = server.key(key);
    }
    Ok(server)
}

/// Milliseconds from 0 on, as a time that can be waited.
pub(crate) fn time(name: &str, ms: f64) -> napi::Result<Duration> {
    Duration::try_from_secs_f64(ms / 1e3).map_err(|_| {
        refused(&format!(
            "{name} is {ms}; it is a finite number of milliseconds from 0 on"
        ))
    })
}

/// A whole number within its range.
pub(crate) fn whole(name: &str, number: f64, least: f64, most: f64) -> napi::Result<f64> {
    if number.fract() == 0.0 && (least..=most).contains(&number) {
        return Ok(number);
    }
    Err(refused(&format!(
        "{name} is {number}; it is a whole number from {least} to {most}"
    )))
}

/// A fault and the number of the request that it befalls.
fn fault_at(number: &str, fault: &str) -> napi::Result<(u64, Fault)> {
    let Some(number) = number.parse().ok().filter(|number| *number > 0) else {
        return Err(refused(
            "faults: requests are counted from 1; give the number of one",
        ));
    };
    match fault.parse() {
        Ok(fault) => Ok((number, fault)),
        Err(error) => Err(refused(&format!("faults: {error}"))),
    }
}
