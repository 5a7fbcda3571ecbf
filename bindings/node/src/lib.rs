//! The node binding: convert in, call the core, convert out. What users see is the TypeScript of `node/`; everything
//! here is called by it alone.
//!
//! A page crosses once, as one string and two tables of numbers (`dense.rs`); nothing crosses for a field. Errors cross
//! as one JSON object (`failure.rs`), because Node-API carries only a text.
#![expect(
    unreachable_pub,
    missing_debug_implementations,
    reason = "napi wants its items public, but nobody links this crate or prints its types"
)]

mod call;
mod client;
mod dense;
mod engine;
mod failure;
mod guard;
mod kept_body;
mod key;
mod life;
mod list;
mod mailbox;
mod options;
mod page;
#[cfg(debug_assertions)]
mod panics;
mod raw;
mod repeats;
mod text;
mod thread;
mod told;
mod web;
