use serde_json::json;
use tagove_server::{DemoOptions, Server};

use crate::{
    client::{Answer, ask, data, demo, get},
    xml_reader::{as_xml_tells, read},
};

const KEY: &str = "Authorization: Bearer any-key";

async fn xml(server: &Server, target: &str) -> Answer {
    ask(server, "GET", target, &[KEY, "Accept: application/xml"]).await
}

#[tokio::test]
async fn xml_of_every_operation_tells_what_the_json_does() {
    let (_, server) = demo(DemoOptions::default()).await;
    let mut call = None;
    for item in data(&server, "/chats?limit=100")
        .await
        .as_array()
        .expect("an array")
    {
        if item["chat"]["type"] == "video-call" && item["chat"]["status"] == "closed" {
            call = item["chat"]["id"].as_str().map(str::to_owned);
        }
    }
    let call = call.expect("a recorded call");
    for target in [
        "/chats?limit=1000&with=messages,account",
        "/chats",
        "/chats?limit=1&with=messages,account",
        "/chats?page=1000",
        "/chat/43074",
        "/chat/43074/messages",
        "/chat/43074/recording",
        &format!("/chat/{call}/recording"),
        "/visitor?limit=1000",
        "/visitor?limit=1",
        "/visitor?page=1000",
        "/visitor/838161",
    ] {
        let (json, xml) = (get(&server, target).await, xml(&server, target).await);
        assert_eq!((json.status, xml.status), (200, 200), "{target}");
        assert_eq!(json.header("content-type"), Some("application/json"));
        assert_eq!(xml.header("content-type"), Some("application/xml"));
        for answer in [&json, &xml] {
            assert_eq!(answer.list("vary"), ["accept", "accept-encoding"]);
        }
        assert!(read(&xml.body) == as_xml_tells(json.json()), "{target}");
    }
}

#[tokio::test]
async fn xml_of_the_vendors_sample_chat_is_written_so() {
    let (_, server) = demo(DemoOptions::default()).await;
    let body = String::from_utf8(xml(&server, "/chat/43074").await.body).expect("UTF-8");
    let open = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
        <response xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
        <success>true</success><data><chat><id>43074</id><account_id>";
    assert!(body.starts_with(open), "{body}");
    assert!(
        body.ends_with("</initiator></chat></data></response>"),
        "{body}"
    );
    let sessions = xml(&server, "/visitor/838161").await.body;
    let sessions = String::from_utf8(sessions).expect("UTF-8");
    for written in ["<user_agent_cpu_arch xsi:nil=\"true\"/>", "<remarks/>"] {
        assert!(sessions.contains(written), "{sessions}");
    }
    let none = String::from_utf8(xml(&server, "/chats?page=1000").await.body).expect("UTF-8");
    assert!(
        none.ends_with("<success>true</success><data/></response>"),
        "{none}"
    );
    let none = String::from_utf8(xml(&server, "/visitor?page=1000").await.body).expect("UTF-8");
    assert!(
        none.ends_with("<data><visitor_session/></data></response>"),
        "{none}"
    );
}

#[tokio::test]
async fn xml_of_refusals_is_asked_for_like_that_of_answers() {
    let (_, server) = demo(DemoOptions::default()).await;
    let accept = "Accept: text/xml, application/json;q=0.4";
    for (method, target, headers, status, code) in [
        ("GET", "/chats", &[accept][..], 401, "ERROR_UNAUTHORIZED"),
        (
            "GET",
            "/chat/1",
            &[KEY, accept],
            404,
            "ERROR_RECORD_NOT_FOUND",
        ),
        ("GET", "/nowhere", &[KEY, accept], 404, "ERROR_NOT_FOUND"),
        (
            "GET",
            "/chats?page=0",
            &[KEY, accept],
            400,
            "ERROR_INVALID_INPUT",
        ),
        (
            "POST",
            "/chats",
            &[KEY, accept, "Content-Length: 0"],
            405,
            "ERROR_METHOD_NOT_ALLOWED",
        ),
    ] {
        let answer = ask(&server, method, target, headers).await;
        assert_eq!(answer.status, status, "{target}");
        assert_eq!(answer.header("content-type"), Some("text/xml"), "{target}");
        let read = read(&answer.body);
        assert_eq!(
            (&read["success"], &read["error"]["code"]),
            (&json!("false"), &json!(code))
        );
        assert!(
            read["error"]["message"]
                .as_str()
                .is_some_and(|text| text.len() > 10)
        );
    }
    assert_eq!(server.journal().request_count(), 5);
    let head = ask(&server, "HEAD", "/chats", &[KEY, accept]).await;
    assert_eq!((head.status, head.body.len()), (405, 0));
    assert_eq!(head.header("content-type"), Some("text/xml"));
}

#[tokio::test]
async fn xml_that_is_not_preferred_is_json() {
    let (_, server) = demo(DemoOptions::default()).await;
    let json = get(&server, "/chats").await;
    for accept in [
        "Accept: */*",
        "Accept: application/xml;q=0.8, application/json",
        "Accept: application/xml;q=0",
    ] {
        let answer = ask(&server, "GET", "/chats", &[KEY, accept]).await;
        assert_eq!(
            answer.header("content-type"),
            Some("application/json"),
            "{accept}"
        );
        assert_eq!(answer.body, json.body, "{accept}");
    }
}
