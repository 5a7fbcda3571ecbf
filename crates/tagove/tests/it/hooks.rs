//! What a program hears of its requests.

use crate::scripted::{builder, server, status};
use crate::told::ToldClock;
use std::sync::{Arc, Mutex};
use tagove_server::Faults;

#[tokio::test]
async fn hooks_hear_of_everything_but_the_key() {
    let server = server(Faults::at([(1, status(503, None))])).await;
    let clock = ToldClock::new();
    let heard = Arc::new(Mutex::new(Vec::new()));
    let note = |name: &'static str| {
        let heard = heard.clone();
        move |event: String| {
            heard
                .lock()
                .expect("not poisoned")
                .push(format!("{name} {event}"))
        }
    };
    let (request, response, retry, page) = (
        note("request"),
        note("response"),
        note("retry"),
        note("page"),
    );
    let client = builder(&server, &clock)
        .on_request(move |event| request(format!("{event:?}")))
        .on_response(move |event| response(format!("{event:?}")))
        .on_retry(move |event| retry(format!("{event:?}")))
        .on_page(move |event| page(format!("{event:?}")))
        .build()
        .expect("a client");
    client.get_chat("43074").await.expect("the second time");
    let heard = heard.lock().expect("not poisoned");
    let names: Vec<&str> = heard
        .iter()
        .filter_map(|line| line.split(' ').next())
        .collect();
    assert_eq!(
        names,
        [
            "request", "response", "retry", "request", "response", "page"
        ]
    );
    assert!(
        heard.iter().all(|line| !line.contains("test-key")),
        "{heard:?}"
    );
    assert!(
        heard[2].contains("503") && heard[2].contains("500ms"),
        "{}",
        heard[2]
    );
    // The same id for both attempts, and it is the one that was sent.
    let sent: Vec<Option<String>> = server
        .journal()
        .requests()
        .into_iter()
        .map(|asked| asked.request_id)
        .collect();
    assert!(
        sent.len() == 2 && sent[0].is_some() && sent[0] == sent[1],
        "{sent:?}"
    );
    assert!(heard[0].contains(sent[0].as_deref().expect("an id")));
}
