//! One key, one password, and everything that the client ever says while all goes wrong: searched for both.

use super::spoken::Spoken;
use crate::told::ToldClock;
use crate::wire::answer_once;
use std::path::Path;
use tagove::{ApiKey, Auth, Client, ClientBuilder, ListChats, Provided, TagoveError};
use tagove_server::{Demo, DemoOptions, Fault, Faults, Proxy, Server};

const KEY: &str = "hunter2-key+of/ours";
const PASSWORD: &str = "pass=word/of:ours";

fn demo() -> Demo {
    Demo::generate(DemoOptions {
        chats: 12,
        ..DemoOptions::default()
    })
}

async fn with_faults(faults: Faults) -> Server {
    let server = Server::demo(demo()).faults(faults);
    server.bind(0).await.expect("a free port")
}

/// A client all of whose hooks are listened to, and whose own `Debug` is heard.
fn client(spoken: &Spoken, builder: ClientBuilder) -> Option<Client> {
    let [on_request, on_response, on_retry, on_page] = [(); 4].map(|()| spoken.clone());
    let builder = builder
        .clock(ToldClock::new())
        .on_request(move |event| on_request.hear("on_request", event))
        .on_response(move |event| on_response.hear("on_response", event))
        .on_retry(move |event| on_retry.hear("on_retry", event))
        .on_page(move |event| on_page.hear("on_page", event));
    spoken.hear("builder", &builder);
    match builder.build() {
        Ok(client) => {
            spoken.hear("client", &client);
            Some(client)
        }
        Err(error) => {
            hear_error(spoken, &error);
            None
        }
    }
}

fn hear_error(spoken: &Spoken, error: &TagoveError) {
    spoken.hear("error", error);
    spoken.hear("error", &error.to_string());
    spoken.hear("error", &serde_json::to_string(error).expect("JSON"));
    let mut cause: Option<&dyn std::error::Error> = std::error::Error::source(error);
    while let Some(error) = cause {
        spoken.hear("cause", &error);
        cause = error.source();
    }
}

/// Everything that can be asked, whatever comes of it.
async fn ask(spoken: &Spoken, builder: ClientBuilder) {
    let Some(client) = client(spoken, builder) else {
        return;
    };
    match client.get_chat("43074").await {
        Ok(chat) => {
            spoken.hear("answer", &chat);
            spoken.hear("page", &chat.page());
        }
        Err(error) => hear_error(spoken, &error),
    }
    let mut pages = client.list_chats(ListChats::new().limit(5));
    loop {
        match pages.next_page().await {
            Ok(Some(page)) => spoken.hear("page", &page),
            Ok(None) => break,
            Err(error) => {
                hear_error(spoken, &error);
                break;
            }
        }
    }
    spoken.hear("summary", &pages.summary());
    // Somebody puts the key where it does not belong.
    match client.request("GET", "/chats", &[("api_key", KEY)]).await {
        Ok(answer) => spoken.hear("raw", &answer),
        Err(error) => hear_error(spoken, &error),
    }
    if let Err(error) = client.get_chat(KEY).await {
        hear_error(spoken, &error);
    }
}

fn to(url: impl Into<String>) -> ClientBuilder {
    Client::builder().api_key(KEY).base_url(url)
}

/// A provider whose key cannot stand in a header.
async fn broken() -> Provided {
    Ok(ApiKey::new(format!("{KEY}\n")))
}

/// Every failure that a client can meet, one after the other.
async fn all(spoken: &Spoken, folder: &Path) {
    let every = || {
        Faults::at(
            [
                Fault::ResetBeforeHead,
                Fault::Truncated,
                Fault::FalseGzip,
                Fault::ResetInBody,
                Fault::RedirectToOtherPort,
            ]
            .into_iter()
            .chain([401, 403, 429, 503].map(|code| Fault::Status {
                code,
                retry_after: None,
            }))
            .cycle()
            .zip(1..=60)
            .map(|(fault, number)| (number, fault)),
        )
    };
    for auth in [Auth::Bearer, Auth::Basic] {
        let server = with_faults(every()).await;
        for _ in 0..3 {
            ask(spoken, to(server.url()).auth(auth)).await;
        }
        assert!(
            server
                .journal()
                .requests()
                .iter()
                .all(|asked| asked.authorization)
        );
        let server = with_faults(Faults::default()).await;
        ask(spoken, to(server.url()).auth(auth)).await;
        let name = format!("cassette-{auth:?}");
        let recorded = folder.join(&name);
        ask(spoken, to(server.url()).auth(auth).record(&recorded)).await;
        // Another operation than was recorded.
        ask(spoken, to(server.url()).auth(auth).replay(&recorded)).await;
    }

    // Servers that repeat what they are told.
    for text in [
        format!(
            "HTTP/1.1 400 Bad\r\nX-Key: {KEY}\r\nContent-Type: {KEY}\r\n\r\n{{\"success\":false,\"error\":{{\"message\":\"{KEY}\"}}}}"
        ),
        format!(
            "HTTP/1.1 302 Found\r\nLocation: http://u:{PASSWORD}@127.0.0.2:9/{KEY}?k={KEY}\r\nContent-Length: 0\r\n\r\n"
        ),
        format!(
            "HTTP/1.1 200 OK\r\n\r\n{{\"success\":true,\"data\":{{\"chat\":{{\"id\":{{\"{KEY}\":1}},\"{KEY}\":1,\"{KEY}\":2}}}}}}"
        ),
        format!("HTTP/1.1 200 {KEY}\r\nContent-Encoding: {KEY}\r\n\r\nx"),
        format!("{KEY} is no HTTP\r\n\r\n"),
    ] {
        ask(spoken, to(answer_once(text).await)).await;
    }

    // Nobody there; a server of an unknown authority; proxies that refuse, are not there, or make no sense.
    ask(spoken, to("http://127.0.0.1:1")).await;
    let server = Server::demo(demo())
        .tls()
        .bind(0)
        .await
        .expect("a free port");
    ask(spoken, to(server.url())).await;
    // Trusted, it speaks HTTP/2, whose library logs each header.
    let ca = folder.join("ca.pem");
    std::fs::write(&ca, server.certificate_pem().expect("TLS")).expect("written");
    ask(spoken, to(server.url()).ca_file(&ca)).await;
    let escaped = "pass%3Dword%2Fof%3Aours";
    let guarded = Proxy::guarded("somebody", "else")
        .await
        .expect("a free port");
    let address = guarded.url().replace("http://", "");
    for proxy in [
        format!("http://me:{escaped}@{address}"),
        format!("http://me:{escaped}@127.0.0.1:1"),
        format!("http://me:{PASSWORD}@[nowhere"),
        format!("socks5://me:{escaped}@127.0.0.1:1"),
        format!("{PASSWORD} {KEY}"),
    ] {
        ask(spoken, to(server.url()).proxy(&proxy)).await;
        ask(spoken, to("http://127.0.0.1:1").proxy(&proxy)).await;
    }

    // Options that are refused.
    let junk = folder.join("junk.pem");
    std::fs::write(&junk, format!("-----BEGIN CERTIFICATE-----\n{KEY}\n")).expect("written");
    for refused in [
        Client::builder()
            .api_key(format!("{KEY}\n"))
            .base_url("http://127.0.0.1:1"),
        to(format!("https://me:{escaped}@127.0.0.1:1")),
        to(format!("{KEY}://127.0.0.1:1")),
        to("http://127.0.0.1:1").ca_file(&junk),
        to("http://127.0.0.1:1").client_certificate(&junk),
        to("http://127.0.0.1:1").timeout(std::time::Duration::ZERO),
        to("http://127.0.0.1:1").replay(folder.join("nothing")),
        Client::builder()
            .credentials(broken)
            .base_url("http://127.0.0.1:1"),
        to("http://127.0.0.1:1").credentials(broken),
    ] {
        ask(spoken, refused).await;
    }
}

#[tokio::test]
async fn neither_key_nor_password_is_in_any_error_debug_log_hook_or_cassette() {
    let folder = tempfile::tempdir().expect("a folder");
    let spoken = Spoken::default();
    {
        let _listening = spoken.listen_to_logs();
        all(&spoken, folder.path()).await;
    }
    for cassette in ["cassette-Bearer", "cassette-Basic"] {
        spoken.hear_files(&folder.path().join(cassette));
    }
    // Each kind of speaker has spoken: what was searched was there.
    for speaker in [
        "builder",
        "client",
        "error",
        "answer",
        "page",
        "raw",
        "summary",
        "on_request",
        "on_response",
        "on_retry",
        "on_page",
        "log tagove",
        "log hyper_util",
        "log reqwest",
        "log h2",
        "cassette",
    ] {
        assert!(spoken.said_by(speaker) > 0, "nothing heard of {speaker}");
    }
    spoken.search(&[KEY, PASSWORD]);
}
