//! The server over real sockets.

mod checksum;
mod client;
mod demo_chats;
mod demo_data;
mod demo_refusals;
mod demo_visitors;
mod lifetime;
mod replay;
mod replay_corpus;
mod replay_errors;
