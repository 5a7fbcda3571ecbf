//! HTTP/2: negotiated where TLS is, one connection for all that is in flight, and otherwise as HTTP/1.1.

mod broken;
mod peer;
mod recorded;

use crate::told::ToldClock;
use futures_util::future::join_all;
use tagove::{Client, ClientBuilder, ErrorKind, Include, ListChats, Options};
use tagove_server::{Demo, DemoOptions, Fault, Faults, Journal, Server};
use tempfile::TempDir;

/// A server with TLS, and a client that trusts it as long as the folder is there.
struct Secure {
    server: Server,
    client: ClientBuilder,
    _ca: TempDir,
}

fn demo() -> Demo {
    Demo::generate(DemoOptions {
        chats: 25,
        ..DemoOptions::default()
    })
}

async fn secure(faults: Faults) -> Secure {
    let server = Server::demo(demo()).tls().faults(faults).bind(0).await;
    let server = server.expect("a free port");
    let (ca, client) = trusting(&server.url(), server.certificate_pem().expect("TLS"));
    Secure {
        server,
        client,
        _ca: ca,
    }
}

/// A client that trusts this certificate too.
fn trusting(url: &str, certificate: &str) -> (TempDir, ClientBuilder) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, certificate).expect("written");
    let client = Client::builder().api_key("test-key").base_url(url);
    (folder, client.ca_file(file))
}

/// Protocol and connection of every request.
fn ways(journal: &Journal) -> Vec<(&'static str, u64)> {
    let asked = journal.requests().into_iter();
    asked
        .map(|asked| (asked.version, asked.connection))
        .collect()
}

async fn records(client: &Client) -> (Vec<String>, usize) {
    let list = ListChats::new().limit(5).include(Include::ALL);
    let mut pages = client.list_chats(list);
    let mut records = vec![];
    while let Some(page) = pages.next_page().await.expect("a page") {
        records.extend(page.rows().map(|row| row.to_json().to_string()));
    }
    (records, pages.summary().pages as usize)
}

#[tokio::test]
async fn list_over_tls_is_http_2_and_the_same_as_http_1_without() {
    let secure = secure(Faults::default()).await;
    let client = secure.client.prefetch(3).build().expect("a client");
    let given = records(&client).await;
    assert_eq!((given.0.len(), given.1), (25, 6));
    let ways_taken = ways(secure.server.journal());
    assert!(ways_taken.len() >= 6);
    assert!(
        ways_taken.iter().all(|way| *way == ("HTTP/2", 1)),
        "{ways_taken:?}"
    );

    let plain = Server::demo(demo()).bind(0).await.expect("a free port");
    let client = crate::client(&plain, 0);
    assert_eq!(records(&client).await, given);
    let ways_taken = ways(plain.journal());
    assert!(
        ways_taken.iter().all(|way| *way == ("HTTP/1.1", 1)),
        "{ways_taken:?}"
    );
}

#[tokio::test]
async fn many_in_flight_of_all_clones_share_one_connection() {
    // None of the 32 is answered, so all of them are in flight at once.
    let silent = (2..=33).map(|number| (number, Fault::Silence));
    let secure = secure(Faults::at(silent)).await;
    let client = secure.client.build().expect("a client");
    client.get_chat("43074").await.expect("a chat");
    let other = client
        .with_options(Options::new().max_rows(1000))
        .expect("a clone");
    let asked: Vec<_> = (0..32)
        .map(|number| {
            let client = if number % 2 == 0 { &client } else { &other };
            let client = client.clone();
            tokio::spawn(async move { client.get_chat("43074").await })
        })
        .collect();
    let journal = secure.server.journal();
    journal.wait_for_requests(33).await;
    assert!(ways(journal).iter().all(|way| *way == ("HTTP/2", 1)));
    assert_eq!((journal.connections(), journal.hang_ups()), (1, 0));
    for task in &asked {
        task.abort();
    }
    for ended in join_all(asked).await {
        assert!(ended.expect_err("aborted").is_cancelled());
    }
    // Each is given up for itself: the connection goes on.
    journal.wait_for_hang_ups(32).await;
    client.get_chat("43074").await.expect("a chat");
    assert_eq!((journal.connections(), journal.hang_ups()), (1, 32));
}

#[tokio::test]
async fn clones_share_the_connections_of_http_1_too() {
    let server = Server::demo(demo()).bind(0).await.expect("a free port");
    let client = crate::client(&server, 0);
    let options = Options::new().max_retries(0).strict(true);
    let other = client.with_options(options).expect("a clone");
    for client in [&client, &client.clone(), &other, &other.clone()] {
        client.get_chat("43074").await.expect("a chat");
    }
    let journal = server.journal();
    assert_eq!((journal.request_count(), journal.connections()), (4, 1));
}

#[tokio::test]
async fn page_of_http_2_tells_what_that_of_http_1_does() {
    let secure = secure(Faults::at([(2, "503:0".parse().expect("a fault"))])).await;
    let plain = Server::demo(demo())
        .faults(Faults::at([(2, "503:0".parse().expect("a fault"))]))
        .bind(0)
        .await
        .expect("a free port");
    let clock = ToldClock::new();
    let over_2 = secure
        .client
        .clock(clock.clone())
        .build()
        .expect("a client");
    let over_1 = Client::builder()
        .api_key("test-key")
        .base_url(plain.url())
        .clock(clock)
        .build()
        .expect("a client");
    let mut told = vec![];
    for client in [&over_1, &over_2] {
        let raw = client.request("GET", "/chats", &[("limit", "2")]).await;
        let mut raw = raw.expect("an answer");
        // Of one request only, and of the time that it was made at.
        raw.headers
            .retain(|(name, _)| name != "x-request-id" && name != "date");
        raw.headers.sort();
        let chat = client.get_chat("43074").await.expect("the second time");
        let page = chat.page();
        assert!(page.request_id().is_some());
        let facts = (
            page.number(),
            page.status(),
            page.attempts(),
            page.warnings().len(),
        );
        told.push((
            raw.status,
            raw.headers,
            raw.body,
            facts,
            page.body().to_vec(),
        ));
    }
    // What only one of them has is how the end of the body is told.
    let ways = [plain.journal(), secure.server.journal()].map(|journal| ways(journal)[0].0);
    assert_eq!(ways, ["HTTP/1.1", "HTTP/2"]);
    let over_1 = &mut told[0].1;
    over_1.retain(|(name, _)| name != "transfer-encoding");
    assert_eq!(told[0], told[1]);
}

#[tokio::test]
async fn answers_that_break_off_are_those_of_http_1_in_every_field() {
    for fault in [
        Fault::ResetBeforeHead,
        Fault::ClosedBeforeHead,
        Fault::ResetInBody,
        Fault::Truncated,
        Fault::FalseGzip,
    ] {
        let faults = || Faults::at((1..=2).map(|number| (number, fault.clone())));
        let secure = secure(faults()).await;
        let plain = Server::demo(demo()).faults(faults()).bind(0).await;
        let plain = plain.expect("a free port");
        let builders = [
            Client::builder().api_key("test-key").base_url(plain.url()),
            secure.client.clone(),
        ];
        let mut errors = vec![];
        for builder in builders {
            let once = builder.clone().max_retries(0).build().expect("a client");
            let error = once.get_chat("43074").await.expect_err("broken off");
            let again = builder.clock(ToldClock::new()).build().expect("a client");
            let chat = again.get_chat("43074").await;
            let attempts = chat.expect("whole in the end").page().attempts();
            let at = error.at().map(str::to_owned);
            errors.push((error.kind(), error.status(), at, error.attempts(), attempts));
        }
        assert_eq!(errors[0], errors[1], "{fault}");
        let kind = match fault {
            Fault::Truncated | Fault::FalseGzip => ErrorKind::Decode,
            _ => ErrorKind::Connection,
        };
        assert_eq!((errors[1].0, errors[1].4), (kind, 2), "{fault}");
        let ways = ways(secure.server.journal());
        assert!(ways.iter().all(|(version, _)| *version == "HTTP/2"));
    }
}
