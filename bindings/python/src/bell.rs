//! What wakes an event loop from another thread: one end is written to, the loop watches the other.

use std::io::{self, Read as _, Write as _};

#[cfg(unix)]
type Stream = std::os::unix::net::UnixStream;
#[cfg(not(unix))]
type Stream = std::net::TcpStream;

pub(crate) struct Bell {
    watched: Stream,
    rung: Stream,
}

impl Bell {
    pub(crate) fn new() -> io::Result<Self> {
        let (watched, rung) = pair()?;
        watched.set_nonblocking(true)?;
        rung.set_nonblocking(true)?;
        Ok(Self { watched, rung })
    }

    /// Wakes the loop.
    pub(crate) fn ring(&self) {
        // It fails only if the socket is full, and then the loop is awake anyway.
        let _ = (&self.rung).write(&[1]);
    }

    /// Forgets that it was rung.
    pub(crate) fn silence(&self) {
        let mut rings = [0; 64];
        while matches!((&self.watched).read(&mut rings), Ok(64)) {}
    }

    /// What the loop watches for reading.
    #[cfg(unix)]
    pub(crate) fn fileno(&self) -> i64 {
        std::os::fd::AsRawFd::as_raw_fd(&self.watched).into()
    }

    #[cfg(windows)]
    pub(crate) fn fileno(&self) -> i64 {
        i64::try_from(std::os::windows::io::AsRawSocket::as_raw_socket(
            &self.watched,
        ))
        .unwrap_or(-1)
    }
}

#[cfg(unix)]
fn pair() -> io::Result<(Stream, Stream)> {
    Stream::pair()
}

/// Over loopback, where there are no pairs. Whoever else connects first is turned away.
#[cfg(not(unix))]
fn pair() -> io::Result<(Stream, Stream)> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    let rung = Stream::connect(listener.local_addr()?)?;
    rung.set_nodelay(true)?;
    loop {
        let (watched, from) = listener.accept()?;
        if from == rung.local_addr()? {
            return Ok((watched, rung));
        }
    }
}
