//! The lists that come in pages.

use crate::Context;
use crate::connect::ListConnection;
use crate::count::noun;
use crate::failure::Failure;
use crate::output::Output;
use crate::warnings::Warnings;
use tagove::{Pages, Record, View as _};

/// Which part of a list is asked for. What is left out is not sent.
#[derive(clap::Args)]
#[command(next_help_heading = "Parameters")]
pub(crate) struct Range {
    /// First day, yyyy-mm-dd [default: not sent]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    start_date: Option<String>,
    /// Last day, yyyy-mm-dd; the vendor does not say whether it is included [default: not sent]
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    end_date: Option<String>,
    /// Page to begin with, from 1; the list goes on from it to its end [default: 1]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    page: Option<i64>,
    /// Records a page, from 1; the server may cap it [default: the server's]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    limit: Option<i64>,
    /// At most so many records, over all pages; then no further page is asked for [default: all]
    #[arg(long, value_name = "NUMBER")]
    take: Option<u64>,
}

#[derive(clap::Args)]
pub(crate) struct ListChats {
    #[command(flatten)]
    range: Range,
    /// What comes along with each chat: messages, account, or both with a comma
    #[arg(
        long,
        value_name = "WORDS",
        value_delimiter = ',',
        help_heading = "Parameters"
    )]
    include: Vec<String>,
    #[command(flatten)]
    connection: ListConnection,
}

#[derive(clap::Args)]
pub(crate) struct ListVisitorSessions {
    #[command(flatten)]
    range: Range,
    #[command(flatten)]
    connection: ListConnection,
}

macro_rules! apply {
    ($range:expr, $options:expr) => {{
        let (range, mut options) = ($range, $options);
        if let Some(date) = range.start_date {
            options = options.start_date(date);
        }
        if let Some(date) = range.end_date {
            options = options.end_date(date);
        }
        if let Some(page) = range.page {
            options = options.page(page);
        }
        if let Some(limit) = range.limit {
            options = options.limit(limit);
        }
        options
    }};
}

pub(crate) async fn chats(args: ListChats, context: &mut Context) -> Result<(), Failure> {
    let take = args.range.take;
    let options = apply!(args.range, tagove::ListChats::new()).include_words(args.include);
    let connected = args.connection.open(context).await?;
    show(connected.client.list_chats(options), take, context).await
}

pub(crate) async fn visitor_sessions(
    args: ListVisitorSessions,
    context: &mut Context,
) -> Result<(), Failure> {
    let take = args.range.take;
    let options = apply!(args.range, tagove::ListVisitorSessions::new());
    let connected = args.connection.open(context).await?;
    show(
        connected.client.list_visitor_sessions(options),
        take,
        context,
    )
    .await
}

async fn show<R: Record>(
    mut pages: Pages<R>,
    take: Option<u64>,
    context: &mut Context,
) -> Result<(), Failure> {
    if let Some(records) = take {
        pages.take_more(records);
    }
    let mut output = Output::new(context.format);
    let mut warnings = Warnings::new(context.report, R::Ref::MODEL);
    let outcome = match each_page(&mut pages, &mut output, &mut warnings, context).await {
        Err(Failure::ClosedPipe) => return Err(Failure::ClosedPipe),
        outcome => outcome.and(output.end()),
    };
    warnings.end(pages.warnings());
    if pages.summary().pages > 0 {
        context
            .report
            .list_summary(&pages.summary(), noun(R::Ref::MODEL));
    }
    outcome
}

async fn each_page<R: Record>(
    pages: &mut Pages<R>,
    output: &mut Output,
    warnings: &mut Warnings,
    context: &mut Context,
) -> Result<(), Failure> {
    while let Some(page) = context.interrupt.or(pages.next_page()).await?? {
        output.page(R::Ref::MODEL, page.rows())?;
        warnings.take(&page);
    }
    Ok(())
}
