//! The command as its users see it: the built binary, what it prints, and what it leaves behind.

mod bad_input;
mod cassettes;
mod command;
mod disk;
mod export;
mod help;
mod hostile;
mod incomplete;
mod interrupt;
mod keys;
mod lists;
mod local;
mod paging;
mod pipe;
mod redacted;
mod replay;
mod secrecy;
mod serve;
mod serve_behaviour;
mod serve_faults;
mod single;
mod stub;
mod table;
mod terminal;
mod usage;
mod warnings;
