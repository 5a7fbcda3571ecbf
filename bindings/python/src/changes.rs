//! The options in which a client can differ from the one that it was made of.

use crate::errors::raised;
use crate::options::{self, Whole};
use pyo3::prelude::*;
use pyo3::types::PyString;
use tagove::{ClientBuilder, Options};

/// `None` is an option that stays as it is.
#[expect(
    clippy::too_many_arguments,
    reason = "the keyword arguments of `with_options`, one for one"
)]
pub(crate) fn changes(
    py: Python<'_>,
    timeout: Option<f64>,
    attempt_timeout: Option<f64>,
    max_retries: Option<Whole>,
    on_rate_limit: Option<&str>,
    prefetch: Option<Whole>,
    strict: Option<bool>,
    time_zone: Option<&Bound<'_, PyString>>,
    limits: [Option<Whole>; 3],
) -> PyResult<Options> {
    let mut changed = Options::new();
    if let Some(seconds) = timeout {
        changed = changed.timeout(options::time(py, "timeout", seconds)?);
    }
    if let Some(seconds) = attempt_timeout {
        changed = changed.attempt_timeout(options::time(py, "attempt_timeout", seconds)?);
    }
    if let Some(retries) = max_retries {
        changed = changed.max_retries(options::retries(py, retries)?);
    }
    if let Some(what) = on_rate_limit {
        changed = changed.on_rate_limit(what.parse().map_err(|error| raised(py, &error))?);
    }
    if let Some(pages) = prefetch {
        changed = changed.prefetch(options::prefetch(py, pages)?);
    }
    if let Some(strict) = strict {
        changed = changed.strict(strict);
    }
    if let Some(zone) = time_zone {
        let refusal = "time_zone holds half a character (a lone surrogate), which no zone has";
        changed = changed.time_zone(options::text(py, zone, refusal)?);
    }
    type Limit = (
        fn(ClientBuilder, usize) -> ClientBuilder,
        fn(Options, usize) -> Options,
    );
    let known: [Limit; 3] = [
        (ClientBuilder::max_body_bytes, Options::max_body_bytes),
        (ClientBuilder::max_rows, Options::max_rows),
        (ClientBuilder::max_depth, Options::max_depth),
    ];
    for (given, (build, change)) in limits.into_iter().zip(known) {
        let Some(given) = given else { continue };
        match usize::try_from(given.0) {
            Ok(limit) => changed = change(changed, limit),
            // For the words that refuse it, which stand in one place.
            Err(_) => {
                let any = ClientBuilder::default().api_key("none");
                let _ = options::limit(py, any, build, given)?;
            }
        }
    }
    Ok(changed)
}
