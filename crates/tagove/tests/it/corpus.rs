//! Every case of `tests/corpus`, through the public client, against the player.

use serde::Serialize;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tagove::{
    Answer, Client, ListChats, ListVisitorSessions, PageInfo, Pages, Record, TagoveError,
};
use tagove_server::{Replay, Server};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus")
}

/// What `expected.json` of a case with HTTP holds; one that leaves something out would leave it unchecked.
const EXPECTED: [&str; 5] = ["error", "extra", "records", "summary", "warnings"];

#[tokio::test]
async fn corpus_every_case_gives_what_is_expected() {
    let replay = Replay::load(corpus()).expect("the corpus is sound");
    let server = Server::replay(replay).bind(0).await.expect("a free port");
    let mut cases = 0;
    let mut failures = Vec::new();
    let mut promised = Vec::new();
    let mut names = BTreeSet::new();
    for folder in folders(&corpus())
        .iter()
        .flat_map(|operation| folders(operation))
    {
        let name = folder
            .strip_prefix(corpus())
            .expect("inside")
            .display()
            .to_string();
        let case = read(&folder.join("case.json"));
        let expected = read(&folder.join("expected.json"));
        let mut members: Vec<&String> = expected.as_object().expect("an object").keys().collect();
        members.sort();
        assert_eq!(members, EXPECTED, "{name}: expected.json");
        let formats = case["formats"].as_array().expect("formats");
        assert!(!formats.is_empty(), "{name} would not be run");
        for format in formats {
            let base = format!("/{name}/{}", format.as_str().expect("a format"));
            promised.extend(
                requests(&folder)
                    .into_iter()
                    .map(|target| format!("{base}{target}")),
            );
            let given = run(&case, &format!("{}{base}", server.url())).await;
            cases += 1;
            for (member, value) in expected.as_object().expect("an object") {
                if !same(&given[member], value) {
                    let given = &given[member];
                    failures.push(format!(
                        "{name}: {member}\n  expected {value}\n  given    {given}"
                    ));
                }
            }
        }
        names.insert(name);
    }
    writeln!(std::io::stdout(), "corpus: {cases} cases").expect("stdout");
    assert!(
        failures.is_empty(),
        "{} differ:\n{}",
        failures.len(),
        failures.join("\n")
    );
    assert_eq!(
        names,
        listed(),
        "the table of tests/corpus/README.md and the folders differ"
    );

    // Every recorded exchange is there because some request is to be made.
    let pairs = |target: &str| {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut pairs: Vec<String> = query
            .split('&')
            .map(|pair| pair.replace("%2C", ","))
            .collect();
        pairs.sort();
        (path.to_owned(), pairs)
    };
    let asked: BTreeSet<_> = server
        .journal()
        .requests()
        .iter()
        .map(|asked| pairs(&asked.target))
        .collect();
    let never: Vec<&String> = promised
        .iter()
        .filter(|target| !asked.contains(&pairs(target)))
        .collect();
    assert!(
        never.is_empty(),
        "recorded, but never asked for: {never:#?}"
    );
}

/// The cases that the corpus's README lists: a folder that got lost is noticed.
fn listed() -> BTreeSet<String> {
    let text = std::fs::read_to_string(corpus().join("README.md")).expect("the README");
    let rows = text
        .lines()
        .filter_map(|line| line.strip_suffix("` |")?.rsplit_once("| `"));
    rows.map(|(_, case)| case.to_owned())
        .filter(|case| case.contains('/'))
        .collect()
}

/// The targets of a case's recorded requests. Nothing else but cases may stand in the corpus.
fn requests(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a readable folder");
    let files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    assert!(
        files.iter().all(|file| file.is_file()),
        "{} holds a folder",
        folder.display()
    );
    let heads = files
        .iter()
        .filter(|file| file.to_string_lossy().ends_with(".request.http"));
    heads
        .map(|file| {
            let head = std::fs::read_to_string(file).expect("a request");
            head.split(' ').nth(1).expect("a target").to_owned()
        })
        .collect()
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(parent).expect("a readable folder");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

fn read(path: &Path) -> Value {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Calls the operation of a case and gives the answer in the form of `expected.json`.
async fn run(case: &Value, base: &str) -> Value {
    let client = |prefetch| client(case, base, prefetch);
    let arguments = case["arguments"].as_object().expect("arguments");
    let id = |name: &str| {
        arguments[name]
            .as_str()
            .unwrap_or_else(|| panic!("{name} of {case}"))
    };
    match case["operation"].as_str().expect("an operation") {
        "list_chats" => {
            let mut options = ListChats::new();
            for (name, value) in arguments {
                options = match name.as_str() {
                    "start_date" => options.start_date(text(value)),
                    "end_date" => options.end_date(text(value)),
                    "page" => options.page(number(value)),
                    "limit" => options.limit(number(value)),
                    "include" => {
                        options.include_words(value.as_array().expect("a list").iter().map(text))
                    }
                    _ => panic!("this runner does not know the argument {name}"),
                };
            }
            list(|prefetch| client(prefetch).list_chats(options.clone())).await
        }
        "list_visitor_sessions" => {
            let mut options = ListVisitorSessions::new();
            for (name, value) in arguments {
                options = match name.as_str() {
                    "start_date" => options.start_date(text(value)),
                    "end_date" => options.end_date(text(value)),
                    "page" => options.page(number(value)),
                    "limit" => options.limit(number(value)),
                    _ => panic!("this runner does not know the argument {name}"),
                };
            }
            list(|prefetch| client(prefetch).list_visitor_sessions(options.clone())).await
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

fn client(case: &Value, base: &str, prefetch: usize) -> Client {
    let mut client = Client::builder()
        .api_key("corpus-key")
        .base_url(base)
        .prefetch(prefetch);
    for (name, value) in case["options"].as_object().expect("options") {
        client = match name.as_str() {
            "auth" => client.auth(text(value).parse().expect("bearer or basic")),
            _ => panic!("this runner does not know the option {name}"),
        };
    }
    client.build().expect("a client")
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

fn number(value: &Value) -> i64 {
    value.as_i64().expect("a whole number")
}

/// The list page by page, then again as a stream with pages asked ahead: both must tell the same.
async fn list<R: Record + Serialize>(pages: impl Fn(usize) -> Pages<R>) -> Value {
    let (mut records, mut extra, mut warnings, mut error) = (vec![], vec![], vec![], Value::Null);
    let mut asked = pages(0);
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
    assert_eq!(stopped, error, "pages and stream end differently");
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
        Err(error) => {
            json!({"records": [], "extra": [], "warnings": [], "summary": null, "error": error})
        }
    }
}

fn facts(page: &PageInfo) -> Value {
    record(&page.extra())
}

fn record(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("a value")
}

/// Equal as JSON: `4` equals `4.0`. Of an error's `reason` only that it is one line.
fn same(given: &Value, expected: &Value) -> bool {
    match (given, expected) {
        // Whole numbers to the last digit; `4` and `4.0` by value.
        (Value::Number(a), Value::Number(b)) if a.is_f64() || b.is_f64() => {
            a.as_f64() == b.as_f64()
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(name, value)| match b.get(name) {
                    Some(_) if name == "reason" && b.contains_key("attempts") => {
                        !text(value).contains(['\n', '\r'])
                    }
                    Some(other) => same(value, other),
                    None => false,
                })
        }
        _ => given == expected,
    }
}
