use std::io::{Cursor, Read};

use tagove_server::{Demo, DemoOptions, Server};

use crate::client::{Answer, ask, demo};

const KEY: &str = "Authorization: Bearer any-key";

async fn asked(server: &Server, target: &str, headers: &[&str]) -> Answer {
    ask(server, "GET", target, &[&[KEY], headers].concat()).await
}

fn decoded(encoding: &str, body: &[u8]) -> Vec<u8> {
    let mut decoded = Vec::new();
    let mut reader: Box<dyn Read> = match encoding {
        "gzip" => Box::new(flate2::read::GzDecoder::new(body)),
        "br" => Box::new(brotli::Decompressor::new(body, 4096)),
        "zstd" => Box::new(zstd::Decoder::new(Cursor::new(body)).expect("a decoder")),
        other => panic!("{other} was not asked for"),
    };
    reader.read_to_end(&mut decoded).expect(encoding);
    decoded
}

#[tokio::test]
async fn compressed_answers_decode_to_the_bytes_of_the_plain_one() {
    let (_, server) = demo(DemoOptions::default()).await;
    for target in [
        "/chats?limit=1000&with=messages,account",
        "/chats?page=1000",
        "/visitor/838161",
        "/chat/1",
    ] {
        for accept in ["Accept: application/json", "Accept: application/xml"] {
            let plain = asked(&server, target, &[accept]).await;
            assert_eq!(plain.header("content-encoding"), None);
            assert_eq!(plain.list("vary"), ["accept", "accept-encoding"]);
            for encoding in ["gzip", "br", "zstd"] {
                let accepted = format!("Accept-Encoding: {encoding}");
                let answer = asked(&server, target, &[accept, &accepted]).await;
                assert_eq!(answer.status, plain.status, "{target}");
                assert_eq!(
                    answer.header("content-encoding"),
                    Some(encoding),
                    "{target}"
                );
                assert_eq!(answer.header("content-type"), plain.header("content-type"));
                assert_eq!(answer.list("vary"), ["accept", "accept-encoding"]);
                assert!(
                    decoded(encoding, &answer.body) == plain.body,
                    "{target} {encoding}"
                );
                if plain.body.len() > 2000 {
                    assert!(
                        answer.body.len() < plain.body.len() / 2,
                        "{target} {encoding}"
                    );
                }
            }
        }
    }
}

#[tokio::test]
async fn compression_is_the_one_of_the_highest_q_or_none() {
    let (_, server) = demo(DemoOptions::default()).await;
    for (accepted, encoding) in [
        ("gzip;q=0.5, br;q=0.9, zstd;q=0.1", Some("br")),
        ("gzip, br;q=0.9, zstd;q=0.1", Some("gzip")),
        ("gzip;q=0.1, zstd;q=0.2", Some("zstd")),
        ("GZIP", Some("gzip")),
        ("gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("compress", None),
        ("", None),
    ] {
        let header = format!("Accept-Encoding: {accepted}");
        let answer = asked(&server, "/chats", &[&header]).await;
        assert_eq!(answer.header("content-encoding"), encoding, "{accepted}");
    }
}

#[tokio::test]
async fn compressed_answers_are_in_the_journal_and_no_hang_ups() {
    let (_, server) = demo(DemoOptions::default()).await;
    for target in ["/chats?limit=1000", "/__requests?requests=1"] {
        let answer = asked(
            &server,
            target,
            &["Accept-Encoding: gzip", "X-Request-Id: mine"],
        )
        .await;
        let passed = target == "/chats?limit=1000";
        assert_eq!(answer.header("x-request-id").is_some(), passed);
        assert_eq!(answer.header("content-encoding").is_some(), passed);
    }
    let journal = server.journal();
    assert_eq!((journal.request_count(), journal.hang_ups()), (1, 0));
    assert_eq!(journal.requests()[0].target, "/chats?limit=1000");
}

#[tokio::test]
async fn demo_without_compression_gives_answers_as_they_are() {
    let server = Server::demo(Demo::generate(DemoOptions::default()))
        .without_compression()
        .bind(0)
        .await
        .expect("a free port");
    let answer = asked(&server, "/chats", &["Accept-Encoding: gzip, br, zstd"]).await;
    assert_eq!(answer.header("content-encoding"), None);
    assert_eq!(answer.body, asked(&server, "/chats", &[]).await.body);
}
