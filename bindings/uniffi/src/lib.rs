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
mod credentials;
mod extra;
mod failure;
mod fault;
mod generated;
mod hooks;
mod life;
mod list;
mod options;
mod packed;
mod page;
mod raw;
mod rows;
mod runtime;
mod snippet;
mod summary;
mod time;

pub use bytes::Bytes;
pub use cancel::CancelToken;
pub use client::Client;
pub use credentials::{KeyProvider, NoKey, ProvidedKey};
pub use failure::{ErrorKind, Failure};
pub use generated::*;
pub use hooks::{HookFailed, HookListener, Hooks, RequestFacts, Told};
pub use list::{ChatPages, VisitorSessionPages};
pub use options::{Changes, Options};
pub use packed::{PackedPage, Single, decode_chats_packed};
pub use page::{
    ChatPage, PageBody, PageFacts, RecordingPage, VisitorSessionPage, Warning, decode_chats,
};
pub use raw::{Pair, RawAnswer};
pub use rows::Rows;
pub use snippet::{boot_script_hash, customer_snippet, skip_cobrowse, skip_ui_cobrowse};
pub use summary::Summary;
pub use time::Time;

uniffi::setup_scaffolding!();
