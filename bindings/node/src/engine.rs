//! Where requests run: one thread of ours for all of a process's JavaScript.
//!
//! One, because a request that goes from thread to thread wakes each of them, which costs more than the request does;
//! and while this thread decodes a page, JavaScript's own looks at the one before.

use napi::bindgen_prelude::create_custom_tokio_runtime;
use napi_derive::module_init;
use tokio::runtime::Builder;

/// Once a process, when the addon is loaded.
#[module_init]
fn engine() {
    let mut builder = Builder::new_multi_thread();
    let built = builder
        .worker_threads(1)
        .thread_name("tagove")
        .enable_all()
        .build();
    // A system that gives no thread now is asked again when one is needed, and the call says so.
    if let Ok(runtime) = built {
        create_custom_tokio_runtime(runtime);
    }
}
