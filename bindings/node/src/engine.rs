//! Where requests run: one thread of ours for all of a process's JavaScript.
//!
//! One, because a request that goes from thread to thread wakes each of them, which costs more than the request does;
//! and while this thread decodes a page, JavaScript's own looks at the one before. What takes longer than a common page
//! is done aside, while another thread goes on with the rest.

use napi::bindgen_prelude::create_custom_tokio_runtime;
use napi_derive::module_init;
use tokio::runtime::Builder;

/// How long a body is from which on others would have to wait for it: milliseconds.
const LARGE: usize = 1 << 20;

/// Does what goes over a body of so many bytes, on the engine's thread.
pub(crate) fn aside<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    match bytes > LARGE {
        true => tokio::task::block_in_place(work),
        false => work(),
    }
}

/// When the addon is loaded. Where all of JavaScript's threads that had it have ended and another one loads it again, the
/// engine is Node-API's own, with a thread a core.
#[module_init]
fn engine() {
    let mut builder = Builder::new_multi_thread();
    let built = builder
        .worker_threads(1)
        .thread_name("tagove")
        .enable_all()
        .build();
    if let Ok(runtime) = built {
        create_custom_tokio_runtime(runtime);
    }
}
