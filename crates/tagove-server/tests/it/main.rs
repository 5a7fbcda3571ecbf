//! The server over real sockets.

mod checksum;
mod client;
mod demo_chats;
mod demo_compression;
mod demo_data;
mod demo_dates;
mod demo_drift;
mod demo_paging;
mod demo_refusals;
mod demo_visitors;
mod demo_xml;
mod fault_cuts;
mod faults;
mod journal;
mod lifetime;
mod proxy;
mod replay;
mod replay_corpus;
mod replay_errors;
mod tls;
mod xml_reader;
