//! Ctrl-C and its kin: the first ends the work in order, the second at once.

use crate::exit;
use crate::failure::Failure;
use std::io;
use tagove::ErrorKind;
use tokio::sync::watch;

/// Tells when the user wants to stop.
#[derive(Debug)]
pub(crate) struct Interrupt(watch::Receiver<bool>);

impl Interrupt {
    /// From here on a signal does not end the process by itself.
    pub(crate) fn listen() -> Result<Self, Failure> {
        let (sender, receiver) = watch::channel(false);
        let mut signals = Signals::new().map_err(|error| {
            Failure::disk(format!(
                "signals cannot be listened to ({error}); try again"
            ))
        })?;
        tokio::spawn(async move {
            signals.next().await;
            sender.send_replace(true);
            // The work may hang in a write to a pipe that nobody reads.
            signals.next().await;
            std::process::exit(exit::of_kind(ErrorKind::Cancelled).into());
        });
        Ok(Self(receiver))
    }

    /// Waits for the first signal.
    pub(crate) async fn wait(&mut self) {
        if self.0.wait_for(|stop| *stop).await.is_err() {
            // The listener ends with the process only.
            std::future::pending::<()>().await;
        }
    }

    /// The work's result, unless a signal comes first; then the work is dropped.
    pub(crate) async fn or<T>(&mut self, work: impl Future<Output = T>) -> Result<T, Failure> {
        tokio::select! {
            biased;
            () = self.wait() => Err(Failure::cancelled()),
            done = work => Ok(done),
        }
    }
}

#[cfg(unix)]
struct Signals {
    interrupt: tokio::signal::unix::Signal,
    terminate: tokio::signal::unix::Signal,
}

#[cfg(unix)]
impl Signals {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    async fn next(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
struct Signals(tokio::signal::windows::CtrlC);

#[cfg(windows)]
impl Signals {
    fn new() -> io::Result<Self> {
        tokio::signal::windows::ctrl_c().map(Self)
    }

    async fn next(&mut self) {
        let _ = self.0.recv().await;
    }
}
