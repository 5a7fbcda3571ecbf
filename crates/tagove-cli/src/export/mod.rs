//! `tagove export`: a date range as files that are whole or absent.

mod folder;
mod progress;

use crate::Context;
use crate::connect::Connection;
use crate::failure::Failure;
use folder::{Draft, Folder};
use progress::Progress;
use serde::Serialize;
use std::path::PathBuf;
use tagove::{Page, Pages, Record};

pub(crate) const AFTER_HELP: &str = "\
DIR receives chats.jsonl and visitor_sessions.jsonl, one record a line. Both are written under temporary names and get \
theirs when both are complete; on an error or Ctrl-C neither does. They are readable by their owner only.

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
    connection: Connection,
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
    files: Vec<PathBuf>,
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
    let client = args.connection.open().await?;
    let folder = Folder::open(args.to, args.force)?;
    let (mut chat_file, mut session_file) = (
        folder.draft("chats.jsonl")?,
        folder.draft("visitor_sessions.jsonl")?,
    );
    let mut done = Exported {
        complete: true,
        ..Exported::default()
    };

    let pages = client.client.list_chats(chats);
    let count = |page: &Page<tagove::Chat>| {
        let messages = page.iter().filter_map(|chat| chat.messages());
        done.messages += messages.map(|messages| messages.len() as u64).sum::<u64>();
    };
    let summary = write(
        pages,
        &mut chat_file,
        Progress::begin("chats"),
        count,
        context,
    )
    .await?;
    (done.chats, done.duplicates) = (summary.records, summary.duplicates);
    done.complete &= summary.complete;

    let pages = client.client.list_visitor_sessions(sessions);
    let progress = Progress::begin("visitor sessions");
    let summary = write(pages, &mut session_file, progress, |_| {}, context).await?;
    done.visitor_sessions = summary.records;
    done.duplicates += summary.duplicates;
    done.complete &= summary.complete;

    done.files = folder.commit([chat_file, session_file])?;
    let text = format!(
        "exported {} chats with {} messages and {} visitor sessions{} to {}",
        done.chats,
        done.messages,
        done.visitor_sessions,
        if done.complete {
            ""
        } else {
            ", not known to be complete,"
        },
        folder.path().display(),
    );
    context.report.summary(&done, &text);
    Ok(())
}

/// Writes a list to its end, a page at a time.
async fn write<R: Record>(
    mut pages: Pages<R>,
    file: &mut Draft,
    progress: Progress,
    mut count: impl FnMut(&Page<R>),
    context: &mut Context,
) -> Result<tagove::Summary, Failure> {
    let mut line = String::new();
    while let Some(page) = context.interrupt.or(pages.next_page()).await?? {
        for row in page.rows() {
            line.clear();
            row.write_json(&mut line);
            line.push('\n');
            file.write(&line)?;
        }
        count(&page);
        progress.show(&pages.summary());
        for warning in page.warnings() {
            progress.aside(|| context.report.warning(warning));
        }
    }
    for warning in pages.warnings() {
        progress.aside(|| context.report.warning(warning));
    }
    Ok(pages.summary())
}
