//! Logs on stderr if `RUST_LOG` asks for them, without the key whatever a library below may log.

use crate::failure::Failure;
use crate::secret;
use std::io::{self, IsTerminal as _, Write};
use tracing_subscriber::EnvFilter;

/// Begins to log, in the form that `RUST_LOG` asks for; later calls in one process change nothing.
pub(crate) fn begin() -> Result<(), Failure> {
    let Some(wanted) = std::env::var("RUST_LOG")
        .ok()
        .filter(|text| !text.is_empty())
    else {
        return Ok(());
    };
    let filter = EnvFilter::try_new(&wanted).map_err(|_| {
        Failure::configuration("RUST_LOG is no filter; it looks like `tagove=debug`")
    })?;
    // The program that we are part of may log already.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(|| Stderr)
        .try_init();
    Ok(())
}

/// stderr without the key. One event comes as one write.
struct Stderr;

impl Write for Stderr {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        secret::write(&String::from_utf8_lossy(event))?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().lock().flush()
    }
}
