//! Proxies, certificates, HTTP/2: what requests go through.

use crate::wire::answer_once;
use tagove::{Client, ErrorKind};
use tagove_server::{Demo, DemoOptions, Proxy, Server};

fn demo() -> Demo {
    Demo::generate(DemoOptions {
        chats: 3,
        ..DemoOptions::default()
    })
}

#[tokio::test]
async fn server_of_an_unknown_authority_is_refused_until_its_file_is_given() {
    let server = Server::demo(demo())
        .tls()
        .bind(0)
        .await
        .expect("a free port");
    let client = Client::builder()
        .api_key("test-key")
        .base_url(server.url())
        .max_retries(0);
    let error = client
        .clone()
        .build()
        .expect("a client")
        .get_chat("43074")
        .await
        .expect_err("unknown");
    assert_eq!(error.kind(), ErrorKind::Connection);
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, server.certificate_pem().expect("TLS")).expect("written");
    let client = client.ca_file(&file).build().expect("a client");
    client.get_chat("43074").await.expect("trusted");
}

#[tokio::test]
async fn server_that_wants_a_certificate_gets_it() {
    let server = Server::demo(demo())
        .mutual_tls()
        .bind(0)
        .await
        .expect("a free port");
    let folder = tempfile::tempdir().expect("a folder");
    let (ca, own) = (folder.path().join("ca.pem"), folder.path().join("own.pem"));
    std::fs::write(&ca, server.certificate_pem().expect("TLS")).expect("written");
    std::fs::write(&own, server.client_identity_pem().expect("mutual")).expect("written");
    let client = Client::builder()
        .api_key("test-key")
        .base_url(server.url())
        .max_retries(0)
        .ca_file(&ca);
    let error = client
        .clone()
        .build()
        .expect("a client")
        .get_chat("43074")
        .await
        .expect_err("no certificate");
    assert_eq!(error.kind(), ErrorKind::Connection);
    let client = client.client_certificate(&own).build().expect("a client");
    client.get_chat("43074").await.expect("known");
}

#[tokio::test]
async fn files_that_are_no_pem_are_refused_by_their_names() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("junk.pem");
    std::fs::write(&file, "secret junk").expect("written");
    let client = || Client::builder().api_key("test-key");
    for refused in [
        client().ca_file(&file).build(),
        client().client_certificate(&file).build(),
        client().ca_file(folder.path().join("nothing.pem")).build(),
    ] {
        let error = refused.expect_err("no PEM");
        assert_eq!(error.kind(), ErrorKind::Configuration);
        let text = error.to_string();
        assert!(
            text.contains(".pem") && !text.contains("secret junk"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn proxy_carries_requests_with_its_own_credentials() {
    let server = Server::demo(demo()).bind(0).await.expect("a free port");
    let proxy = Proxy::guarded("user", "hunter2!")
        .await
        .expect("a free port");
    let with = |user: &str| {
        Client::builder()
            .api_key("test-key")
            .base_url(server.url())
            .max_retries(0)
            .proxy(proxy.url().replace("http://", &format!("http://{user}@")))
            .build()
            .expect("a client")
    };
    with("user:hunter2%21")
        .get_chat("43074")
        .await
        .expect("through the proxy");
    let error = with("user:wrong-password")
        .get_chat("43074")
        .await
        .expect_err("refused");
    assert_eq!(error.status(), Some(407));
    let text = format!("{error} {error:?}");
    assert!(!text.contains("wrong-password"), "{text}");
    let seen = proxy.requests();
    assert_eq!((seen.len(), seen[0].proxy_authorization), (2, true));
}

#[test]
fn proxy_that_is_none_is_refused_without_its_credentials() {
    for proxy in [
        "",
        "proxy:3128",
        "ftp://user:hunter2@proxy",
        "http://user:hunter2@:80:80",
    ] {
        let error = Client::builder()
            .api_key("test-key")
            .proxy(proxy)
            .build()
            .expect_err(proxy);
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(!error.to_string().contains("hunter2"), "{error}");
        let builder = Client::builder().proxy(proxy);
        assert!(!format!("{builder:?}").contains("hunter2"));
    }
}

#[tokio::test]
async fn errors_of_the_way_say_what_to_do_about_it() {
    let server = Server::demo(demo())
        .tls()
        .bind(0)
        .await
        .expect("a free port");
    let plain = Server::demo(demo()).bind(0).await.expect("a free port");
    let mutual = Server::demo(demo())
        .mutual_tls()
        .bind(0)
        .await
        .expect("a free port");
    let folder = tempfile::tempdir().expect("a folder");
    let ca = folder.path().join("ca.pem");
    std::fs::write(&ca, mutual.certificate_pem().expect("TLS")).expect("written");
    let to = |url: String| {
        Client::builder()
            .api_key("test-key")
            .max_retries(0)
            .base_url(url)
    };
    for (builder, words) in [
        (to(server.url()), "as ca_file"),
        (to(mutual.url()).ca_file(&ca), "as client_certificate"),
        (to(plain.url().replace("http:", "https:")), "speaks no TLS"),
        (
            to(server.url().replace("https:", "http:")),
            "speaks no HTTP",
        ),
        (
            to(plain.url()).proxy("http://me:hunter2!@127.0.0.1:1"),
            "through the proxy http://127.0.0.1:1 (",
        ),
        (to(answer_once("").await), "gave no answer"),
    ] {
        let error = builder.build().expect("a client").get_chat("43074").await;
        let text = error.expect_err(words).to_string();
        assert!(
            text.contains(words) && !text.contains("hunter2"),
            "{words}: {text}"
        );
    }
}
