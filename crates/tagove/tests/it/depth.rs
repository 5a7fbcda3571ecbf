//! The deepest answers that `max_depth` can allow, on a thread with a small stack.

use tagove::{Client, ListChats};
use tagove_server::{Replay, Server};

/// Less than any platform gives a thread, for a build without optimisation.
const STACK: usize = 1 << 20;

#[test]
fn deepest_answers_fit_on_a_small_stack() {
    for (open, close) in [
        ("[", "]"),
        (r#"{"0":"#, "}"),
        (r#"{"chat":"#, "}"),
        (r#"{"chat":["#, "]}"),
        (r#"{"account":"#, "}"),
        (r#"{"x":"#, "}"),
        (r#"{"messages":[{"x":"#, "}]}"),
    ] {
        let levels = 510 / open.matches(['[', '{']).count();
        let body = format!(
            r#"{{"success":true,"data":[{}null{}]}}"#,
            open.repeat(levels),
            close.repeat(levels)
        );
        let asked = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn(move || ask(&body))
            .expect("a thread");
        asked.join().expect("no overflow");
    }
}

fn ask(body: &str) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let folder = tempfile::tempdir().expect("a folder");
    let case = folder.path().join("list_chats/deep");
    std::fs::create_dir_all(&case).expect("a folder");
    let write = |name: &str, text: String| std::fs::write(case.join(name), text).expect("written");
    write(
        "case.json",
        r#"{"operation":"list_chats","arguments":{},"options":{},"formats":["json"],"compare_headers":[]}"#.to_owned(),
    );
    write(
        "1.request.http",
        "GET /chats?page=1 HTTP/1.1\r\n\r\n".to_owned(),
    );
    write(
        "1.response.http",
        format!(
            "HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ),
    );
    runtime.block_on(async {
        let replay = Replay::load(folder.path()).expect("sound");
        let server = Server::replay(replay).bind(0).await.expect("a free port");
        let client = Client::builder()
            .api_key("key")
            .base_url(format!("{}/list_chats/deep/json", server.url()))
            .max_depth(512)
            .build()
            .expect("a client");
        let mut pages = client.list_chats(ListChats::new());
        // What it holds is not the matter here, nor whether it is an answer.
        let _ = pages.next_page().await;
        assert_eq!(server.journal().request_count(), 1);
    });
}
