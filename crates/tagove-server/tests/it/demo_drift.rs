use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use tagove_server::{Behaviour, DemoOptions, Server};

use crate::client::{behaving, demo, get, ids, records};

const CHATS: &str = "/chats?limit=10000&with=messages,account";
const SESSIONS: &str = "/visitor?limit=10000";

async fn drifting(seed: u64, chats: usize) -> Server {
    let options = DemoOptions {
        chats,
        ..DemoOptions::default()
    };
    let behaviour = Behaviour {
        drift: Some(seed),
        ..Behaviour::default()
    };
    behaving(options, behaviour).await
}

/// All pages to the empty one, as bodies.
async fn bodies(server: &Server, list: &str) -> Vec<Vec<u8>> {
    let mut bodies = Vec::new();
    for page in 1.. {
        let target = format!("{list}?limit=20&page={page}");
        bodies.push(get(server, &target).await.body);
        if records(server, &target).await.is_empty() {
            break;
        }
    }
    bodies
}

#[tokio::test]
async fn drift_of_one_seed_is_the_same_again_and_of_another_seed_another() {
    for list in ["/chats", "/visitor"] {
        let first = bodies(&drifting(7, 100).await, list).await;
        assert!(first == bodies(&drifting(7, 100).await, list).await);
        assert!(first != bodies(&drifting(8, 100).await, list).await);
    }
}

#[tokio::test]
async fn drift_begins_after_the_first_list_and_goes_on_with_lists_alone() {
    let (_, usual) = demo(DemoOptions::default()).await;
    let server = drifting(7, 500).await;
    // Neither single records, refused requests nor unknown paths are steps.
    for target in [
        "/chat/43074",
        "/visitor/838161",
        "/chats?page=0",
        "/nowhere",
    ] {
        assert_eq!(
            get(&server, target).await.body,
            get(&usual, target).await.body
        );
    }
    assert!(get(&server, CHATS).await.body == get(&usual, CHATS).await.body);
    let sessions = get(&server, SESSIONS).await.body;
    assert!(sessions != get(&usual, SESSIONS).await.body);
    let other = drifting(7, 500).await;
    get(&other, SESSIONS).await;
    assert!(
        get(&other, SESSIONS).await.body == sessions,
        "steps depend on which list was asked"
    );
}

#[tokio::test]
async fn drift_lets_records_appear_change_and_vanish() {
    let server = drifting(3, 60).await;
    for (list, member) in [(CHATS, "status"), (SESSIONS, "status")] {
        let by_id = |records: Vec<Value>| -> BTreeMap<String, Value> {
            let pair = |record: Value| (record["id"].as_str().expect("an id").to_owned(), record);
            records.into_iter().map(pair).collect()
        };
        let before = by_id(records(&server, list).await);
        for _ in 0..20 {
            get(&server, "/chats").await;
        }
        let after = by_id(records(&server, list).await);
        assert!(
            after.keys().any(|id| !before.contains_key(id)),
            "{list}: none appeared"
        );
        assert!(
            before.keys().any(|id| !after.contains_key(id)),
            "{list}: none vanished"
        );
        let changed = before
            .iter()
            .filter_map(|(id, old)| Some((old, after.get(id)?)));
        let changed: Vec<_> = changed
            .filter(|(old, new)| old[member] != new[member])
            .collect();
        assert!(!changed.is_empty(), "{list}: none changed");
        for (old, new) in changed {
            assert_eq!(old["date_created"], new["date_created"]);
            assert!(old["date_updated"].as_str() < new["date_updated"].as_str());
        }
    }
}

#[tokio::test]
async fn drift_leads_to_duplicates_and_misses_between_pages() {
    for list in ["/chats", "/visitor"] {
        let server = drifting(1, 200).await;
        let mut seen = BTreeSet::new();
        let mut duplicates = 0;
        for page in 1.. {
            let page = ids(&server, &format!("{list}?page={page}")).await;
            if page.is_empty() {
                break;
            }
            duplicates += page
                .into_iter()
                .filter(|id| !seen.insert(id.clone()))
                .count();
        }
        let (_, usual) = demo(DemoOptions {
            chats: 200,
            ..DemoOptions::default()
        })
        .await;
        // Those that were there all the time, and yet on no page.
        let before = ids(&usual, &format!("{list}?limit=10000")).await;
        let after: BTreeSet<_> = ids(&server, &format!("{list}?limit=10000"))
            .await
            .into_iter()
            .collect();
        let there = before.iter().filter(|id| after.contains(*id));
        let missed = there.filter(|id| !seen.contains(*id)).count();
        assert!(
            duplicates > 0 && missed > 0,
            "{list}: {duplicates} duplicates, {missed} missed"
        );
    }
}

#[tokio::test]
async fn drift_shows_in_single_records_too() {
    let server = drifting(5, 30).await;
    let before: BTreeSet<_> = ids(&server, CHATS).await.into_iter().collect();
    for _ in 0..20 {
        get(&server, SESSIONS).await;
    }
    let shown = records(&server, CHATS).await;
    // The list was a step itself: what is asked for now is one step later.
    let mut found = 0;
    for chat in &shown {
        let id = chat["id"].as_str().expect("an id");
        found += usize::from(get(&server, &format!("/chat/{id}")).await.status == 200);
    }
    assert!(found + 3 >= shown.len(), "{found} of {}", shown.len());
    let after: BTreeSet<_> = shown
        .iter()
        .filter_map(|chat| chat["id"].as_str())
        .collect();
    let gone: Vec<_> = before
        .iter()
        .filter(|id| !after.contains(id.as_str()))
        .collect();
    assert!(!gone.is_empty());
    for id in gone {
        assert_eq!(get(&server, &format!("/chat/{id}")).await.status, 404);
    }
}

#[tokio::test]
async fn drift_keeps_the_history_whole() {
    let server = drifting(11, 40).await;
    // When each session began, of those that vanished too.
    let mut began = BTreeMap::new();
    for _ in 0..100 {
        for session in records(&server, SESSIONS).await {
            let begin = session["date_created"].as_str().expect("a time").to_owned();
            let id = session["id"].to_string();
            assert_eq!(*began.entry(id).or_insert(begin.clone()), begin);
        }
        for chat in records(&server, "/chats?limit=10000").await {
            // A session that came and went since the last look is not known.
            if let Some(begin) = began.get(&chat["session_id"].to_string()) {
                assert!(
                    Some(begin.as_str()) <= chat["date_created"].as_str(),
                    "{chat}"
                );
            }
        }
    }
    let sessions = records(&server, SESSIONS).await;
    let chats = records(&server, CHATS).await;
    let mut messages = BTreeSet::new();
    for list in [&chats, &sessions] {
        let order: Vec<(&str, u64)> = list
            .iter()
            .map(|record| {
                let id = record["id"].as_str().expect("an id");
                (
                    record["date_created"].as_str().expect("a time"),
                    id.parse().expect("digits"),
                )
            })
            .collect();
        assert!(order.is_sorted(), "not by time and id");
        let ids: BTreeSet<u64> = order.iter().map(|(_, id)| *id).collect();
        assert_eq!(ids.len(), list.len(), "an id twice");
        assert!(!ids.contains(&0));
    }
    for chat in &chats {
        for message in chat["messages"].as_array().expect("an array") {
            assert_eq!(message["chat_id"], chat["id"]);
            assert!(
                messages.insert(message["id"].as_str().expect("an id")),
                "{message}"
            );
        }
    }
    // Every session of one visitor tells the same of that visitor.
    let mut visitors = BTreeMap::new();
    for session in &sessions {
        let visitor = &session["visitor"];
        let id = session["visitor_id"].as_str().expect("an id");
        assert_eq!(*visitors.entry(id).or_insert(visitor), visitor);
        assert!(session["date_updated"].as_str() <= visitor["date_last_visit"].as_str());
        assert!(visitor["date_first_visit"].as_str() <= session["date_created"].as_str());
    }
    assert!(visitors.len() < sessions.len(), "nobody came twice");
}

#[tokio::test]
async fn drift_of_an_empty_history_begins_one() {
    let server = drifting(2, 0).await;
    for list in ["/chats", "/visitor"] {
        let mut most = 0;
        for _ in 0..20 {
            most = most.max(ids(&server, &format!("{list}?limit=100")).await.len());
        }
        assert!(most > 0, "{list}");
    }
}
