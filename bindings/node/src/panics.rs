//! Calls that panic: for the tests of what becomes of a panic, and in builds with debug assertions alone.

use crate::guard::guarded;
use napi::bindgen_prelude::{AsyncBlock, AsyncBlockBuilder, Env};
use napi_derive::napi;

/// Panics in a call that answers at once.
#[napi(skip_typescript, catch_unwind)]
pub fn panic_at_once() {
    fail();
}

/// Panics in a call that answers later, off the main thread.
#[napi(skip_typescript)]
pub fn panic_later(env: &Env) -> napi::Result<AsyncBlock<()>> {
    AsyncBlockBuilder::new(guarded(async {
        fail();
        Ok(())
    }))
    .build(env)
}

#[expect(clippy::panic, reason = "that is what it is for")]
fn fail() {
    panic!("somebody's words");
}
