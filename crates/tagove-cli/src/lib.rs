//! The `tagove` command as a library, so that a binary and a Python console script are the same command.
//!
//! stdout holds data only; errors, warnings, summaries and progress go to stderr. The exit codes are documented in
//! `tagove --help` and do not change.
#![forbid(unsafe_code)]

mod args;
mod aside;
mod columns;
mod connect;
mod corpus;
mod count;
mod customer_file;
mod demo;
mod escape;
mod exit;
mod export;
mod failure;
mod format;
mod interrupt;
mod key;
mod limits;
mod lists;
mod logs;
mod number;
mod output;
mod report;
mod retries;
mod route;
mod screen;
mod secret;
mod secret_file;
mod serve;
mod single;
mod snippet;
mod table;
mod tape;
mod user_hash;
mod userinfo;
mod waits;
mod warnings;

use args::{Cli, Command};
use aside::Aside;
use clap::Parser as _;
use failure::Failure;
use interrupt::Interrupt;
use report::Report;
use std::ffi::OsString;

/// What every command has at hand.
struct Context {
    format: format::Format,
    report: Report,
    interrupt: Interrupt,
    aside: Aside,
}

/// Runs the command with these arguments, the program's name first, and gives its exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    key::keep_secret();
    user_hash::keep_secret();
    userinfo::keep_secret(&args);
    let cli = match Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => {
            key::keep_secret_of(&args);
            userinfo::keep_secret_of(&args);
            return args::explain(&error);
        }
    };
    let format = cli.format();
    let report = Report::new(format);
    match perform(cli, format, report) {
        Ok(()) => exit::OK,
        Err(failure) => {
            report.failure(&failure);
            failure.exit()
        }
    }
}

fn perform(cli: Cli, format: format::Format, report: Report) -> Result<(), Failure> {
    key::refuse_argument(cli.api_key.is_some())?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| {
            Failure::disk(format!(
                "the runtime did not start ({error}); close other programs and try again"
            ))
        })?;
    let outcome = runtime.block_on(async {
        let mut context = Context {
            format,
            report,
            interrupt: Interrupt::listen()?,
            aside: Aside::default(),
        };
        dispatch(cli.command, &mut context).await
    });
    // A name lookup that hangs must not keep the process.
    runtime.shutdown_background();
    outcome
}

async fn dispatch(command: Command, context: &mut Context) -> Result<(), Failure> {
    match command {
        Command::ListChats(args) => lists::chats(args, context).await,
        Command::GetChat(args) => single::chat(args, context).await,
        Command::ListMessages(args) => single::messages(args, context).await,
        Command::GetRecording(args) => single::recording(args, context).await,
        Command::ListVisitorSessions(args) => lists::visitor_sessions(args, context).await,
        Command::GetVisitorSessions(args) => single::visitor_sessions(args, context).await,
        Command::Export(args) => export::run(args, context).await,
        Command::Serve(args) => serve::run(args, context).await,
        Command::Corpus(args) => corpus::run(args, context).await,
        Command::Snippet(args) => snippet::run(args, context).await,
        Command::UserHash(args) => user_hash::run(args),
    }
}
