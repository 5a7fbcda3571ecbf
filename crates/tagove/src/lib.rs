//! Client for the Tagove live-chat history API: the whole history, typed, with nothing lost and nothing invented.
//!
//! ```no_run
//! # async fn run() -> Result<(), tagove::TagoveError> {
//! use tagove::{Client, Include, ListChats};
//!
//! let client = Client::from_env()?; // TAGOVE_API_KEY
//! let mut chats = client.list_chats(ListChats::new().include([Include::Messages])).records();
//! while let Some(chat) = chats.next().await {
//!     let chat = chat?;
//!     println!("{:?}: {} messages", chat.get().id(), chat.get().messages().map_or(0, |list| list.len()));
//! }
//! assert!(chats.summary().complete);
//! # Ok(()) }
//! ```
//!
//! Answers are read tolerantly: a value that does not fit its field leaves the field `None`, stays as sent in `extra`,
//! and is named by a [`Warning`] with its place. The records and their fields: `docs/models.md`.
//!
//! # Features
//! Both are off unless named.
//! - `blocking`: a client for programs without `async`, the module `blocking`.
//! - `opentelemetry`: `traceparent` and `tracestate` go with every request made within a trace. The program has to use the
//!   same versions: opentelemetry 0.33, and tracing-opentelemetry 0.34 if it keeps spans with it. Spans and events have
//!   the target `tagove`; spans are of level INFO, one an attempt.
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod answer;
mod aside;
mod attempt;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod broken_off;
mod call;
mod client;
mod clock;
mod connections;
mod credentials;
mod data;
mod decode;
mod envelope;
mod error;
mod extra;
mod failure;
#[cfg(feature = "fuzzing")]
#[doc(hidden)]
pub mod fuzzing;
mod generated;
mod header;
mod hooks;
mod inflate;
mod json;
mod kept;
mod limits;
mod options;
mod options_hooks;
mod pace;
mod page;
mod pages;
mod path;
mod placing;
mod raw;
mod read;
mod reading;
mod receive;
mod recording;
mod records;
mod redact;
mod requests;
mod retry;
mod retry_after;
mod row;
mod said;
mod scalar;
pub mod schema;
mod secret;
mod seen;
mod settings;
mod shape;
mod single;
mod storm;
mod tape;
mod time;
mod time_text;
mod trace;
mod transport;
mod turn;
mod unescape;
mod unreachable;
mod unreadable;
mod warning;
mod web;
mod xml;
mod zone;

pub use answer::{Page, PageInfo, PageRecords, Pinned};
pub use client::Client;
pub use clock::Clock;
pub use credentials::{ApiKey, Credentials, Provided};
pub use error::{ErrorKind, TagoveError};
pub use extra::Extra;
pub use generated::owned::*;
pub use generated::views::*;
pub use hooks::{PageEvent, RequestEvent, ResponseEvent, RetryEvent};
pub use options::{Accept, Auth, ClientBuilder, DEFAULT_BASE_URL};
pub use pages::{Ended, Pages, Summary};
pub use raw::RawAnswer;
pub use records::Records;
pub use requests::{Include, ListChats, ListVisitorSessions};
pub use retry::OnRateLimit;
pub use row::{Record, Row, Rows, Texts, View, Views};
pub use settings::Options;
pub use single::Answer;
pub use time::Time;
pub use warning::{Warning, WarningCode};
pub use web::{
    BOOT_SCRIPT, BOOT_SCRIPT_HASH, Customer, MAX_CUSTOMER_FIELD_BYTES, MAX_WEBHOOK_BYTES,
    SKIP_COBROWSE, SKIP_UI_COBROWSE, SnippetForm, SnippetOptions, WEBHOOK_SIGNATURE_HEADER,
    WebhookEvent, WebhookKind, customer_snippet, parse_webhook, user_hash,
    verify_webhook_signature,
};

/// The README's Rust, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../../README.md")]
struct Readme;
