use std::collections::BTreeMap;

use serde_json::{Value, json};
use tagove_server::DemoOptions;

use crate::client::{data, demo};

#[tokio::test]
async fn visitors_page_of_one_gives_the_vendors_sample_object() {
    let (_, server) = demo(DemoOptions::default()).await;
    let target = "/visitor?start_date=2016-08-01&end_date=2016-12-08&page=1&limit=1";
    let page = data(&server, target).await;
    let session = page["visitor_session"].as_object().expect("one object");
    let names: Vec<_> = session.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "id",
            "visitor_id",
            "account_id",
            "date_created",
            "date_updated",
            "date_close",
            "status",
            "visitor",
            "visitorDetail"
        ]
    );
    let names = |value: &Value| {
        value
            .as_object()
            .map(|object| object.keys().cloned().collect::<Vec<_>>().join(" "))
    };
    assert_eq!(
        names(&session["visitor"]).as_deref(),
        Some(
            "id ip date_created date_updated date_last_visit date_first_visit location_full_name \
             location_geo_ip_lat location_geo_ip_lng user_agent_browser_name user_agent_browser_version \
             user_agent_os_name user_agent_os_version user_agent_engine_name user_agent_engine_version \
             user_agent_cpu_arch"
        )
    );
    assert_eq!(
        names(&session["visitorDetail"]).as_deref(),
        Some(
            "id visitor_id account_id name email first_name last_name phone remarks \
             external_account_id disposition update_by"
        )
    );
}

#[tokio::test]
async fn visitors_pages_of_several_and_of_none_give_arrays() {
    let (demo, server) = demo(DemoOptions::default()).await;
    let two = data(&server, "/visitor?limit=2").await;
    assert_eq!(two["visitor_session"].as_array().map(Vec::len), Some(2));
    let ten = data(&server, "/visitor").await;
    assert_eq!(ten["visitor_session"].as_array().map(Vec::len), Some(10));
    let none = data(
        &server,
        &format!("/visitor?page={}&limit=1", demo.totals().sessions + 1),
    )
    .await;
    assert_eq!(none, json!({"visitor_session": []}));
}

#[tokio::test]
async fn visitor_vendors_sample_id_gives_an_array_of_sessions() {
    let (_, server) = demo(DemoOptions::default()).await;
    let sessions = data(&server, "/visitor/838161").await["visitor_session"].take();
    let sessions = sessions.as_array().expect("an array");
    assert!(sessions.len() > 1);
    assert!(
        sessions
            .iter()
            .all(|session| session["visitor"]["id"] == "838161")
    );
}

#[tokio::test]
async fn visitor_with_one_session_gives_an_array_nevertheless() {
    let (_, server) = demo(DemoOptions {
        days: 1,
        chats: 40,
        ..DemoOptions::default()
    })
    .await;
    let mut sessions = BTreeMap::<String, Vec<Value>>::new();
    let all = data(&server, "/visitor?limit=1000").await["visitor_session"].take();
    for session in all.as_array().expect("an array") {
        let visitor = session["visitor_id"].as_str().expect("text").to_owned();
        sessions.entry(visitor).or_default().push(session.clone());
    }
    assert!(sessions.values().any(|sessions| sessions.len() == 1));
    for (visitor, sessions) in sessions {
        let own = data(&server, &format!("/visitor/{visitor}")).await;
        assert_eq!(own, json!({"visitor_session": sessions}), "{visitor}");
    }
}
