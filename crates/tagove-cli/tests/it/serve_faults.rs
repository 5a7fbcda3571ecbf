use crate::command::{Served, run, run_with};
use crate::serve::ask;
use serde_json::{Value, json};
use std::fs;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use tagove_server::Faults;

fn served(flags: &[&str]) -> Served {
    Served::start(&[&["--port", "0", "--chats", "5"], flags].concat())
}

/// All that one request gives, whether it ends well or not.
fn struck(served: &Served) -> String {
    let host = served.url.strip_prefix("http://").expect("a URL");
    let mut stream = TcpStream::connect(host).expect("a connection");
    write!(
        stream,
        "GET /chats HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer k\r\nconnection: close\r\n\r\n"
    )
    .expect("sent");
    let mut answer = Vec::new();
    // A reset is one of the things that can come.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn log(served: &Served) -> Vec<Value> {
    let mut journal = ask(&served.url, "/__requests");
    match journal["log"].take() {
        Value::Array(log) => log,
        other => panic!("{other}"),
    }
}

#[test]
fn serve_with_numbered_faults_gives_them_to_those_requests() {
    let served = served(&["--fault", "1=503:2", "--fault=3=reset-in-body"]);
    let refused = struck(&served).to_lowercase();
    assert!(refused.starts_with("http/1.1 503 "), "{refused}");
    assert!(refused.contains("\r\nretry-after: 2\r\n"), "{refused}");
    assert!(struck(&served).ends_with("]}"));
    assert!(!struck(&served).ends_with("]}"));
    assert!(struck(&served).ends_with("]}"));
    let log = log(&served);
    let faults: Vec<_> = log.iter().map(|entry| &entry["fault"]).collect();
    assert_eq!(
        faults,
        [
            &json!("503:2"),
            &Value::Null,
            &json!("reset-in-body"),
            &Value::Null
        ]
    );
    assert!(log.iter().all(|entry| entry["authorization"] == true));
}

#[test]
fn serve_with_a_share_of_faults_gives_those_of_the_seed() {
    for (flags, seed) in [
        (&["--faults", "0.6,9"][..], 9),
        (&["--faults=0.6", "--seed=4"], 4),
        (&["--faults=0.6"], 838_161),
    ] {
        // Silence would have to be hung up on.
        let flags = [flags, &["--fault", "1=truncated"]].concat();
        let script = Faults::seeded(seed, 0.6);
        let scripted = (2..=8).map(|number| script.fault(number));
        let scripted = scripted.map(|fault| fault.map(|fault| fault.to_string()));
        let scripted: Vec<_> = [Some("truncated".to_owned())]
            .into_iter()
            .chain(scripted.take_while(|fault| fault.as_deref() != Some("silence")))
            .collect();
        let served = served(&flags);
        for _ in &scripted {
            struck(&served);
        }
        let log = log(&served);
        let faults: Vec<_> = log
            .iter()
            .map(|entry| entry["fault"].as_str().map(str::to_owned))
            .collect();
        assert_eq!(faults, scripted, "{flags:?}");
        assert!(faults.len() > 1, "{flags:?}: choose another seed");
    }
}

#[test]
fn serve_fault_flags_are_in_the_help_and_conflict_with_replay() {
    let help = run(&["serve", "--help"]).stdout;
    for flag in ["--faults=0.5", "--fault=1=503", "--tls"] {
        let name = flag.split('=').next().expect("a name");
        assert!(help.contains(&format!("  {name}")), "{name}");
        let run = run(&["serve", "--port", "0", "--replay", ".", flag]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{flag}");
        let conflict = run.stderr.contains("cannot be used with");
        assert!(conflict && run.stderr.contains(name), "{flag}: {run:?}");
    }
    for kind in [
        "STATUS:RETRY_AFTER",
        "reset-before-head",
        "closed-before-head",
        "reset-in-body",
        "truncated",
        "slow:SECONDS",
        "dribbled:BYTES:SECONDS",
        "wrong-content-type",
        "false-gzip",
        "redirect",
        "silence",
    ] {
        assert!(help.contains(&format!("\n  {kind} ")), "{kind}");
    }
}

#[test]
fn serve_fault_flags_that_make_no_sense_are_refused_by_name() {
    for (flag, value) in [
        ("--faults", "often"),
        ("--faults", "1.5"),
        ("--faults", "NaN"),
        ("--faults", "0.5,x"),
        ("--fault", "503"),
        ("--fault", "0=503"),
        ("--fault", "1=200"),
        ("--fault", "1=explodes"),
    ] {
        let run = run(&["serve", &format!("{flag}={value}")]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{value}");
        let named = run.stderr.contains(flag) && run.stderr.contains(value);
        assert!(named, "{run:?}");
    }
}

#[test]
fn serve_with_tls_prints_an_https_url_and_writes_what_a_client_needs() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = |name: &str| dir.path().join(name).to_str().expect("UTF-8").to_owned();
    let (certificate, identity) = (file("ca.pem"), file("client.pem"));
    let served = served(&[
        "--tls",
        "--tls-cert-out",
        &certificate,
        "--tls-client-out",
        &identity,
    ]);
    assert!(
        served.url.starts_with("https://127.0.0.1:"),
        "{}",
        served.url
    );
    let read = |file| fs::read_to_string(file).expect("written before the URL");
    let begin = "-----BEGIN CERTIFICATE-----";
    assert!(read(&certificate).starts_with(begin));
    assert!(!read(&certificate).contains("PRIVATE KEY"));
    let identity = read(&identity);
    assert!(identity.starts_with(begin) && identity.contains("PRIVATE KEY"));
    // Its certificate is of nobody that the system trusts.
    let args = ["list-chats", "--base-url", &served.url, "--timeout", "5"];
    let list = run_with(&args, &[("TAGOVE_API_KEY", "k")]);
    list.assert_refused(6, &json!("Connection"), &[]);
}

#[test]
fn serve_tls_file_that_cannot_be_written_is_named() {
    let dir = tempfile::tempdir().expect("a directory");
    let file = dir.path().join("none/ca.pem");
    let file = file.to_str().expect("UTF-8");
    let run = run(&["serve", "--port", "0", "--tls", "--tls-cert-out", file]);
    run.assert_refused(9, &Value::Null, &[file]);
}
