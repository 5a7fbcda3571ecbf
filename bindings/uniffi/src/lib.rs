//! What Kotlin and Swift call: convert in, call the core, convert out. Not for Rust code, which has the core itself.
//!
//! Every call runs on a runtime of this library, so that no answer is read on a caller's (user interface) thread.
//! Records cross straight from the rows of a page, without an owned copy in between: see [`Rows`].
#![expect(
    unsafe_code,
    reason = "UniFFI's derives and its traits are unsafe to implement; `rows.rs` and `bytes.rs` are the only code of ours that does"
)]
#![expect(
    clippy::result_large_err,
    reason = "an error crosses by value, once a call: a box would be opened on the next line"
)]

mod bytes;
mod cancel;
mod client;
mod extra;
mod failure;
mod generated;
mod list;
mod packed;
mod page;
mod rows;
mod runtime;
mod time;

pub use bytes::Bytes;
pub use cancel::CancelToken;
pub use client::{Client, Options};
pub use failure::{ErrorKind, Failure};
pub use generated::*;
pub use list::{ChatPages, Summary, VisitorSessionPages};
pub use packed::{PackedPage, Single, decode_chats_packed};
pub use page::{
    ChatPage, PageBody, PageFacts, RecordingPage, VisitorSessionPage, Warning, decode_chats,
};
pub use rows::Rows;
pub use time::Time;

uniffi::setup_scaffolding!();
