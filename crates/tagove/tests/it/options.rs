//! What a client refuses to be made of.

use std::time::Duration;
use tagove::{Client, ErrorKind};

fn refusal(build: impl FnOnce(tagove::ClientBuilder) -> tagove::ClientBuilder) -> String {
    let error = build(Client::builder().api_key("key"))
        .build()
        .expect_err("a refusal");
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert_eq!(error.attempts(), 0);
    error.to_string()
}

#[test]
fn base_url_that_would_send_the_key_in_the_open_is_refused() {
    for url in [
        "http://api.tagove.com",
        "http://192.0.2.1",
        "http://localhost.example.com",
        "http://api.localhost",
        "ftp://localhost",
        "api.tagove.com",
        "",
    ] {
        assert!(
            refusal(|client| client.base_url(url)).starts_with("base_url "),
            "{url}"
        );
    }
}

#[test]
fn base_url_with_user_info_is_refused_without_repeating_it() {
    let text = refusal(|client| client.base_url("https://user:hunter2@api.tagove.com"));
    assert!(
        text.contains("user name") && !text.contains("hunter2"),
        "{text}"
    );
    let text = refusal(|client| client.base_url("https://api.tagove.com/?token=hunter2"));
    assert!(
        text.contains("query") && !text.contains("hunter2"),
        "{text}"
    );
}

#[test]
fn base_url_on_loopback_or_https_is_taken() {
    for url in [
        "http://127.0.0.1:1",
        "http://[::1]:1/v1/",
        "http://localhost",
        "https://api.tagove.com/",
        "https://example.com/proxy/tagove",
    ] {
        Client::builder()
            .api_key("key")
            .base_url(url)
            .build()
            .unwrap_or_else(|error| panic!("{url}: {error}"));
    }
}

#[test]
fn key_that_cannot_stand_in_a_header_is_refused_without_repeating_it() {
    for key in ["", "hunter2\n", "hunter2 ", "hünter2", "hunter2\u{7f}"] {
        let error = Client::builder()
            .api_key(key)
            .build()
            .expect_err("a refusal");
        assert_eq!(error.kind(), ErrorKind::Configuration);
        assert!(
            error.reason().starts_with("api_key ") && !error.reason().contains("nter2"),
            "{error}"
        );
    }
}

#[test]
fn timeout_of_zero_is_refused() {
    assert!(refusal(|client| client.timeout(Duration::ZERO)).contains("timeout is zero"));
}

#[test]
fn prefetch_of_more_pages_than_fit_is_refused() {
    assert!(refusal(|client| client.prefetch(usize::MAX)).contains("prefetch"));
    assert!(refusal(|client| client.prefetch(65)).contains("up to 64"));
}
