//! A server that answers what a test tells it to, the odd things included.

use crate::command::{PATIENCE, Run, run_with, tagove};
use std::io::{BufRead as _, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::Child;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;

/// What a request gets.
pub(crate) enum Reply {
    Json(u16, String),
    /// Whatever the function writes, head and all.
    Raw(fn(&mut dyn Write) -> std::io::Result<()>),
    /// Nothing, ever.
    Silence,
}

pub(crate) struct Stub {
    url: String,
    asked: Mutex<mpsc::Receiver<String>>,
}

impl Stub {
    /// Answers each target (path and query) with what the function gives.
    pub(crate) fn start(reply: impl Fn(&str) -> Reply + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let (sender, asked) = mpsc::channel();
        let reply = Arc::new(reply);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (reply, sender) = (Arc::clone(&reply), sender.clone());
                thread::spawn(move || answer(stream, &*reply, &sender));
            }
        });
        Self {
            url,
            asked: Mutex::new(asked),
        }
    }

    /// The same data for a single answer, and for a list that ends after its first page.
    pub(crate) fn list(records: &'static str) -> Self {
        Self::start(move |target| {
            let data = if target.contains("page=1") || !target.contains('?') {
                records
            } else {
                "[]"
            };
            Reply::Json(200, format!(r#"{{"success": true, "data": {data}}}"#))
        })
    }

    /// Waits until a request came whose head holds this text.
    pub(crate) fn wait_for(&self, part: &str) {
        let asked = self.asked.lock().expect("not poisoned");
        while !asked
            .recv_timeout(PATIENCE)
            .expect("asked in time")
            .contains(part)
        {}
    }

    pub(crate) fn run(&self, args: &[&str]) -> Run {
        self.run_with(args, &[])
    }

    pub(crate) fn run_with(&self, args: &[&str], environment: &[(&str, &str)]) -> Run {
        run_with(args, &[&self.environment()[..], environment].concat())
    }

    pub(crate) fn spawn(&self, args: &[&str]) -> Child {
        let mut command = tagove(args);
        command.envs(self.environment()).spawn().expect("started")
    }

    pub(crate) fn environment(&self) -> [(&str, &str); 2] {
        [
            ("TAGOVE_API_KEY", "test-key"),
            ("TAGOVE_BASE_URL", &self.url),
        ]
    }
}

fn answer(mut stream: TcpStream, reply: &dyn Fn(&str) -> Reply, asked: &mpsc::Sender<String>) {
    let mut lines = BufReader::new(stream.try_clone().expect("cloned")).lines();
    let head: Vec<String> = lines
        .by_ref()
        .map_while(Result::ok)
        .take_while(|line| !line.is_empty())
        .collect();
    let target = head.first().and_then(|line| line.split(' ').nth(1));
    let Some(target) = target else { return };
    let reply = reply(target);
    // A test that is over listens no more.
    let _ = asked.send(head.join("\n"));
    match reply {
        Reply::Json(status, body) => {
            let head = format!(
                "HTTP/1.1 {status} X\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                body.len()
            );
            // A client that went away is what some tests want.
            let _ = stream.write_all(format!("{head}{body}").as_bytes());
        }
        // One that has seen enough hangs up.
        Reply::Raw(write) => drop(write(&mut std::io::BufWriter::new(stream))),
        // Until the client hangs up.
        Reply::Silence => lines.for_each(drop),
    }
}
