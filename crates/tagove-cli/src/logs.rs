//! Logs on stderr if `RUST_LOG` asks for them, without the key whatever a library below may log.

use crate::failure::Failure;
use std::borrow::Cow;
use std::io::{self, IsTerminal as _, Write};
use std::sync::Arc;
use tracing_subscriber::EnvFilter;

/// Begins to log, in the form that `RUST_LOG` asks for; later calls in one process change nothing.
pub(crate) fn begin(key: Option<&str>) -> Result<(), Failure> {
    let Some(wanted) = std::env::var("RUST_LOG")
        .ok()
        .filter(|text| !text.is_empty())
    else {
        return Ok(());
    };
    let filter = EnvFilter::try_new(&wanted).map_err(|_| {
        Failure::configuration("RUST_LOG is no filter; it looks like `tagove=debug`")
    })?;
    let key: Option<Arc<str>> = key.map(Into::into);
    // The program that we are part of may log already.
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(io::stderr().is_terminal())
        .with_writer(move || Redacted { key: key.clone() })
        .try_init();
    Ok(())
}

/// stderr without the key. One event comes as one write.
struct Redacted {
    key: Option<Arc<str>>,
}

impl Redacted {
    fn clean<'e>(&self, event: &'e [u8]) -> Cow<'e, str> {
        let text = String::from_utf8_lossy(event);
        match self.key.as_deref() {
            Some(key) if text.contains(key) => text.replace(key, "<redacted>").into(),
            _ => text,
        }
    }
}

impl Write for Redacted {
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        io::stderr()
            .lock()
            .write_all(self.clean(event).as_bytes())?;
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        io::stderr().lock().flush()
    }
}

#[cfg(test)]
mod tests {
    use super::Redacted;

    #[test]
    fn log_event_with_the_key_is_written_without_it() {
        let logs = |key: Option<&str>| Redacted {
            key: key.map(Into::into),
        };
        let event = b"asking /chat/s3cret for s3cret";
        assert_eq!(
            logs(Some("s3cret")).clean(event),
            "asking /chat/<redacted> for <redacted>"
        );
        assert_eq!(logs(None).clean(event), "asking /chat/s3cret for s3cret");
    }
}
