//! The commands and their flags.

use crate::corpus::Corpus;
use crate::export::Export;
use crate::format::Format;
use crate::lists::{ListChats, ListVisitorSessions};
use crate::serve::Serve;
use crate::single::{OneChat, OneVisitor};
use crate::snippet::Snippet;
use crate::user_hash::UserHash;
use crate::{exit, secret};
use clap::{Parser, Subcommand};
use std::ffi::OsString;

/// The history of a Tagove account: chats, messages, recordings and visitor sessions
#[derive(Parser)]
#[command(name = "tagove", version, after_help = AFTER_HELP, propagate_version = true)]
pub(crate) struct Cli {
    /// json, jsonl or table, on stdout; with json and jsonl, stderr is JSON lines too
    /// [default: table on a terminal, jsonl elsewhere]
    #[arg(
        long,
        global = true,
        display_order = 900,
        value_enum,
        value_name = "FORM",
        hide_possible_values = true
    )]
    format: Option<Format>,

    // Here only so that its refusal can say what to do instead, and does not repeat the key.
    #[arg(long, global = true, hide = true, num_args = 0..=1, allow_hyphen_values = true)]
    pub(crate) api_key: Option<Option<OsString>>,

    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER_HELP: &str = "\
Environment:
  TAGOVE_API_KEY   the key (dashboard: Settings > API Key); or --api-key-file
  TAGOVE_BASE_URL  where the API is, if not https://api.tagove.com; or --base-url
  TAGOVE_USER_HASH_SECRET
                   the secret of user-hash; or --secret-file
  HTTPS_PROXY      a proxy, and NO_PROXY the hosts that need none; or --proxy
  RUST_LOG         logs on stderr, for example tagove=debug; off unless set

Messages on stderr:
  with table: lines for people; equal warnings are counted, and told after the list
  with json and jsonl: JSON lines; jsonl is the default when stdout is no terminal
  a wait of more than a second before a request is made again is told in both
  usage errors (an unknown flag, a missing argument) are plain text in every form

Exit codes:
  0 ok   1 findings: an export that may be incomplete   2 wrong use or refused request
  3 key refused   4 not found   5 rate limit or timeout   6 no connection
  7 server failed or answer unreadable   8 not verified   9 disk   130 interrupted

Example:
  tagove list-chats --demo --format table";

#[derive(Subcommand)]
pub(crate) enum Command {
    /// List all chats of a date range
    #[command(
        after_help = "Example:\n  tagove list-chats --demo --start-date 2016-11-01 --include messages,account"
    )]
    ListChats(ListChats),
    /// Show one chat
    #[command(after_help = "Example:\n  tagove get-chat --demo 43074")]
    GetChat(OneChat),
    /// Show one chat with its messages
    #[command(after_help = "Example:\n  tagove list-messages --demo 43074")]
    ListMessages(OneChat),
    /// Show one chat with the paths of its recorded files
    #[command(after_help = "Example:\n  tagove get-recording --demo 43079")]
    GetRecording(OneChat),
    /// List all visitor sessions of a date range
    #[command(after_help = "Example:\n  tagove list-visitor-sessions --demo --end-date 2016-08-31")]
    ListVisitorSessions(ListVisitorSessions),
    /// List all sessions of one visitor
    #[command(after_help = "Example:\n  tagove get-visitor-sessions --demo 838161")]
    GetVisitorSessions(OneVisitor),
    /// Write all chats, with messages and account, and all visitor sessions to files
    #[command(after_help = crate::export::AFTER_HELP)]
    Export(Export),
    /// Serve the API on this machine, with made-up data or a recorded corpus
    #[command(after_help = crate::serve::AFTER_HELP)]
    Serve(Serve),
    /// Work on recordings as cases of the corpus
    #[command(after_help = crate::corpus::AFTER_HELP)]
    Corpus(Corpus),
    /// Print the script that tells a page's chat widget who is logged in
    #[command(after_help = crate::snippet::AFTER_HELP)]
    Snippet(Snippet),
    /// Print the hash that proves a page's customer to the vendor's later product (Acquire)
    #[command(after_help = crate::user_hash::AFTER_HELP)]
    UserHash(UserHash),
}

impl Cli {
    /// The form asked for, or the one that fits where stdout goes.
    pub(crate) fn format(&self) -> Format {
        self.format.unwrap_or_else(Format::of_stdout)
    }
}

/// Prints help, the version or what is wrong with the arguments, and gives the exit code.
pub(crate) fn explain(error: &clap::Error) -> u8 {
    if error.use_stderr() {
        // A key that stands where none belongs would be repeated.
        let _ = secret::write(&error.render().to_string());
        exit::USAGE
    } else {
        // Only a closed pipe can fail here: `tagove --help | head`.
        let _ = error.print();
        exit::OK
    }
}
