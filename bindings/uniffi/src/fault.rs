//! Faults of this library: a panic in a call that can fail is that call's error, without the panic's words, which may be
//! somebody's.
//!
//! UniFFI itself would give each language an error of its own, with the words in it. Calls that run on the runtime are
//! guarded there. What is exported without an error copies what is there already, and reads, parses and asks for nothing.

use crate::failure::{ErrorKind, Failure};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What a panic becomes.
pub(crate) fn fault() -> Failure {
    Failure::new(
        ErrorKind::Decode,
        "a fault of this library, please report it",
    )
}

/// Makes a call on the caller's thread.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    // Nothing of a call that panicked is looked at again; what a lock guards may be, as `held` says.
    catch_unwind(AssertUnwindSafe(call)).unwrap_or_else(|_| Err(fault()))
}

#[cfg(test)]
mod tests {
    use super::{fault, guarded};
    use crate::failure::{ErrorKind, Failure};

    #[test]
    #[expect(clippy::panic, reason = "that is what is tested")]
    fn panic_in_a_guarded_call_is_an_error_without_its_words() {
        let failed: Result<(), Failure> = guarded(|| panic!("somebody's words"));
        assert_eq!(failed, Err(fault()));
        assert_eq!(guarded(|| Ok(7)), Ok(7));
        let Failure::Failed { kind, reason, .. } = fault();
        assert_eq!(kind, ErrorKind::Decode);
        assert!(!reason.contains("words"));
    }
}
