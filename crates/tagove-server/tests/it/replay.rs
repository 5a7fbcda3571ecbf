use std::{fs, path::Path};

use tagove_server::{Replay, Server};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::client::{ask, get, raw, soon};

/// A corpus of one case, written as `(file, text)`.
pub(crate) fn corpus(case: &str, files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().expect("a folder");
    add(dir.path(), case, files);
    dir
}

pub(crate) fn add(dir: &Path, case: &str, files: &[(&str, &str)]) {
    let folder = dir.join(case);
    fs::create_dir_all(&folder).expect("a folder");
    for (name, text) in files {
        fs::write(folder.join(name), text).expect("written");
    }
}

async fn player(dir: &TempDir) -> Server {
    let replay = Replay::load(dir.path()).expect("a good corpus");
    Server::replay(replay).bind(0).await.expect("a free port")
}

const CASE: &str =
    r#"{"operation": "list_chats", "formats": ["json", "xml"], "compare_headers": []}"#;
const JSON_ONLY: &str = r#"{"operation": "list_chats", "formats": ["json"], "compare_headers": ["Accept", "Authorization"]}"#;
const REQUEST: &str =
    "GET /chats?page=1&with=messages%2Caccount HTTP/1.1\r\nHost: api.example.com\r\n\r\n";
/// Odd on purpose: spaces, case and order have to stay as they are.
const WHOLE: &str =
    "HTTP/1.1 299 Very  Fine\r\ncontent-LENGTH:   2\r\nX-Odd:\tyes \r\nx-odd: again\r\n\r\n{}";
const XML: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/xml\r\nTransfer-Encoding: chunked\r\n\r\n4\r\n<r/>\r\n0\r\n\r\n";
const TRUNCATED: &str = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"success\": tr";

const SIMPLE: [(&str, &str); 4] = [
    ("case.json", CASE),
    ("1.request.http", REQUEST),
    ("1.response.http", WHOLE),
    ("1.response.xml.http", XML),
];

fn request(target: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n").into_bytes()
}

#[tokio::test]
async fn player_recorded_response_comes_byte_for_byte_in_each_format() {
    let server = player(&corpus("list_chats/one-page", &SIMPLE)).await;
    let query = "chats?page=1&with=messages%2Caccount";
    for (format, recorded) in [("json", WHOLE), ("xml", XML)] {
        let target = format!("/list_chats/one-page/{format}/{query}");
        let answer = raw(&server, &request(&target)).await;
        assert_eq!(String::from_utf8_lossy(&answer), recorded);
    }
}

#[tokio::test]
async fn player_query_in_another_order_or_spelling_is_the_same() {
    let server = player(&corpus("list_chats/one-page", &SIMPLE)).await;
    for target in [
        "/chats?with=messages,account&page=1",
        "/chats?%70age=1&&with=messages%2caccount",
    ] {
        let answer = raw(
            &server,
            &request(&format!("/list_chats/one-page/json{target}")),
        )
        .await;
        assert_eq!(String::from_utf8_lossy(&answer), WHOLE, "{target}");
    }
}

#[tokio::test]
async fn player_path_escaped_in_another_way_is_a_miss() {
    let request_of_id = "GET /chat/a%2Fb HTTP/1.1\r\n\r\n";
    let files = [
        ("case.json", JSON_ONLY),
        ("1.request.http", request_of_id),
        ("1.response.http", WHOLE),
    ];
    let server = player(&corpus("list_chats/escaped", &files)).await;
    for (path, status) in [
        ("/chat/a%2Fb", 299),
        ("/chat/a/b", 501),
        ("/chat/a%2fb", 501),
        ("/chat/%61%2Fb", 501),
    ] {
        let answer = get_bare(&server, &format!("/list_chats/escaped/json{path}")).await;
        assert_eq!(answer, status, "{path}");
    }
}

async fn get_bare(server: &Server, target: &str) -> u16 {
    ask(server, "GET", target, &[]).await.status
}

#[tokio::test]
async fn player_plus_in_a_query_is_a_blank_on_both_sides() {
    let with_plus = REQUEST.replace("page=1", "a+b=1+%2B");
    let files = [
        ("case.json", JSON_ONLY),
        ("1.request.http", &*with_plus),
        ("1.response.http", WHOLE),
    ];
    let server = player(&corpus("list_chats/plus", &files)).await;
    let answer = raw(
        &server,
        &request("/list_chats/plus/json/chats?with=messages,account&a%20b=1+%2b"),
    )
    .await;
    assert_eq!(String::from_utf8_lossy(&answer), WHOLE);
}

#[tokio::test]
async fn player_truncated_body_is_sent_as_it_is_and_the_connection_ends() {
    let mut files = SIMPLE;
    files[2].1 = TRUNCATED;
    let server = player(&corpus("list_chats/truncated", &files)).await;
    // Nothing asks the server to close.
    let request = "GET /list_chats/truncated/json/chats?page=1&with=messages,account HTTP/1.1\r\nHost: h\r\n\r\n";
    let answer = raw(&server, request.as_bytes()).await;
    assert_eq!(String::from_utf8_lossy(&answer), TRUNCATED);
}

#[tokio::test]
async fn player_delimited_responses_follow_each_other_on_one_connection() {
    let server = player(&corpus("list_chats/one-page", &SIMPLE)).await;
    let mut stream = TcpStream::connect(server.address())
        .await
        .expect("a connection");
    let target =
        |format: &str| format!("/list_chats/one-page/{format}/chats?page=1&with=messages,account");
    let keep = |format: &str| {
        format!(
            "GET {} HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc",
            target(format)
        )
    };
    stream
        .write_all((keep("json") + &keep("xml")).as_bytes())
        .await
        .expect("sent");
    let mut both = vec![0; WHOLE.len() + XML.len()];
    soon(stream.read_exact(&mut both))
        .await
        .expect("both answers");
    assert_eq!(String::from_utf8_lossy(&both), format!("{WHOLE}{XML}"));
    stream
        .write_all(&request(&target("json")))
        .await
        .expect("still open");
    let mut last = Vec::new();
    soon(stream.read_to_end(&mut last)).await.expect("the end");
    assert_eq!(String::from_utf8_lossy(&last), WHOLE);
    assert_eq!(server.journal().request_count(), 3);
    assert_eq!(server.journal().hang_ups(), 0);
}

#[tokio::test]
async fn player_miss_gives_501_naming_case_request_nearest_and_difference() {
    let second = REQUEST.replace("page=1", "page=2");
    let mut files = SIMPLE.to_vec();
    files.extend([
        ("2.request.http", &*second),
        ("2.response.http", WHOLE),
        ("2.response.xml.http", XML),
    ]);
    let server = player(&corpus("list_chats/paged", &files)).await;
    let answer = get(&server, "/list_chats/paged/json/chats?page=2&with=messages").await;
    assert_eq!(answer.status, 501);
    assert!(
        answer
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("text/plain"))
    );
    assert_eq!(
        String::from_utf8_lossy(&answer.body),
        "case:  list_chats/paged (json)\n\
         asked: GET /list_chats/paged/json/chats?page=2&with=messages\n\
         nearest: 2.request.http, /chats?page=2&with=messages%2Caccount\n  \
         query: not asked: with = \"messages,account\"\n  \
         query: not recorded: with = \"messages\"\n"
    );
    let other = ask(
        &server,
        "POST",
        "/list_chats/paged/json/chat?page=1&page=1&with=messages,account",
        &[],
    )
    .await;
    let text = String::from_utf8_lossy(&other.body).into_owned();
    for line in [
        "method: recorded GET, asked POST",
        "path: recorded \"/chats\", asked \"/chat\"",
        "not recorded: page = \"1\"",
    ] {
        assert!(text.contains(line), "{text}");
    }
}

#[tokio::test]
async fn player_miss_of_a_query_has_its_nearest_on_the_same_path() {
    let files = [
        ("case.json", JSON_ONLY),
        ("1.request.http", "GET /other HTTP/1.1\r\n\r\n"),
        ("1.response.http", WHOLE),
        ("2.request.http", "GET /chats?a=1&b=2&c=3 HTTP/1.1\r\n\r\n"),
        ("2.response.http", WHOLE),
    ];
    let server = player(&corpus("list_chats/two-paths", &files)).await;
    let answer = ask(&server, "GET", "/list_chats/two-paths/json/chats", &[]).await;
    let text = String::from_utf8_lossy(&answer.body).into_owned();
    assert!(text.contains("nearest: 2.request.http"), "{text}");
}

#[tokio::test]
async fn player_unknown_case_or_format_gives_501_with_what_there_is() {
    let files = [
        ("case.json", JSON_ONLY),
        ("1.request.http", REQUEST),
        ("1.response.http", WHOLE),
    ];
    let server = player(&corpus("list_chats/plain", &files)).await;
    for (target, piece) in [
        ("/list_chats/plane/json/chats", "cases of list_chats: plain"),
        ("/list_chat/plain/json/chats", "cases of list_chat: none"),
        ("/", "no case"),
        (
            "/list_chats/plain/yaml/chats",
            "`json` or `xml`, not `yaml`",
        ),
        (
            "/list_chats/plain/xml/chats?page=1&with=messages,account",
            "not recorded in this format",
        ),
        ("/list_chats/plain/json", "asked \"/\""),
    ] {
        let answer = get(&server, target).await;
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        // The one of these that is recorded differs in its headers alone.
        let named = text.contains(piece)
            || (target.contains("/xml/") && text.contains("header authorization"));
        assert!(answer.status == 501 && named, "{target}: {text}");
    }
}

#[tokio::test]
async fn player_compared_header_has_to_be_equal_and_a_key_is_not_shown() {
    let recorded = REQUEST.replace(
        "Host:",
        "accept:  application/json \r\nAuthorization: Bearer corpus-key\r\nHost:",
    );
    let files = [
        ("case.json", JSON_ONLY),
        ("1.request.http", &*recorded),
        ("1.response.http", WHOLE),
    ];
    let server = player(&corpus("list_chats/headers", &files)).await;
    let target = "/list_chats/headers/json/chats?page=1&with=messages,account";
    let key = "authorization: Bearer corpus-key";
    assert_eq!(
        ask(&server, "GET", target, &["ACCEPT: application/json", key])
            .await
            .status,
        299
    );
    let miss = ask(
        &server,
        "GET",
        target,
        &["Accept: text/html", "Authorization: Bearer other-key"],
    )
    .await;
    let text = String::from_utf8_lossy(&miss.body).into_owned();
    assert_eq!(miss.status, 501);
    assert!(
        text.contains("header accept: recorded \"application/json\", asked \"text/html\""),
        "{text}"
    );
    assert!(
        text.contains("header authorization") && !text.contains("-key"),
        "{text}"
    );
}

#[tokio::test]
async fn player_run_ids_give_repeated_requests_their_answers_in_turn() {
    let busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
    let files = [
        ("case.json", JSON_ONLY),
        ("1.request.http", REQUEST),
        ("1.response.http", busy),
        ("2.request.http", REQUEST),
        ("2.response.http", busy),
        ("3.request.http", REQUEST),
        ("3.response.http", WHOLE),
    ];
    let server = player(&corpus("list_chats/busy-twice", &files)).await;
    let server = &server;
    let status = async |run: &str| {
        let target = format!("/list_chats/busy-twice/json{run}/chats?page=1&with=messages,account");
        ask(server, "GET", &target, &[]).await.status
    };
    let mut seen = Vec::new();
    for run in ["/a", "/a", "/b", "/a", "/a", "", "/b", "", ""] {
        seen.push(status(run).await);
    }
    assert_eq!(seen, [503, 503, 503, 299, 299, 503, 503, 503, 503]);
    // Where nothing is repeated the segment is part of the path.
    let plain = player(&corpus("list_chats/one-page", &SIMPLE)).await;
    assert_eq!(
        get(
            &plain,
            "/list_chats/one-page/json/a/chats?page=1&with=messages,account"
        )
        .await
        .status,
        501
    );
}

#[tokio::test]
async fn player_case_without_exchanges_says_that_nothing_should_be_asked() {
    let server = player(&corpus("list_chats/refused", &[("case.json", CASE)])).await;
    let answer = get(&server, "/list_chats/refused/json/chats").await;
    assert!(
        answer.status == 501
            && answer
                .body
                .windows(14)
                .any(|part| part == b"nothing should")
    );
}

#[tokio::test]
async fn player_request_that_is_none_is_refused() {
    let server = player(&corpus("list_chats/one-page", &SIMPLE)).await;
    assert!(
        raw(&server, b"\x16\x03\x01 hello\r\n\r\n")
            .await
            .starts_with(b"HTTP/1.1 400 ")
    );
    let long = format!("GET /{} HTTP/1.1\r\n", "a".repeat(70_000));
    assert!(
        raw(&server, long.as_bytes())
            .await
            .starts_with(b"HTTP/1.1 431 ")
    );
}

#[tokio::test]
async fn player_of_one_cassette_answers_at_the_root_and_in_recorded_order() {
    let busy = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
    let more = [("2.request.http", REQUEST), ("2.response.http", WHOLE)];
    let json = r#"{"operation": "list_chats", "formats": ["json"], "compare_headers": []}"#;
    let files = [
        ("case.json", json),
        ("1.request.http", REQUEST),
        ("1.response.http", busy),
    ];
    let dir = corpus(".", &[&files[..], &more].concat());
    let server = player(&dir).await;
    let target = "/chats?with=messages,account&page=1";
    for recorded in [busy, WHOLE, WHOLE] {
        let answer = raw(&server, &request(target)).await;
        assert_eq!(String::from_utf8_lossy(&answer), recorded);
    }
    let miss = raw(&server, &request("/chats?page=2")).await;
    let miss = String::from_utf8_lossy(&miss).into_owned();
    assert!(miss.starts_with("HTTP/1.1 501 "), "{miss}");
    assert!(miss.contains("nearest: 1.request.http"), "{miss}");
}

#[tokio::test]
async fn player_of_one_cassette_gives_the_form_that_is_accepted() {
    let server = player(&corpus(".", &SIMPLE)).await;
    let target = "/chats?with=messages,account&page=1";
    for (accept, recorded) in [("application/xml", XML), ("*/*", WHOLE)] {
        let asked =
            format!("GET {target} HTTP/1.1\r\nAccept: {accept}\r\nConnection: close\r\n\r\n");
        let answer = raw(&server, asked.as_bytes()).await;
        assert_eq!(String::from_utf8_lossy(&answer), recorded);
    }
}
