//! The kinds of fault.

use std::time::Duration;

/// What goes wrong with one answer. `FromStr` reads each from its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fault {
    /// A refusal with the API's error body, in the form and compression asked for.
    Status {
        /// The HTTP status; what is none, or one of 1xx, is sent as 500.
        code: u16,
        /// The header `Retry-After` as it is sent, if any.
        retry_after: Option<String>,
    },
    /// The connection is reset before a byte of the answer.
    ResetBeforeHead,
    /// The connection is closed in good order, before a byte of the answer.
    ClosedBeforeHead,
    /// The head and part of the body it announces, then a reset.
    ResetInBody,
    /// The head and part of the body it announces, then the connection is closed in good order.
    Truncated,
    /// The whole answer, after a wait.
    Slow(Duration),
    /// The whole answer, its body in small pieces.
    Dribbled {
        /// How long a piece is; 0 is taken as 1.
        bytes: usize,
        /// The wait before each.
        pause: Duration,
    },
    /// The right body under `Content-Type: text/html`.
    WrongContentType,
    /// The right body, plain, under `Content-Encoding: gzip`.
    FalseGzip,
    /// Status 302 to the same target on another port, where the same server answers: who
    /// follows is in the journal, under that port.
    RedirectToOtherPort,
    /// No answer at all, until the client hangs up.
    Silence,
}
