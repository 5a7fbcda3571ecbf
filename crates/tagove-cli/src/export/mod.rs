//! `tagove export`: a date range as files that are whole or absent.

mod folder;
mod progress;

use crate::Context;
use crate::connect::ListConnection;
use crate::count::{count, noun};
use crate::failure::Failure;
use crate::warnings::Warnings;
use folder::{Draft, Folder};
use progress::Progress;
use serde::Serialize;
use std::path::PathBuf;
use tagove::{Page, Pages, Record, Summary, View as _};

pub(crate) const AFTER_HELP: &str = "\
DIR receives chats.jsonl and visitor_sessions.jsonl, one record a line. Both are written under temporary names and get \
theirs when both are written to the end; on an error or Ctrl-C neither does. They are readable by their owner only.

A server may end a list without an end: it repeats a page, or gives fewer records than it announced. The files are \
written all the same, a line says what happened, and the exit code is 1: findings, an export that may be \
incomplete.

With --record and --replay each list has a directory inside the one that is named: list_chats and \
list_visitor_sessions.

Example:
  tagove export --demo --to history";

#[derive(clap::Args)]
pub(crate) struct Export {
    /// Directory for the files; made if it is not there
    #[arg(long, value_name = "DIR")]
    to: PathBuf,
    /// Replace files of an earlier export
    #[arg(long)]
    force: bool,
    /// First day, yyyy-mm-dd [default: not sent]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    start_date: Option<String>,
    /// Last day, yyyy-mm-dd; the vendor does not say whether it is included [default: not sent]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    end_date: Option<String>,
    /// Records a page, from 1; the server may cap it
    #[arg(
        long,
        value_name = "NUMBER",
        default_value_t = 100,
        allow_negative_numbers = true
    )]
    limit: i64,
    #[command(flatten)]
    connection: ListConnection,
}

/// What was exported.
#[derive(Default, Serialize)]
struct Exported {
    chats: u64,
    messages: u64,
    visitor_sessions: u64,
    /// Records that the server gave again and that were dropped.
    duplicates: u64,
    complete: bool,
    /// As text: a name need not be UTF-8, and JSON has to be.
    files: Vec<String>,
    /// Why it is not known to be complete, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    findings: Vec<String>,
}

pub(crate) async fn run(args: Export, context: &mut Context) -> Result<(), Failure> {
    let mut chats = tagove::ListChats::new()
        .limit(args.limit)
        .include(tagove::Include::ALL);
    let mut sessions = tagove::ListVisitorSessions::new().limit(args.limit);
    if let Some(date) = args.start_date {
        (chats, sessions) = (chats.start_date(&date), sessions.start_date(date));
    }
    if let Some(date) = args.end_date {
        (chats, sessions) = (chats.end_date(&date), sessions.end_date(date));
    }
    let operations = ["list_chats", "list_visitor_sessions"];
    let (client, of_sessions) = args.connection.open_two(operations, context).await?;
    let folder = Folder::open(args.to, args.force)?;
    let (mut chat_file, mut session_file) = (
        folder.draft("chats.jsonl")?,
        folder.draft("visitor_sessions.jsonl")?,
    );
    let mut done = Exported::default();

    let pages = client.client.list_chats(chats);
    let messages = &mut done.messages;
    let count_messages = |page: &Page<tagove::Chat>| {
        let lists = page.iter().filter_map(|chat| chat.messages());
        *messages += lists.map(|list| list.len() as u64).sum::<u64>();
    };
    let (of_chats, mut findings) = write(pages, &mut chat_file, count_messages, context).await?;
    let pages = of_sessions.list_visitor_sessions(sessions);
    let (of_sessions, more) = write(pages, &mut session_file, |_| {}, context).await?;
    findings.extend(more);

    done.chats = of_chats.records;
    done.visitor_sessions = of_sessions.records;
    done.duplicates = of_chats.duplicates + of_sessions.duplicates;
    done.complete = of_chats.complete && of_sessions.complete;
    done.findings = findings;
    let files = folder.commit([chat_file, session_file])?;
    done.files = files
        .iter()
        .map(|path| path.display().to_string())
        .collect();
    let text = format!(
        "exported {} with {} and {}{} to {}",
        count(done.chats, "chat"),
        count(done.messages, "message"),
        count(done.visitor_sessions, "visitor session"),
        if done.complete {
            ""
        } else {
            ", not known to be complete,"
        },
        folder.path().display(),
    );
    context.report.summary(&done, &text);
    if done.complete {
        Ok(())
    } else {
        Err(Failure::Findings)
    }
}

/// Writes a list to its end, a page at a time. Gives what is known of it, and what was noticed of it as a whole.
async fn write<R: Record>(
    mut pages: Pages<R>,
    file: &mut Draft,
    look: impl FnMut(&Page<R>),
    context: &mut Context,
) -> Result<(Summary, Vec<String>), Failure> {
    let mut warnings = Warnings::new(context.report, R::Ref::MODEL);
    let outcome = write_pages(&mut pages, file, look, &mut warnings, context).await;
    let findings = warnings.end(pages.warnings());
    outcome.map(|()| (pages.summary(), findings))
}

async fn write_pages<R: Record>(
    pages: &mut Pages<R>,
    file: &mut Draft,
    mut look: impl FnMut(&Page<R>),
    warnings: &mut Warnings,
    context: &mut Context,
) -> Result<(), Failure> {
    let progress = Progress::begin(noun(R::Ref::MODEL), &context.aside);
    let mut line = String::new();
    while let Some(page) = context.interrupt.or(pages.next_page()).await?? {
        for row in page.rows() {
            line.clear();
            row.write_json(&mut line);
            line.push('\n');
            file.write(&line)?;
        }
        look(&page);
        progress.show(&pages.summary());
        if !page.warnings().is_empty() {
            context.aside.write(|| warnings.take(&page));
        }
    }
    Ok(())
}
