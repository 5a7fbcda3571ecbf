//! A connection that can be cut from within an answer, at a byte of our choice.

use std::{
    io::{self, IoSlice},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

/// How a connection ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// With a reset; what the system has not sent yet is lost.
    Reset,
    /// In good order, after all that was written.
    Close,
}

/// The handle that cuts. Clones cut the same connection.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cut(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    written: u64,
    plan: Option<Plan>,
}

#[derive(Debug, Clone, Copy)]
struct Plan {
    /// Cut once so many bytes have left; none: before one more does.
    after: Option<u64>,
    end: End,
}

impl Cut {
    /// Cuts instead of writing anything more.
    pub(crate) fn before_more(&self, end: End) {
        self.lock().plan = Some(Plan { after: None, end });
    }

    /// Cuts when `written` bytes have left and whoever writes asks for them to be flushed.
    pub(crate) fn after(&self, written: u64, end: End) {
        let after = Some(written);
        self.lock().plan = Some(Plan { after, end });
    }

    /// How many bytes were written so far, those of TLS included.
    pub(crate) fn written(&self) -> u64 {
        self.lock().written
    }

    /// How to end, if not a byte more is to be written.
    fn due_before_write(&self) -> Option<End> {
        let plan = self.lock().plan?;
        plan.after.is_none().then_some(plan.end)
    }

    /// How to end, if enough is written.
    fn due_after_flush(&self) -> Option<End> {
        let state = self.lock();
        let plan = state.plan?;
        (plan.after? <= state.written).then_some(plan.end)
    }

    fn count(&self, written: usize) {
        self.lock().written += written as u64;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A TCP stream that obeys a [`Cut`]. The cut reaches whoever writes as an error; it is they
/// who drop the stream then.
#[derive(Debug)]
pub(crate) struct Cuttable {
    stream: TcpStream,
    cut: Cut,
}

impl Cuttable {
    pub(crate) fn new(stream: TcpStream) -> (Self, Cut) {
        let cut = Cut::default();
        let handle = cut.clone();
        (Self { stream, cut }, handle)
    }

    fn end(&mut self, end: End, cx: &mut Context<'_>) -> Poll<io::Error> {
        let ended = match end {
            // Nothing is sent here: the drop that follows sends the reset.
            End::Reset => self.stream.set_zero_linger(),
            End::Close => ready!(Pin::new(&mut self.stream).poll_shutdown(cx)),
        };
        Poll::Ready(match ended {
            Ok(()) => io::ErrorKind::ConnectionAborted.into(),
            Err(error) => error,
        })
    }

    fn count(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        if let Poll::Ready(Ok(bytes)) = written {
            self.cut.count(bytes);
        }
        written
    }
}

impl AsyncRead for Cuttable {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Cuttable {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        if let Some(end) = self.cut.due_before_write() {
            return self.end(end, cx).map(Err);
        }
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.count(written)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if let Some(end) = self.cut.due_before_write() {
            return self.end(end, cx).map(Err);
        }
        let written = Pin::new(&mut self.stream).poll_write_vectored(cx, slices);
        self.count(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(Pin::new(&mut self.stream).poll_flush(cx))?;
        match self.cut.due_after_flush() {
            Some(end) => self.end(end, cx).map(Err),
            None => Poll::Ready(Ok(())),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
