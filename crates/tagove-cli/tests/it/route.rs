//! Proxies and certificates.

use crate::command::{Run, run, run_with};
use crate::local::Local;
use crate::stub::{Reply, Stub};
use serde_json::json;
use tagove_server::{DemoOptions, Proxy};

/// As it is in a URL, and as it is.
const PASSWORD: (&str, &str) = ("hunter2%21", "hunter2!");

fn assert_silent(run: &Run) {
    // The beginning of all its forms, and `user:hunter2!` and `hunter2!` as Basic sends them.
    for secret in ["hunter2", "dXNlcjpodW50ZXIyI", "aHVudGVyMi"] {
        let shown = format!("{}{}", run.stdout, run.stderr);
        assert!(!shown.contains(secret), "{secret}: {run:?}");
    }
}

fn guarded(local: &Local) -> Proxy {
    let proxy = local.block_on(Proxy::guarded("user", PASSWORD.1));
    proxy.expect("a free port")
}

fn with_credentials(proxy: &Proxy, password: &str) -> String {
    let user = format!("http://user:{password}@");
    proxy.url().replace("http://", &user)
}

#[test]
fn proxy_carries_the_requests_and_its_password_is_in_no_output() {
    let local = Local::chats(20);
    let proxy = guarded(&local);
    let url = with_credentials(&proxy, PASSWORD.0);
    let logged = [("RUST_LOG", "trace")];
    let run = local.run(&["list-chats", "--limit", "10", "--proxy", &url], &logged);
    assert_eq!((run.code, run.records().len()), (Some(0), 20), "{run:?}");
    assert!(run.stderr.contains("TRACE"));
    assert_silent(&run);
    let seen = proxy.requests();
    assert_eq!(seen.len(), local.targets().len());
    assert!(seen.iter().all(|seen| seen.proxy_authorization));
}

#[test]
fn proxy_that_refuses_its_password_is_told_without_it() {
    let local = Local::chats(1);
    let proxy = guarded(&local);
    for format in ["jsonl", "table"] {
        let url = with_credentials(&proxy, "hunter2-wrong");
        let args = ["get-chat", "43074", "--proxy", &url, "--format", format];
        let run = local.run(&args, &[("RUST_LOG", "trace")]);
        assert!(run.code == Some(2) && run.stderr.contains("407"), "{run:?}");
        assert_silent(&run);
    }
    assert_eq!(local.targets(), [""; 0]);
}

#[test]
fn proxy_of_the_environment_is_asked_and_its_password_is_in_no_output() {
    let local = Local::chats(1);
    let proxy = guarded(&local);
    let url = with_credentials(&proxy, PASSWORD.0);
    let environment = [
        ("TAGOVE_API_KEY", "test-key"),
        ("HTTPS_PROXY", url.as_str()),
        ("RUST_LOG", "trace"),
    ];
    // A host that no name server knows; the proxy leads to this machine only.
    let args = [
        "get-chat",
        "1",
        "--base-url",
        "https://tagove.invalid",
        "--max-retries",
        "0",
    ];
    let run = run_with(&args, &environment);
    assert_eq!(run.code, Some(6), "{run:?}");
    assert_silent(&run);
    let seen = proxy.requests();
    assert_eq!(
        (seen.len(), seen[0].target.as_str()),
        (1, "tagove.invalid:443")
    );
    assert!(seen[0].proxy_authorization && !seen[0].authorization);
    // Loopback is not for it.
    let direct = local.run(&["get-chat", "43074"], &environment[1..]);
    assert_eq!((direct.code, proxy.requests().len()), (Some(0), 1));
    assert_silent(&direct);
}

#[test]
fn password_of_a_proxy_that_an_answer_repeats_is_in_no_output() {
    let words = r#"{"message": "user:hunter2! and hunter2%21, dXNlcjpodW50ZXIyIQ=="}"#;
    let stub = Stub::start(|_| Reply::Json(400, words.into()));
    let proxied = |name| [(name, "http://user:hunter2%21@127.0.0.1:1")];
    for name in ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"] {
        let run = stub.run_with(&["get-chat", "1"], &proxied(name));
        assert!(run.stderr.contains("<redacted> and <redacted>"), "{run:?}");
        assert_silent(&run);
    }
}

#[test]
fn user_and_password_of_a_url_that_is_refused_are_in_no_output() {
    let bad = "http://user:hunter2@:bad";
    let inline = format!("--proxi={bad}");
    let strict = format!("--strict={bad}");
    for args in [
        &["--proxy", bad][..],
        &["--proxy", "http:user:hunter2@proxy:1:2"],
        &["--proxy", "ftp://user:hunter2@proxy"],
        &["--proxy", "user:hunter2@proxy:3128"],
        &["--proxy", bad, "--proxy", bad],
        &["--proxi", bad],
        &[&inline],
        &[&strict],
        &[bad],
        &["http://user:hunter2@proxy/a@b"],
        &["--page", bad],
        &["--page", "user:hunter2@proxy"],
        &["--format", bad],
        &["--timeout", bad],
        &["--on-rate-limit", bad],
        &["--base-url", "https://user:hunter2@127.0.0.1"],
        &["--ca-file", bad],
    ] {
        let environment = [("TAGOVE_API_KEY", "test-key"), ("RUST_LOG", "trace")];
        let run = run_with(&[&["list-chats"], args].concat(), &environment);
        assert_eq!(run.code, Some(2), "{args:?} {run:?}");
        assert_silent(&run);
    }
    assert_silent(&run(&[bad]));
}

#[test]
fn ca_file_lets_a_server_of_its_own_authority_be_trusted() {
    let options = DemoOptions {
        chats: 3,
        ..DemoOptions::default()
    };
    let local = Local::start(options, |server| server.tls());
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("ca.pem");
    std::fs::write(&file, local.server.certificate_pem().expect("TLS")).expect("written");
    let args = ["get-chat", "43074", "--max-retries", "0"];
    local
        .run(&args, &[])
        .assert_refused(6, &json!("Connection"), &["https://127.0.0.1"]);
    let trusting = [&args[..], &["--ca-file", file.to_str().expect("UTF-8")]].concat();
    let run = local.run(&trusting, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn client_certificate_is_shown_to_a_server_that_wants_one() {
    let options = DemoOptions {
        chats: 3,
        ..DemoOptions::default()
    };
    let local = Local::start(options, |server| server.mutual_tls());
    let dir = tempfile::tempdir().expect("a directory");
    let file = |name: &str, pem: Option<&str>| {
        let path = dir.path().join(name);
        std::fs::write(&path, pem.expect("mutual TLS")).expect("written");
        path.to_str().expect("UTF-8").to_owned()
    };
    let ca = file("ca.pem", local.server.certificate_pem());
    let own = file("own.pem", local.server.client_identity_pem());
    let args = ["get-chat", "43074", "--max-retries", "0", "--ca-file", &ca];
    assert_eq!(local.run(&args, &[]).code, Some(6));
    let known = local.run(&[&args[..], &["--client-certificate", &own]].concat(), &[]);
    assert_eq!(known.code, Some(0), "{known:?}");
}

#[test]
fn certificate_file_that_is_none_is_named_without_what_is_in_it() {
    let dir = tempfile::tempdir().expect("a directory");
    let (junk, absent) = (dir.path().join("junk.pem"), dir.path().join("absent.pem"));
    std::fs::write(&junk, "hunter2").expect("written");
    for path in [junk, absent] {
        let path = path.to_str().expect("UTF-8");
        for flag in ["--ca-file", "--client-certificate"] {
            let run = run(&["list-chats", "--demo", flag, path]);
            let option = flag[2..].replace('-', "_");
            run.assert_refused(2, &json!("Configuration"), &[&option, path]);
            assert_silent(&run);
        }
    }
}

#[test]
fn proxy_of_the_environment_that_is_none_is_refused_before_anything_goes_around_it() {
    for proxy in [
        "http://user:hunter2 x@127.0.0.1:1",
        "http://",
        "ftp://user:hunter2@127.0.0.1",
        "socks5://user:hunter2@127.0.0.1:1",
    ] {
        let args = ["get-chat", "1", "--base-url", "https://api.example.test"];
        let run = run_with(
            &args,
            &[("HTTPS_PROXY", proxy), ("TAGOVE_API_KEY", "test-key")],
        );
        assert_eq!(run.code, Some(2), "{run:?}");
        assert!(run.stderr.contains("HTTPS_PROXY"), "{run:?}");
        assert_silent(&run);
    }
}
