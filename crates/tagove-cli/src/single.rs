//! The operations that are one answer.

use crate::Context;
use crate::connect::Connection;
use crate::failure::Failure;
use crate::output::Output;
use crate::warnings::Warnings;
use tagove::schema::{Model, VISITOR_SESSION};
use tagove::{Answer, PageInfo, TagoveError};

#[derive(clap::Args)]
pub(crate) struct OneChat {
    /// Id of the chat; one that begins with a dash and is no number goes after `--`
    #[arg(value_name = "CHAT_ID", allow_negative_numbers = true)]
    chat_id: String,
    #[command(flatten)]
    connection: Connection,
}

#[derive(clap::Args)]
pub(crate) struct OneVisitor {
    /// Id of the visitor; one that begins with a dash and is no number goes after `--`
    #[arg(value_name = "VISITOR_ID", allow_negative_numbers = true)]
    visitor_id: String,
    #[command(flatten)]
    connection: Connection,
}

pub(crate) async fn chat(args: OneChat, context: &mut Context) -> Result<(), Failure> {
    let connected = args.connection.open(context).await?;
    let answer = context
        .interrupt
        .or(connected.client.get_chat(&args.chat_id));
    one(answer.await?, context)
}

pub(crate) async fn messages(args: OneChat, context: &mut Context) -> Result<(), Failure> {
    let connected = args.connection.open(context).await?;
    let answer = context
        .interrupt
        .or(connected.client.list_messages(&args.chat_id));
    one(answer.await?, context)
}

pub(crate) async fn recording(args: OneChat, context: &mut Context) -> Result<(), Failure> {
    let connected = args.connection.open(context).await?;
    let answer = context
        .interrupt
        .or(connected.client.get_recording(&args.chat_id));
    one(answer.await?, context)
}

pub(crate) async fn visitor_sessions(
    args: OneVisitor,
    context: &mut Context,
) -> Result<(), Failure> {
    let connected = args.connection.open(context).await?;
    let answer = context
        .interrupt
        .or(connected.client.get_visitor_sessions(&args.visitor_id));
    let answer = answer.await??;
    let mut output = Output::new(context.format);
    output.page(&VISITOR_SESSION, answer.page().rows())?;
    output.end()?;
    warn(answer.page(), &VISITOR_SESSION, context);
    Ok(())
}

fn one<T>(answer: Result<Answer<T>, TagoveError>, context: &Context) -> Result<(), Failure> {
    let answer = answer?;
    let mut output = Output::new(context.format);
    for row in answer.page().rows() {
        output.one(row)?;
    }
    for row in answer.page().rows() {
        warn(answer.page(), row.model(), context);
    }
    Ok(())
}

fn warn(page: &PageInfo, model: &'static Model, context: &Context) {
    let mut warnings = Warnings::new(context.report, model);
    warnings.take(page);
    warnings.end(&[]);
}
