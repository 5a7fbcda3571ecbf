//! Reading that takes long, where the caller wants it (`ClientBuilder::read_aside`).

use std::sync::Arc;

/// Bytes of a body from which on reading it takes milliseconds.
pub(crate) const LARGE: usize = 1 << 20;

/// Calls what it is given, once.
pub(crate) type Aside = Arc<dyn Fn(&mut dyn FnMut()) + Send + Sync>;

/// Does the work there, or here if it is not called there. None if whoever called it has caught its panic.
pub(crate) fn run<T>(aside: &Aside, work: impl FnOnce() -> T) -> Option<T> {
    let (mut work, mut done) = (Some(work), None);
    let mut once = || {
        if let Some(work) = work.take() {
            done = Some(work());
        }
    };
    aside(&mut once);
    once();
    done
}
