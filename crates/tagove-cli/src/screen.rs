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

/// Wider than any terminal.
const WIDEST: usize = 1000;

/// clap asks the terminal for its width, and tells nobody: but it wraps a text of short words to fit.
fn terminal() -> usize {
    // Lines of one-letter words are of odd length, one that begins with a word of two letters is even: one of the two
    // is as long as the terminal is wide.
    let letters = "x ".repeat(WIDEST / 2);
    let help = clap::Command::new("width")
        .help_template("{about}")
        .max_term_width(WIDEST)
        .about(format!("{letters}\nxx {letters}"))
        .render_help()
        .to_string();
    help.lines().map(str::len).max().unwrap_or(80)
}
