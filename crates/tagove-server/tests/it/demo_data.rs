use std::collections::BTreeMap;

use serde_json::Value;
use tagove_server::{Demo, DemoOptions, Totals};

use crate::{
    checksum::checksum,
    client::{data, demo, get},
};

const EVERY_CHAT: &str = "/chats?limit=100000&with=messages,account";
const EVERY_SESSION: &str = "/visitor?limit=100000";

async fn bytes(options: DemoOptions) -> [Vec<u8>; 2] {
    let (_, server) = demo(options).await;
    [
        get(&server, EVERY_CHAT).await.body,
        get(&server, EVERY_SESSION).await.body,
    ]
}

#[tokio::test]
async fn demo_default_options_give_the_bytes_of_every_other_machine() {
    let [chats, sessions] = bytes(DemoOptions::default()).await;
    assert_eq!(
        (chats.len(), checksum(&chats)),
        (1_419_521, 15_543_513_599_421_219_009)
    );
    assert_eq!(
        (sessions.len(), checksum(&sessions)),
        (600_529, 5_153_425_554_458_990_878)
    );
}

#[tokio::test]
async fn demo_same_seed_gives_the_same_and_another_seed_another_history() {
    let options = |seed| DemoOptions {
        seed,
        chats: 60,
        ..DemoOptions::default()
    };
    assert_eq!(bytes(options(1)).await, bytes(options(1)).await);
    assert_ne!(bytes(options(1)).await, bytes(options(2)).await);
}

#[test]
fn demo_asked_for_so_many_chats_has_them() {
    for chats in [0, 1, 2, 41, 333] {
        let options = DemoOptions {
            chats,
            days: 0,
            ..DemoOptions::default()
        };
        assert_eq!(Demo::generate(options).totals().chats, chats);
    }
    let options = DemoOptions {
        chats: 100,
        messages_per_chat: Some(20),
        ..DemoOptions::default()
    };
    assert_eq!(Demo::generate(options).totals().messages, 2_000);
}

#[test]
fn totals_between_days_add_up_to_the_totals() {
    let demo = Demo::generate(DemoOptions::default());
    let mut sum = Totals::default();
    let start = DemoOptions::default().start;
    for date in start.series(jiff::ToSpan::days(1)).take(123) {
        let day = demo.totals_between(Some(date), Some(date));
        sum.chats += day.chats;
        sum.messages += day.messages;
        sum.sessions += day.sessions;
    }
    let whole = demo.totals();
    assert_eq!(
        (sum.chats, sum.messages, sum.sessions),
        (whole.chats, whole.messages, whole.sessions)
    );
    assert_eq!(
        demo.totals_between(start.tomorrow().ok(), Some(start)),
        Totals::default()
    );
}

#[tokio::test]
async fn demo_chats_refer_to_sessions_that_were_open_and_to_their_visitors() {
    let (_, server) = demo(DemoOptions::default()).await;
    let sessions = data(&server, EVERY_SESSION).await["visitor_session"].take();
    let sessions: BTreeMap<&str, &Value> = sessions
        .as_array()
        .expect("an array")
        .iter()
        .map(|session| (session["id"].as_str().expect("text"), session))
        .collect();
    let mut of_visitor = BTreeMap::<&str, usize>::new();
    for session in sessions.values() {
        *of_visitor
            .entry(session["visitor_id"].as_str().expect("text"))
            .or_default() += 1;
        assert_eq!(session["visitor_id"], session["visitor"]["id"]);
        assert_eq!(
            session["visitor_id"],
            session["visitorDetail"]["visitor_id"]
        );
    }
    assert!(of_visitor.values().filter(|count| **count > 1).count() > 20);
    for item in data(&server, EVERY_CHAT)
        .await
        .as_array()
        .expect("an array")
    {
        let chat = &item["chat"];
        let session = sessions[chat["session_id"].as_str().expect("text")];
        let time = |value: &Value| value.as_str().expect("text").to_owned();
        assert!(time(&session["date_created"]) <= time(&chat["date_created"]));
        assert!(time(&chat["date_updated"]) <= time(&session["date_updated"]));
        for message in chat["messages"].as_array().expect("an array") {
            assert_eq!(
                (&message["chat_id"], &message["account_id"]),
                (&chat["id"], &chat["account_id"])
            );
            let sender = match message["sender_type"].as_str() {
                Some("visitor") => &session["visitor_id"],
                Some("agent") => &chat["account_id"],
                _ => &Value::Null,
            };
            assert_eq!(&message["sender_id"], sender);
        }
    }
}

#[tokio::test]
async fn demo_values_are_text_or_null_as_the_vendors() {
    let (_, server) = demo(DemoOptions::default()).await;
    let mut left = vec![
        data(&server, EVERY_CHAT).await,
        data(&server, EVERY_SESSION).await,
    ];
    let mut values = 0;
    while let Some(value) = left.pop() {
        match value {
            Value::Array(items) => left.extend(items),
            Value::Object(members) => left.extend(members.into_iter().map(|(_, value)| value)),
            Value::String(_) | Value::Null => values += 1,
            other => panic!("{other} is neither text nor null"),
        }
    }
    assert!(values > 50_000, "{values}");
}

#[tokio::test]
async fn demo_messages_hold_what_breaks_readers() {
    let (_, server) = demo(DemoOptions::default()).await;
    let chats = data(&server, EVERY_CHAT).await;
    let chats: Vec<&Value> = chats
        .as_array()
        .expect("an array")
        .iter()
        .map(|item| &item["chat"])
        .collect();
    let messages: Vec<&[Value]> = chats
        .iter()
        .map(|chat| chat["messages"].as_array().expect("an array").as_slice())
        .collect();
    assert!(messages.iter().any(|messages| messages.is_empty()));
    assert!(messages.iter().any(|messages| messages.len() > 240));
    for piece in [
        "<b>",
        "<a href=\"",
        "&amp;",
        "\\",
        "\n",
        "ß",
        "ż",
        "ё",
        "ש",
        "ش",
        "ह",
        "发",
        "が",
        "니",
        "ขอ",
        "👩‍👩‍👧‍👦",
        "\u{2028}",
    ] {
        let holds = |message: &Value| {
            message["message"]
                .as_str()
                .is_some_and(|text| text.contains(piece))
        };
        assert!(
            messages.iter().any(|messages| messages.iter().any(holds)),
            "no message with {piece:?}"
        );
    }
    for (member, value) in [
        ("feedback_rating", "5"),
        ("feedback_message", ""),
        ("comments", ""),
        ("initiator", "agent"),
        ("status", "missed"),
        ("type", "audio-call"),
    ] {
        assert!(
            chats.iter().any(|chat| chat[member] == value),
            "no {member} = {value:?}"
        );
    }
    for member in [
        "department_id",
        "chat_duration",
        "chat_wait_time",
        "feedback_rating",
        "comments",
    ] {
        assert!(
            chats.iter().any(|chat| chat[member].is_null()),
            "no {member} without a value"
        );
    }
}
