//! The `tagove` command inside the extension module, so that `pip install` puts it on the PATH.

use pyo3::prelude::*;
use std::ffi::OsString;
use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a Rust program ends with after a panic.
const PANICKED: u8 = 101;

/// Runs the command with these arguments, the program's name first, and gives its exit code. Other Python threads go
/// on meanwhile.
#[pyfunction]
pub(crate) fn run_command(py: Python<'_>, args: Vec<OsString>) -> u8 {
    py.detach(|| {
        let code = catch_unwind(AssertUnwindSafe(|| tagove_cli::run(args))).unwrap_or(PANICKED);
        // The Rust program does this as it ends; this one goes on in Python. Only a closed pipe can fail here.
        let _ = std::io::stdout().flush();
        code
    })
}
