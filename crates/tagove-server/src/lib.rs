//! The local server of the Tagove client, for trying things out and for tests.
//!
//! [`Server::demo`] answers the six operations of the API from a history that [`Demo`]
//! makes up, in JSON or XML, as well-behaved or as badly as [`Behaviour`] says, with the faults
//! of a script of [`Faults`], and over TLS where that is asked for; [`Server::replay`] plays the
//! recorded answers of a corpus byte for byte. [`Proxy`] stands between a client and one of them.
//! All listen on 127.0.0.1 only. Nothing here knows the client's models or its decoder:
//! a wrong field must not pass on both sides.

mod api;
mod asked;
mod base64;
mod behaviour;
mod cut;
mod demo;
mod error;
mod faults;
mod journal;
mod json;
mod listening;
mod proxy;
mod query;
mod replay;
mod server;
#[cfg(feature = "tls")]
mod tls;
#[cfg(not(feature = "tls"))]
#[path = "tls/absent.rs"]
mod tls;
mod zone;

pub use api::DemoServer;
pub use asked::Asked;
pub use behaviour::{Behaviour, EndDate, FilterDate, Limit, Paging};
pub use demo::{Demo, DemoOptions, Totals};
pub use error::ServerError;
pub use faults::{Fault, Faults, NoFault};
pub use journal::Journal;
pub use proxy::{Proxied, Proxy};
pub use replay::{Replay, ReplayServer};
pub use server::Server;
pub use zone::Zone;
