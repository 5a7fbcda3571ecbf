//! Faults of an answer that comes whole.

use std::{
    io::Read as _,
    time::{Duration, Instant},
};

use tagove_server::{Fault, Faults, Server};
use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::client::{ask, faulty, get, parse, request, rest};

const KEY: &str = "Authorization: Bearer any-key";

async fn struck(fault: Fault) -> Server {
    faulty(Faults::at([(1, fault)])).await
}

#[tokio::test]
async fn status_is_a_refusal_of_the_api_for_that_request_alone() {
    let refused = |code, wait: Option<&str>| Fault::Status {
        code,
        retry_after: wait.map(str::to_owned),
    };
    let faults = Faults::at([
        (2, refused(503, Some("2"))),
        (3, refused(429, None)),
        (4, refused(42, None)),
    ]);
    let server = faulty(faults).await;
    for (status, wait) in [
        (200, None),
        (503, Some("2")),
        (429, None),
        (500, None),
        (200, None),
    ] {
        let answer = get(&server, "/chats").await;
        assert_eq!(answer.status, status);
        assert_eq!(answer.header("retry-after"), wait);
        assert!(answer.header("x-request-id").is_some());
        let json = answer.json();
        assert_eq!(json["success"], status == 200);
        assert_eq!(json["error"]["code"] == "ERROR_SCRIPTED", status != 200);
    }
}

#[tokio::test]
async fn status_comes_in_the_form_and_compression_asked_for_and_before_the_key_is_looked_at() {
    let retry_after = None;
    let server = struck(Fault::Status {
        code: 502,
        retry_after,
    })
    .await;
    let headers = ["Accept: application/xml", "Accept-Encoding: gzip"];
    let answer = ask(&server, "GET", "/chats", &headers).await;
    assert_eq!(answer.status, 502);
    let mut text = String::new();
    flate2::read::GzDecoder::new(&*answer.body)
        .read_to_string(&mut text)
        .expect("gzip");
    assert!(text.contains("<code>ERROR_SCRIPTED</code>"), "{text}");
    assert_eq!(ask(&server, "GET", "/chats", &headers).await.status, 401);
}

#[tokio::test]
async fn slow_answer_is_the_right_one_after_the_wait() {
    let wait = Duration::from_millis(60);
    let server = struck(Fault::Slow(wait)).await;
    let begin = Instant::now();
    let slow = get(&server, "/chats").await;
    assert!(begin.elapsed() >= wait);
    assert_eq!(slow.body, get(&server, "/chats").await.body);
}

#[tokio::test]
async fn dribbled_answer_is_the_right_one_in_pieces() {
    let (bytes, pause) = (400, Duration::from_millis(2));
    let server = struck(Fault::Dribbled { bytes, pause }).await;
    let begin = Instant::now();
    let dribbled = get(&server, "/chats").await;
    let pieces = dribbled.body.len().div_ceil(bytes);
    assert!(pieces > 3, "{pieces}");
    assert!(begin.elapsed() >= pause * u32::try_from(pieces).expect("few"));
    assert_eq!(dribbled.body, get(&server, "/chats").await.body);
    assert_eq!(server.journal().hang_ups(), 0);
}

#[tokio::test]
async fn wrong_content_type_stands_over_the_right_body() {
    let server = struck(Fault::WrongContentType).await;
    let wrong = get(&server, "/chats").await;
    assert_eq!(
        wrong.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let right = get(&server, "/chats").await;
    assert_eq!(right.header("content-type"), Some("application/json"));
    assert_eq!(wrong.body, right.body);
}

#[tokio::test]
async fn false_gzip_is_the_plain_body() {
    let server = struck(Fault::FalseGzip).await;
    let headers = [KEY, "Accept-Encoding: gzip"];
    let wrong = ask(&server, "GET", "/chats", &headers).await;
    assert_eq!(wrong.header("content-encoding"), Some("gzip"));
    assert_eq!(wrong.body, get(&server, "/chats").await.body);
}

#[tokio::test]
async fn redirect_leads_to_another_port_where_who_follows_is_seen() {
    let server = struck(Fault::RedirectToOtherPort).await;
    let other = server.other_address().expect("another port");
    assert_ne!(other, server.address());
    let answer = get(&server, "/chats?page=2").await;
    assert_eq!(answer.status, 302);
    let location = format!("http://{other}/chats?page=2");
    assert_eq!(answer.header("location"), Some(&*location));

    let mut stream = TcpStream::connect(other).await.expect("a connection");
    let request = request("/chats?page=2", "Connection: close\r\n");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let (bytes, end) = rest(&mut stream).await;
    end.expect("no reset");
    assert_eq!(parse(&bytes).status, 200);
    let asked = server.journal().requests();
    let ports: Vec<_> = asked.iter().map(|asked| asked.port).collect();
    assert_eq!(ports, [server.address().port(), other.port()]);
}

#[tokio::test]
async fn server_without_redirects_has_one_port() {
    assert_eq!(struck(Fault::Silence).await.other_address(), None);
}

#[tokio::test]
async fn request_for_the_journal_gets_no_fault_and_no_number() {
    let server = struck(Fault::ResetBeforeHead).await;
    assert_eq!(get(&server, "/__requests").await.status, 200);
    assert_eq!(server.journal().request_count(), 0);
}

#[tokio::test]
async fn seeded_requests_get_the_faults_that_the_script_says() {
    let faults = Faults::seeded(5, 0.5);
    let server = faulty(faults.clone()).await;
    for number in 1..=40 {
        let mut stream = TcpStream::connect(server.address())
            .await
            .expect("a connection");
        let request = request("/chat/1", "Connection: close\r\n");
        stream.write_all(request.as_bytes()).await.expect("sent");
        if faults.fault(number) == Some(Fault::Silence) {
            crate::client::soon(server.journal().wait_for_requests(number)).await;
        } else {
            let _ = rest(&mut stream).await;
        }
    }
    let asked = server.journal().requests();
    assert_eq!(asked.len(), 40);
    for asked in &asked {
        assert_eq!(asked.fault, faults.fault(asked.number));
    }
    assert!(asked.iter().any(|asked| asked.fault.is_some()));
    assert!(asked.iter().any(|asked| asked.fault.is_none()));
}
