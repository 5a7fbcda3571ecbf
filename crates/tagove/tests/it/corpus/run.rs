//! One case: the operation it names, called as a user would, and what came in the form of `expected.json`.

use super::same;
use serde::Serialize;
use serde_json::{Value, json};
use tagove::{
    Answer, Client, ClientBuilder, ListChats, ListVisitorSessions, PageInfo, Pages, Record,
    TagoveError,
};

/// Calls the operation of a case, where `place` says, and gives the answer in the form of `expected.json`.
pub(crate) async fn run(case: &Value, place: impl Fn(ClientBuilder) -> ClientBuilder) -> Value {
    match client(case, &place, 0) {
        Ok(_) => {}
        // A client that cannot be made: nothing was asked, so there is no summary either.
        Err(error) => return failed(&error),
    }
    let client = |prefetch| client(case, &place, prefetch).expect("made before");
    let arguments = case["arguments"].as_object().expect("arguments");
    let id = |name: &str| {
        arguments[name]
            .as_str()
            .unwrap_or_else(|| panic!("{name} of {case}"))
    };
    let take = arguments.get("take").and_then(Value::as_u64);
    match case["operation"].as_str().expect("an operation") {
        "list_chats" => {
            let mut options = ListChats::new();
            for (name, value) in arguments {
                options = match name.as_str() {
                    "start_date" => options.start_date(text(value)),
                    "end_date" => options.end_date(text(value)),
                    "page" => options.page(number(value)),
                    "limit" => options.limit(number(value)),
                    "take" => continue,
                    "include" => {
                        options.include_words(value.as_array().expect("a list").iter().map(text))
                    }
                    _ => panic!("this runner does not know the argument {name}"),
                };
            }
            list(take, |prefetch| {
                client(prefetch).list_chats(options.clone())
            })
            .await
        }
        "list_visitor_sessions" => {
            let mut options = ListVisitorSessions::new();
            for (name, value) in arguments {
                options = match name.as_str() {
                    "start_date" => options.start_date(text(value)),
                    "end_date" => options.end_date(text(value)),
                    "page" => options.page(number(value)),
                    "limit" => options.limit(number(value)),
                    "take" => continue,
                    _ => panic!("this runner does not know the argument {name}"),
                };
            }
            let pages = |prefetch| client(prefetch).list_visitor_sessions(options.clone());
            list(take, pages).await
        }
        "get_chat" => single(client(0).get_chat(id("chat_id")).await, |chat| {
            vec![record(chat)]
        }),
        "list_messages" => single(client(0).list_messages(id("chat_id")).await, |chat| {
            vec![record(chat)]
        }),
        "get_recording" => single(client(0).get_recording(id("chat_id")).await, |found| {
            vec![record(found)]
        }),
        "get_visitor_sessions" => {
            let sessions = client(0).get_visitor_sessions(id("visitor_id")).await;
            single(sessions, |sessions| sessions.iter().map(record).collect())
        }
        other => panic!("this runner does not know the operation {other}"),
    }
}

fn client(
    case: &Value,
    place: &impl Fn(ClientBuilder) -> ClientBuilder,
    prefetch: usize,
) -> Result<Client, TagoveError> {
    let mut client = place(Client::builder().api_key("corpus-key"))
        .max_retries(0)
        .prefetch(prefetch);
    for (name, value) in case["options"].as_object().expect("options") {
        client = match name.as_str() {
            "auth" => client.auth(text(value).parse().expect("bearer or basic")),
            "max_retries" => client.max_retries(number(value) as u32),
            "accept" => client.accept(text(value).parse().expect("json or xml")),
            "strict" => client.strict(value.as_bool().expect("true or false")),
            "time_zone" => client.time_zone(text(value)),
            "max_body_bytes" => client.max_body_bytes(number(value) as usize),
            "max_rows" => client.max_rows(number(value) as usize),
            "max_depth" => client.max_depth(number(value) as usize),
            _ => panic!("this runner does not know the option {name}"),
        };
    }
    client.build()
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn number(value: &Value) -> i64 {
    value.as_i64().expect("a whole number")
}

/// The list page by page, then again as a stream with pages asked ahead: both must tell the same.
async fn list<R: Record + Serialize>(
    take: Option<u64>,
    pages: impl Fn(usize) -> Pages<R>,
) -> Value {
    let (mut records, mut extra, mut warnings, mut error) = (vec![], vec![], vec![], Value::Null);
    let mut asked = pages(0);
    if let Some(records) = take {
        asked = asked.take(records);
    }
    loop {
        match asked.next_page().await {
            Ok(Some(page)) => {
                records.extend(page.iter().map(|view| {
                    let row = tagove::View::row(&view);
                    let json: Value =
                        serde_json::from_str(&row.to_json()).expect("write_json writes JSON");
                    assert!(
                        same(&json, &record(&view)),
                        "as text {json}, through serde {}",
                        record(&view)
                    );
                    json
                }));
                extra.push(facts(page.info()));
                warnings.extend(page.warnings().iter().map(record));
            }
            Ok(None) => break,
            Err(failure) => {
                error = record(&failure);
                break;
            }
        }
    }
    warnings.extend(asked.warnings().iter().map(record));
    let summary = record(&asked.summary());

    let mut stream = pages(3).records();
    if let Some(records) = take {
        stream = stream.take(records);
    }
    let mut streamed = vec![];
    let mut stopped = Value::Null;
    while let Some(next) = stream.next().await {
        match next {
            Ok(next) => streamed.push(record(&next.to_owned())),
            Err(failure) => {
                stopped = record(&failure);
                break;
            }
        }
    }
    // The reason is for people, and may tell what differs from request to request.
    let compared = |error: &Value| {
        let mut error = error.clone();
        if let Some(error) = error.as_object_mut() {
            error.remove("reason");
        }
        error
    };
    assert_eq!(
        compared(&stopped),
        compared(&error),
        "pages and stream end differently"
    );
    assert!(
        same(&json!(streamed), &json!(records)),
        "records by page {}, as a stream {}",
        json!(records),
        json!(streamed)
    );
    assert_eq!(record(&stream.summary()), summary);
    json!({"records": records, "extra": extra, "warnings": warnings, "summary": summary, "error": error})
}

fn single<T>(answer: Result<Answer<T>, TagoveError>, records: impl Fn(&T) -> Vec<Value>) -> Value {
    match answer {
        Ok(answer) => json!({
            "records": records(&answer),
            "extra": [facts(answer.page())],
            "warnings": answer.page().warnings(),
            "summary": null,
            "error": null,
        }),
        Err(error) => failed(&error),
    }
}

fn failed(error: &TagoveError) -> Value {
    json!({"records": [], "extra": [], "warnings": [], "summary": null, "error": error})
}

fn facts(page: &PageInfo) -> Value {
    record(&page.extra())
}

fn record(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("a value")
}
