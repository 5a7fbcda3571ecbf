use crate::command::{Served, run, run_with};
use crate::serve::ask;
use serde_json::Value;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;

/// Every flag that says how the made-up API behaves.
const FLAGS: [&str; 9] = [
    "--end-date=excluded",
    "--filter-date=updated",
    "--zone=Asia/Kolkata",
    "--drift",
    "--ignore-limit",
    "--max-limit=3",
    "--ignore-page",
    "--repeat-last-page",
    "--not-found-past-end",
];

fn served(flags: &[&str]) -> Served {
    Served::start(&[&["--port", "0", "--chats", "25", "--days", "5"], flags].concat())
}

fn chats(served: &Served, query: &str) -> Vec<Value> {
    let mut answer = ask(&served.url, &format!("/chats?{query}"));
    match answer["data"].take() {
        Value::Array(items) => items,
        one => vec![one],
    }
}

fn created(items: &[Value]) -> Vec<&str> {
    let times = items
        .iter()
        .map(|item| item["chat"]["date_created"].as_str());
    times.map(|time| time.expect("a time")).collect()
}

/// The answer as it comes, head and body.
fn raw(served: &Served, target: &str, headers: &str) -> Vec<u8> {
    let host = served.url.strip_prefix("http://").expect("a URL");
    let mut stream = TcpStream::connect(host).expect("a connection");
    write!(
        stream,
        "GET {target} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer k\r\nconnection: close\r\n{headers}\r\n"
    )
    .expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("received");
    answer
}

#[test]
fn serve_behaviour_flags_are_in_the_help_and_conflict_with_replay() {
    let help = run(&["serve", "--help"]).stdout;
    for flag in FLAGS {
        let name = flag.split('=').next().expect("a name");
        assert!(help.contains(&format!("  {name}")), "{name}");
        let run = run(&["serve", "--port", "0", "--replay", ".", flag]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{flag}");
        let conflict = run.stderr.contains("cannot be used with");
        assert!(conflict && run.stderr.contains(name), "{flag}: {run:?}");
    }
}

#[test]
fn serve_flags_that_contradict_each_other_are_refused() {
    for (one, other) in [
        ("--ignore-limit", "--max-limit=3"),
        ("--ignore-page", "--repeat-last-page"),
        ("--ignore-page", "--not-found-past-end"),
        ("--repeat-last-page", "--not-found-past-end"),
    ] {
        for args in [["serve", one, other], ["serve", other, one]] {
            let run = run(&args);
            assert_eq!(run.code, Some(2), "{args:?}");
            assert!(run.stderr.contains("cannot be used with"), "{run:?}");
        }
    }
}

#[test]
fn serve_flags_with_a_value_that_is_none_are_refused_by_name() {
    for (flag, value) in [
        ("--zone", "Europe/Atlantis"),
        ("--max-limit", "0"),
        ("--end-date", "maybe"),
        ("--filter-date", "closed"),
        ("--drift", "often"),
    ] {
        let run = run(&["serve", &format!("{flag}={value}")]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{flag}");
        assert!(
            run.stderr.contains(flag) && run.stderr.contains(value),
            "{run:?}"
        );
    }
}

#[test]
fn serve_without_flags_does_what_it_always_did() {
    let served = served(&[]);
    assert_eq!(chats(&served, "limit=25").len(), 25);
    assert_eq!(chats(&served, "limit=25"), chats(&served, "limit=25"));
    assert!(chats(&served, "page=4").is_empty());
    assert_eq!(
        created(&chats(&served, "limit=25")).first(),
        Some(&"2016-08-01 00:00:03")
    );
    let last = chats(&served, "end_date=2016-08-02&limit=25");
    assert!(
        created(&last)
            .last()
            .is_some_and(|time| time.starts_with("2016-08-02"))
    );
}

#[test]
fn serve_limit_flags_rule_the_size_of_pages() {
    assert_eq!(chats(&served(&["--ignore-limit"]), "limit=25").len(), 10);
    let capped = served(&["--max-limit", "3"]);
    assert_eq!(chats(&capped, "limit=25").len(), 3);
    let args = ["list-chats", "--base-url", &capped.url, "--limit", "9"];
    let list = run_with(&args, &[("TAGOVE_API_KEY", "k")]);
    assert_eq!((list.code, list.records().len()), (Some(0), 25), "{list:?}");
}

#[test]
fn serve_page_flags_rule_what_is_past_the_end() {
    let first = chats(&served(&[]), "");
    assert_eq!(chats(&served(&["--ignore-page"]), "page=2"), first);
    let repeating = served(&["--repeat-last-page"]);
    assert_eq!(chats(&repeating, "page=9"), chats(&repeating, "page=3"));
    assert_ne!(chats(&repeating, "page=2"), chats(&repeating, "page=3"));
    let missing = served(&["--not-found-past-end"]);
    assert_eq!(chats(&missing, "page=3").len(), 5);
    let answer = String::from_utf8(raw(&missing, "/chats?page=4", "")).expect("UTF-8");
    assert!(answer.starts_with("HTTP/1.1 404 "), "{answer}");
    assert!(answer.contains("ERROR_RECORD_NOT_FOUND"), "{answer}");
}

#[test]
fn serve_date_flags_rule_days_and_clocks() {
    let excluded = served(&["--end-date", "excluded"]);
    let before = chats(&excluded, "end_date=2016-08-02&limit=25");
    assert!(!before.is_empty());
    assert!(
        created(&before)
            .iter()
            .all(|time| time.starts_with("2016-08-01"))
    );
    let zoned = served(&["--zone", "Asia/Kolkata"]);
    assert_eq!(
        created(&chats(&zoned, "limit=25")).first(),
        Some(&"2016-08-01 05:30:03")
    );
    // The last session of all goes on into the next day, and on that day nothing begins.
    let after = "/visitor?start_date=2016-08-06";
    let updated = served(&["--filter-date", "updated"]);
    assert_ne!(
        ask(&updated.url, after)["data"]["visitor_session"],
        Value::Array(vec![])
    );
    assert_eq!(
        ask(&served(&[]).url, after)["data"]["visitor_session"],
        Value::Array(vec![])
    );
}

#[test]
fn serve_drift_goes_on_by_the_seed_it_was_given() {
    let third = |flags: &[&str]| {
        let served = served(flags);
        let lists = [(); 3].map(|()| chats(&served, "limit=100"));
        assert_ne!(lists[0], lists[1], "{flags:?}");
        lists
    };
    let plain = third(&["--drift"]);
    assert_eq!(plain[0], chats(&served(&[]), "limit=100"));
    // The seed of the data, unless it has one of its own.
    assert_eq!(plain, third(&["--drift=838161"]));
    assert_ne!(plain, third(&["--drift=1"]));
    let seeded = third(&["--drift", "--seed", "4"]);
    assert_eq!(seeded, third(&["--drift=4", "--seed", "4"]));
}

#[test]
fn serve_answers_in_xml_and_compressed_where_that_is_asked_for() {
    let served = served(&[]);
    let xml = raw(&served, "/chats", "accept: application/xml\r\n");
    let xml = String::from_utf8(xml).expect("UTF-8");
    assert!(xml.contains("\r\n\r\n<?xml version=\"1.0\""), "{xml}");
    for encoding in ["gzip", "br", "zstd"] {
        let answer = raw(
            &served,
            "/chats",
            &format!("accept-encoding: {encoding}\r\n"),
        );
        let head = String::from_utf8_lossy(&answer).to_lowercase();
        assert!(
            head.contains(&format!("\r\ncontent-encoding: {encoding}\r\n")),
            "{encoding}"
        );
    }
}
