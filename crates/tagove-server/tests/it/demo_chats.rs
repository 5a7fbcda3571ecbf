use std::collections::BTreeSet;

use serde_json::{Value, json};
use tagove_server::DemoOptions;

use crate::client::{data, demo};

const CHAT: [&str; 14] = [
    "id",
    "account_id",
    "session_id",
    "type",
    "status",
    "date_created",
    "date_updated",
    "department_id",
    "chat_duration",
    "chat_wait_time",
    "feedback_rating",
    "feedback_message",
    "comments",
    "initiator",
];

fn names(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

#[tokio::test]
async fn chats_vendors_sample_request_gives_ten_items_in_the_samples_order() {
    let (_, server) = demo(DemoOptions::default()).await;
    let page = data(
        &server,
        "/chats?start_date=2016-08-01&end_date=2016-12-01&page=1&limit=10&with=messages%2Caccount",
    )
    .await;
    let items = page.as_array().expect("several chats are an array");
    assert_eq!(items.len(), 10);
    for item in items {
        assert_eq!(names(item), ["account", "chat"]);
        assert_eq!(
            names(&item["account"]),
            ["first_name", "last_name", "mobile_number", "email"]
        );
        let (messages, chat) = names(&item["chat"])
            .split_last()
            .map(|(last, rest)| (*last, rest.to_vec()))
            .unwrap();
        assert_eq!((messages, &*chat), ("messages", &CHAT[..]));
        for message in item["chat"]["messages"].as_array().expect("an array") {
            assert_eq!(
                names(message),
                [
                    "id",
                    "chat_id",
                    "account_id",
                    "sender_type",
                    "sender_id",
                    "type",
                    "message",
                    "date_created",
                    "seen"
                ]
            );
        }
    }
    assert_eq!(items[0]["chat"]["id"], "43074");
    assert_eq!(
        items[0]["chat"]["messages"][0]["message"],
        "#838161 just joined this chat."
    );
}

#[tokio::test]
async fn chats_page_of_one_gives_one_object() {
    let (_, server) = demo(DemoOptions::default()).await;
    let page = data(&server, "/chats?limit=1&with=account").await;
    assert_eq!(names(&page), ["account", "chat"]);
    assert_eq!(names(&page["chat"]), CHAT);
}

#[tokio::test]
async fn chats_without_with_and_limit_give_ten_bare_chats() {
    let (_, server) = demo(DemoOptions::default()).await;
    let page = data(&server, "/chats").await;
    let items = page.as_array().expect("an array");
    assert_eq!(items.len(), 10);
    for item in items {
        assert_eq!(
            (names(item), names(&item["chat"])),
            (vec!["chat"], CHAT.to_vec())
        );
    }
}

#[tokio::test]
async fn chats_past_the_end_give_an_empty_array() {
    let (_, server) = demo(DemoOptions::default()).await;
    for target in [
        "/chats?page=51",
        "/chats?page=18446744073709551615&limit=9",
        "/chats?start_date=2016-12-02",
    ] {
        assert_eq!(data(&server, target).await, json!([]), "{target}");
    }
    let (_, none) = demo(DemoOptions {
        chats: 0,
        ..DemoOptions::default()
    })
    .await;
    assert_eq!(data(&none, "/chats").await, json!([]));
}

#[tokio::test]
async fn chats_all_pages_give_every_chat_and_message_once_in_order() {
    let (demo, server) = demo(DemoOptions::default()).await;
    let mut chats = Vec::new();
    for page in 1.. {
        let page = data(
            &server,
            &format!("/chats?page={page}&limit=37&with=messages"),
        )
        .await;
        let items = page.as_array().expect("an array").clone();
        if items.is_empty() {
            break;
        }
        chats.extend(items.into_iter().map(|mut item| item["chat"].take()));
    }
    let number = |value: &Value| {
        value
            .as_str()
            .expect("text")
            .parse::<u64>()
            .expect("digits")
    };
    let order: Vec<_> = chats
        .iter()
        .map(|chat| {
            (
                chat["date_created"].as_str().expect("text"),
                number(&chat["id"]),
            )
        })
        .collect();
    assert!(order.is_sorted());
    let ids: BTreeSet<_> = order.iter().map(|(_, id)| *id).collect();
    let messages: Vec<_> = chats
        .iter()
        .flat_map(|chat| chat["messages"].as_array().expect("an array"))
        .map(|message| number(&message["id"]))
        .collect();
    assert!(messages.is_sorted_by(|one, next| one < next));
    assert_eq!(ids.len(), 500);
    assert_eq!(
        (ids.len(), messages.len()),
        (demo.totals().chats, demo.totals().messages)
    );
}

#[tokio::test]
async fn chats_of_a_range_include_both_days() {
    let (demo, server) = demo(DemoOptions::default()).await;
    for (start, end) in [
        ("2016-08-01", "2016-08-01"),
        ("2016-12-01", "2016-12-01"),
        ("2016-10-05", "2016-10-08"),
    ] {
        let target = format!("/chats?start_date={start}&end_date={end}&limit=1000");
        let page = data(&server, &target).await;
        let items = page
            .as_array()
            .map_or_else(|| vec![page.clone()], Clone::clone);
        let days: BTreeSet<&str> = items
            .iter()
            .map(|item| &item["chat"]["date_created"].as_str().expect("text")[..10])
            .collect();
        assert_eq!(days.first().copied(), Some(start));
        assert_eq!(days.last().copied(), Some(end));
        let date = |text: &str| text.parse().ok();
        assert_eq!(
            items.len(),
            demo.totals_between(date(start), date(end)).chats
        );
    }
    let half = data(&server, "/chats?end_date=2016-08-01&limit=1000").await;
    assert_eq!(
        half,
        data(
            &server,
            "/chats?end_date=2016-08-01&limit=1000&start_date=2016-08-01"
        )
        .await
    );
}

#[tokio::test]
async fn chat_vendors_sample_id_gives_the_chat_alone_and_with_messages() {
    let (_, server) = demo(DemoOptions::default()).await;
    let bare = data(&server, "/chat/43074").await;
    assert_eq!(
        (names(&bare), names(&bare["chat"])),
        (vec!["chat"], CHAT.to_vec())
    );
    let mut full = data(&server, "/chat/43074/messages").await;
    let messages = full["chat"]
        .as_object_mut()
        .and_then(|chat| chat.shift_remove("messages"));
    let first = data(&server, "/chats?limit=1&with=messages").await;
    assert_eq!(messages.as_ref(), first["chat"].get("messages"));
    assert_eq!(full, bare);
}

#[tokio::test]
async fn recording_of_calls_alone_has_paths() {
    let (_, server) = demo(DemoOptions::default()).await;
    let page = data(&server, "/chats?limit=60").await;
    let (mut calls, mut others) = (0, 0);
    for item in page.as_array().expect("an array") {
        let chat = &item["chat"];
        let id = chat["id"].as_str().expect("text");
        let answer = data(&server, &format!("/chat/{id}/recording")).await;
        assert_eq!(&answer["chat"], chat);
        let is_call = matches!(chat["type"].as_str(), Some("audio-call" | "video-call"));
        if is_call && chat["status"] != "missed" {
            calls += 1;
            let start = format!("/recordings/{id}/1.mp");
            assert!(
                answer["recording"][0]
                    .as_str()
                    .is_some_and(|path| path.starts_with(&start))
            );
        } else {
            others += 1;
            assert_eq!(names(&answer), ["chat"]);
        }
    }
    assert!(calls > 3 && others > 3, "{calls} calls, {others} others");
}
