//! How wide a table may be.

use std::io::IsTerminal as _;

/// Where tables go: a terminal of some columns, or a file or pipe.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    pub(crate) columns: usize,
    /// Whether a line that is too long would be broken by whoever shows it.
    pub(crate) breaks: bool,
}

impl Screen {
    pub(crate) fn of_stdout() -> Self {
        match std::io::stdout().is_terminal() {
            true => Self {
                columns: terminal(),
                breaks: true,
            },
            false => Self {
                columns: 120,
                breaks: false,
            },
        }
    }
}

/// A terminal that does not tell is as wide as most.
fn terminal() -> usize {
    let size = terminal_size::terminal_size_of(std::io::stdout());
    size.map_or(80, |(width, _)| width.0.into())
}
