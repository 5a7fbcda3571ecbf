//! Faults that end the connection.

use std::io::{self, ErrorKind};

use tagove_server::{Fault, Faults, Server};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::client::{faulty, get, parse, request, rest, soon};

/// What comes of one request, and how the connection ended.
async fn cut(server: &Server, target: &str, headers: &str) -> (Vec<u8>, io::Result<()>) {
    let mut stream = TcpStream::connect(server.address())
        .await
        .expect("a connection");
    let request = request(target, headers);
    stream.write_all(request.as_bytes()).await.expect("sent");
    rest(&mut stream).await
}

/// The first request gets `fault`; the second is as ever, and no hang-up was counted.
async fn struck(fault: Fault, headers: &str) -> (Vec<u8>, io::Result<()>) {
    let server = faulty(Faults::at([(1, fault.clone())])).await;
    let outcome = cut(&server, "/chats?limit=20", headers).await;
    assert_eq!(get(&server, "/chats").await.status, 200);
    let journal = server.journal();
    let faults: Vec<_> = journal
        .requests()
        .into_iter()
        .map(|asked| asked.fault)
        .collect();
    assert_eq!(faults, [Some(fault), None]);
    assert_eq!(journal.hang_ups(), 0);
    outcome
}

fn assert_reset(end: io::Result<()>) {
    let error = end.expect_err("a reset");
    assert_eq!(error.kind(), ErrorKind::ConnectionReset);
}

/// Asserts that the body is a beginning of the announced one.
fn assert_part(bytes: &[u8]) {
    let answer = parse(bytes);
    assert_eq!(answer.status, 200);
    let announced: usize = answer
        .header("content-length")
        .and_then(|length| length.parse().ok())
        .expect("a length");
    let came = answer.body.len();
    assert!(came > 0 && came < announced, "{came} of {announced}");
    assert!(answer.header("x-request-id").is_some());
}

#[tokio::test]
async fn reset_before_head_is_a_reset_without_a_byte() {
    let (bytes, end) = struck(Fault::ResetBeforeHead, "").await;
    assert_eq!(bytes, b"");
    assert_reset(end);
}

#[tokio::test]
async fn closed_before_head_is_an_end_without_a_byte() {
    let (bytes, end) = struck(Fault::ClosedBeforeHead, "").await;
    assert_eq!(bytes, b"");
    end.expect("no reset");
}

#[tokio::test]
async fn reset_in_body_is_a_part_and_then_a_reset() {
    for headers in ["", "Accept: application/xml\r\nAccept-Encoding: gzip\r\n"] {
        let (bytes, end) = struck(Fault::ResetInBody, headers).await;
        assert_part(&bytes);
        assert_reset(end);
    }
}

#[tokio::test]
async fn truncated_is_a_part_and_then_an_end() {
    for headers in ["", "Accept: application/xml\r\nAccept-Encoding: gzip\r\n"] {
        let (bytes, end) = struck(Fault::Truncated, headers).await;
        assert_part(&bytes);
        end.expect("no reset");
    }
}

#[tokio::test]
async fn cut_of_a_kept_connection_leaves_the_answer_before_it_whole() {
    for (fault, resets) in [
        (Fault::ResetBeforeHead, true),
        (Fault::ClosedBeforeHead, false),
        (Fault::Truncated, false),
        (Fault::ResetInBody, true),
    ] {
        let server = faulty(Faults::at([(2, fault.clone())])).await;
        let mut stream = TcpStream::connect(server.address())
            .await
            .expect("a connection");
        let request = request("/chat/1", "");
        stream.write_all(request.as_bytes()).await.expect("sent");
        let mut first = Vec::new();
        while !first.ends_with(b"}}") {
            let read = soon(stream.read_buf(&mut first)).await.expect("received");
            assert_ne!(read, 0, "{fault}");
        }
        assert_eq!(parse(&first).status, 404);
        stream.write_all(request.as_bytes()).await.expect("sent");
        let (_, end) = rest(&mut stream).await;
        assert_eq!(end.is_err(), resets, "{fault}");
        assert_eq!(server.journal().request_count(), 2);
    }
}

#[tokio::test]
async fn silence_lasts_until_the_client_hangs_up_and_counts_it() {
    let server = faulty(Faults::at([(1, Fault::Silence)])).await;
    let mut stream = TcpStream::connect(server.address())
        .await
        .expect("a connection");
    let request = request("/chats", "");
    stream.write_all(request.as_bytes()).await.expect("sent");
    soon(server.journal().wait_for_requests(1)).await;
    // Another one is answered meanwhile.
    assert_eq!(get(&server, "/chats").await.status, 200);
    let nothing = stream.try_read(&mut [0]).expect_err("no byte, and no end");
    assert_eq!(nothing.kind(), ErrorKind::WouldBlock);
    assert_eq!(server.journal().hang_ups(), 0);
    drop(stream);
    soon(server.journal().wait_for_hang_ups(1)).await;
}

#[tokio::test]
async fn dribbled_answer_whose_client_goes_in_between_counts_a_hang_up() {
    let pause = std::time::Duration::from_millis(20);
    let fault = Fault::Dribbled { bytes: 1, pause };
    let server = faulty(Faults::at([(1, fault)])).await;
    let mut stream = TcpStream::connect(server.address())
        .await
        .expect("a connection");
    let request = request("/chats", "");
    stream.write_all(request.as_bytes()).await.expect("sent");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n{") {
        let read = soon(stream.read_buf(&mut head)).await.expect("received");
        assert_ne!(read, 0);
    }
    assert_eq!(server.journal().hang_ups(), 0);
    drop(stream);
    soon(server.journal().wait_for_hang_ups(1)).await;
}
