//! What is kept of a request.

use serde_json::json;
use tagove_server::{Fault, Faults};

use crate::client::{ask, faulty, get};

#[tokio::test]
async fn journal_keeps_id_and_presence_of_a_key_but_not_the_key() {
    let server = faulty(Faults::at([(2, "503:2".parse().expect("a fault"))])).await;
    let headers = ["Authorization: Bearer s3cret-key", "X-Request-Id: mine-1"];
    ask(&server, "GET", "/chats?page=2", &headers).await;
    ask(&server, "POST", "/chats", &["X-Request-Id: a b\"c"]).await;
    let page = get(&server, "/__requests").await;
    let port = server.address().port();
    assert_eq!(
        page.json(),
        json!({
            "request_count": 2,
            "connections": 2,
            "hang_ups": 0,
            "requests": ["GET /chats?page=2", "POST /chats"],
            "log": [
                {"number": 1, "port": port, "connection": 1, "version": "HTTP/1.1", "method": "GET", "target": "/chats?page=2", "fault": null, "request_id": "mine-1", "authorization": true},
                {"number": 2, "port": port, "connection": 2, "version": "HTTP/1.1", "method": "POST", "target": "/chats", "fault": "503:2", "request_id": null, "authorization": false},
            ],
        })
    );
    let kept = format!("{:?}", server.journal());
    assert!(
        kept.contains("mine-1") && !kept.contains("s3cret"),
        "{kept}"
    );
    let asked = server.journal().requests();
    assert!(matches!(
        asked[1].fault,
        Some(Fault::Status { code: 503, .. })
    ));
}
