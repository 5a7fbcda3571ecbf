//! A server in a process of its own that answers every request with the same bytes: what is measured is the client.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use tagove::Client;
use tagove_server::{Demo, DemoOptions, Server};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// The word that makes this program the server.
pub(crate) const WORD: &str = "fixed-answer";

/// The server's process, and its base URL.
pub(crate) struct Fixed {
    process: Child,
    pub(crate) url: String,
}

impl Fixed {
    #[expect(
        clippy::expect_used,
        reason = "a benchmark of something broken must not be printed"
    )]
    pub(crate) fn start() -> Self {
        let mut process = Command::new(std::env::current_exe().expect("this program"))
            .arg(WORD)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("a process");
        let mut url = String::new();
        let out = process.stdout.take().expect("piped");
        BufReader::new(out).read_line(&mut url).expect("its URL");
        let url = url.trim().to_owned();
        Self { process, url }
    }
}

impl Drop for Fixed {
    fn drop(&mut self) {
        // It ends with its stdin.
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

/// What the process does: one chat of the demo data, again and again.
#[expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "its URL is what it says; nothing of it must break"
)]
pub(crate) fn serve() {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let demo = Demo::generate(DemoOptions {
            chats: 10,
            ..DemoOptions::default()
        });
        let server = Server::demo(demo).bind(0).await.expect("a free port");
        let client = Client::builder().api_key("bench").base_url(server.url());
        let client = client.build().expect("a client");
        let chat = client.request("GET", "/chat/43074", &[]).await;
        let body = chat.expect("a chat").body;
        let mut answer = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        answer.extend(body);
        let answer: &'static [u8] = answer.leak();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        println!("http://{}", listener.local_addr().expect("bound"));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let _ = stream.set_nodelay(true);
                tokio::spawn(talk(stream, answer));
            }
        });
        let closed = tokio::task::spawn_blocking(|| std::io::stdin().lines().count());
        closed.await.expect("no panic");
    });
}

/// One answer for each end of a head; requests here have no body.
async fn talk(mut stream: TcpStream, answer: &[u8]) {
    let mut heads = Vec::new();
    let mut buffer = [0; 4096];
    while let Ok(read @ 1..) = stream.read(&mut buffer).await {
        heads.extend_from_slice(&buffer[..read]);
        while let Some(end) = heads.windows(4).position(|four| four == b"\r\n\r\n") {
            heads.drain(..end + 4);
            if stream.write_all(answer).await.is_err() {
                return;
            }
        }
    }
}
