//! The call of a case, and what came of it in the form of `expected.json`.

use super::case::Case;
use crate::failure::Failure;
use serde_json::{Value, json};
use tagove::{
    Answer, Client, ErrorKind, ListChats, ListVisitorSessions, PageInfo, Pages, Record, Row,
    TagoveError,
};

/// What came of a call.
pub(super) enum Outcome {
    /// The content of `expected.json`.
    Expected(Value),
    /// The recording does not hold what the call needs.
    Unplayed(TagoveError),
}

/// Records, extra and so on, as they are collected.
#[derive(Default)]
struct Collected {
    records: Vec<Value>,
    extra: Vec<Value>,
    warnings: Vec<Value>,
}

const RANGE: [&str; 6] = ["start_date", "end_date", "page", "limit", "take", "include"];

/// What both lists take.
macro_rules! ranged {
    ($case:expr, $options:expr) => {{
        let mut options = $options;
        if let Some(date) = $case.text("start_date")? {
            options = options.start_date(date);
        }
        if let Some(date) = $case.text("end_date")? {
            options = options.end_date(date);
        }
        if let Some(page) = $case.number("page")? {
            options = options.page(page);
        }
        if let Some(limit) = $case.number("limit")? {
            options = options.limit(limit);
        }
        options
    }};
}

pub(super) async fn outcome(case: &Case, client: Client) -> Result<Outcome, Failure> {
    match &*case.operation {
        "list_chats" => {
            case.only(&RANGE)?;
            let options = ListChats::new().include_words(case.words("include")?);
            list(client.list_chats(ranged!(case, options)), case).await
        }
        "list_visitor_sessions" => {
            case.only(&RANGE[..5])?;
            let options = ranged!(case, ListVisitorSessions::new());
            list(client.list_visitor_sessions(options), case).await
        }
        "get_chat" => one(client.get_chat(&id(case, "chat_id")?).await),
        "list_messages" => one(client.list_messages(&id(case, "chat_id")?).await),
        "get_recording" => one(client.get_recording(&id(case, "chat_id")?).await),
        "get_visitor_sessions" => one(client.get_visitor_sessions(&id(case, "visitor_id")?).await),
        _ => Err(case.unknown_operation()),
    }
}

fn id(case: &Case, name: &str) -> Result<String, Failure> {
    case.only(&[name])?;
    case.id(name)
}

async fn list<R: Record>(mut pages: Pages<R>, case: &Case) -> Result<Outcome, Failure> {
    if let Some(take) = case.number("take")? {
        pages = pages.take(u64::try_from(take).unwrap_or(0));
    }
    let mut collected = Collected::default();
    let error = loop {
        match pages.next_page().await {
            Ok(Some(page)) => collected.page(page.info()),
            Ok(None) => break None,
            Err(error) => break Some(error),
        }
    };
    collected
        .warnings
        .extend(pages.warnings().iter().map(value));
    Ok(collected.outcome(value(&pages.summary()), error))
}

fn one<T>(answer: Result<Answer<T>, TagoveError>) -> Result<Outcome, Failure> {
    let mut collected = Collected::default();
    let error = match answer {
        Ok(answer) => {
            collected.page(answer.page());
            None
        }
        Err(error) => Some(error),
    };
    Ok(collected.outcome(Value::Null, error))
}

impl Collected {
    fn page(&mut self, page: &PageInfo) {
        self.records.extend(page.rows().map(record));
        self.extra.push(value(&page.extra()));
        self.warnings.extend(page.warnings().iter().map(value));
    }

    fn outcome(self, summary: Value, error: Option<TagoveError>) -> Outcome {
        // Whatever the server said, it is not that: the recording and its case do not fit.
        if let Some(error) = &error
            && error.kind() == ErrorKind::Configuration
        {
            return Outcome::Unplayed(error.clone());
        }
        let mut error = error.as_ref().map_or(Value::Null, value);
        // For people, and never compared.
        if let Some(reason) = error.get_mut("reason") {
            *reason = Value::Null;
        }
        let Self {
            records,
            extra,
            warnings,
        } = self;
        Outcome::Expected(json!({
            "records": records,
            "extra": extra,
            "warnings": warnings,
            "summary": summary,
            "error": error,
        }))
    }
}

fn record(row: Row<'_>) -> Value {
    // What `to_json` writes is JSON.
    serde_json::from_str(&row.to_json()).unwrap_or_default()
}

fn value(of: &impl serde::Serialize) -> Value {
    // All that comes here has text keys and finite numbers.
    serde_json::to_value(of).unwrap_or_default()
}
