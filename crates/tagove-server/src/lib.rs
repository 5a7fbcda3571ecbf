//! The local server of the Tagove client, for trying things out and for tests.
//!
//! [`Server::demo`] answers the six operations of the API from a history that [`Demo`]
//! makes up, in JSON or XML, as well-behaved or as badly as [`Behaviour`] says; [`Server::replay`] plays the recorded answers of a corpus byte for byte.
//! Both listen on 127.0.0.1 only. Nothing here knows the client's models or its decoder:
//! a wrong field must not pass on both sides.

mod api;
mod behaviour;
mod demo;
mod error;
mod journal;
mod json;
mod query;
mod replay;
mod server;
mod zone;

pub use api::DemoServer;
pub use behaviour::{Behaviour, EndDate, FilterDate, Limit, Paging};
pub use demo::{Demo, DemoOptions, Totals};
pub use error::ServerError;
pub use journal::{Asked, Journal};
pub use replay::{Replay, ReplayServer};
pub use server::Server;
pub use zone::Zone;
