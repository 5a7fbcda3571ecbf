//! Every case of `tests/corpus`, through the public client, against the player.

pub(crate) mod run;
mod web;

use run::run;
use serde_json::Value;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use tagove_server::{Replay, Server};

pub(crate) fn corpus() -> PathBuf {
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
        if case.get("formats").is_none() {
            cases += 1;
            failures.extend(web::differs(&name, &folder, &case));
            names.insert(name);
            continue;
        }
        let formats = case["formats"].as_array().expect("formats");
        assert!(!formats.is_empty(), "{name} would not be run");
        for format in formats {
            let format = format.as_str().expect("a format");
            let expected = expected(&folder, format);
            let base = format!("/{name}/{format}");
            promised.extend(
                requests(&folder)
                    .into_iter()
                    .map(|target| format!("{base}{target}")),
            );
            let given = run(&case, |client| {
                client.base_url(format!("{}{base}", server.url()))
            })
            .await;
            cases += 1;
            for (member, value) in expected.as_object().expect("an object") {
                if !same(&given[member], value) {
                    let given = &given[member];
                    failures.push(format!(
                        "{name} ({format}): {member}\n  expected {value}\n  given    {given}"
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

/// What a case must give in a format.
pub(crate) fn expected(folder: &Path, format: &str) -> Value {
    let twin = folder.join("expected.xml.json");
    let file = match format == "xml" && twin.is_file() {
        true => twin,
        false => folder.join("expected.json"),
    };
    let expected = read(&file);
    let mut members: Vec<&String> = expected.as_object().expect("an object").keys().collect();
    members.sort();
    assert_eq!(members, EXPECTED, "{}", file.display());
    expected
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

pub(crate) fn folders(parent: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(parent).expect("a readable folder");
    let mut folders: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    folders.sort();
    folders
}

pub(crate) fn read(path: &Path) -> Value {
    let text =
        std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Equal as JSON: `4` equals `4.0`. Of an error's `reason` only that it is one line.
pub(crate) fn same(given: &Value, expected: &Value) -> bool {
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
                        !value.as_str().expect("a text").contains(['\n', '\r'])
                    }
                    Some(other) => same(value, other),
                    None => false,
                })
        }
        _ => given == expected,
    }
}
