//! The local server for Node: in an addon of its own, so that the client's stays small. `node/` loads it when a program
//! first asks for a server.
//!
//! It shares no state with the client's addon, and knows nothing of the client: they meet over HTTP.
#![expect(
    missing_debug_implementations,
    reason = "napi wants its items public, but nobody links this crate or prints its types"
)]

mod failure;
// The same source as in the client's addon: each has threads and ends of its own.
#[path = "../../node/src/guard.rs"]
mod guard;
mod server;
mod server_start;
#[path = "../../node/src/thread.rs"]
mod thread;
