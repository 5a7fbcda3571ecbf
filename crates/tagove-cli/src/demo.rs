//! The demo: made-up data and a server inside the process.

use crate::failure::Failure;
use std::path::Path;
use tagove_server::{Demo, DemoOptions, Server, ServerError};

/// What `--demo` makes up.
#[derive(clap::Args)]
pub(crate) struct DemoFlags {
    /// Ask a local server with made-up data instead of the API; needs no key
    #[arg(long, conflicts_with_all = ["base_url", "api_key_file"])]
    pub(crate) demo: bool,
    /// Number of made-up chats [default: 500]
    #[arg(long = "demo-chats", value_name = "NUMBER", requires = "demo")]
    chats: Option<usize>,
    /// Days that the made-up chats spread over, from 2016-08-01 on [default: 123]
    #[arg(long = "demo-days", value_name = "DAYS", requires = "demo")]
    days: Option<u32>,
    /// The same seed makes up the same data on every machine [default: 838161]
    #[arg(long = "demo-seed", value_name = "NUMBER", requires = "demo")]
    seed: Option<u64>,
}

/// The key that the demo's client sends; the demo's server takes any.
pub(crate) const KEY: &str = "demo-key";

impl DemoFlags {
    /// Starts the server on a free port.
    pub(crate) async fn start(&self) -> Result<Server, Failure> {
        let demo = generate(self.seed, self.chats, self.days);
        let server = Server::demo(demo).bind(0).await;
        server.map_err(|error| {
            Failure::configuration(format!("the demo did not start: {error}; try again"))
        })
    }
}

/// Makes up a history; what is not given is the demo's default.
pub(crate) fn generate(seed: Option<u64>, chats: Option<usize>, days: Option<u32>) -> Demo {
    let default = DemoOptions::default();
    Demo::generate(DemoOptions {
        seed: seed.unwrap_or(default.seed),
        chats: chats.unwrap_or(default.chats),
        days: days.unwrap_or(default.days),
        ..default
    })
}

/// The folders of a corpus.
const OPERATIONS: [&str; 6] = [
    "list_chats",
    "get_chat",
    "list_messages",
    "get_recording",
    "list_visitor_sessions",
    "get_visitor_sessions",
];

/// A server that did not start.
pub(crate) fn refused(error: ServerError) -> Failure {
    Failure::configuration(match error {
        ServerError::Bind { .. } => format!("{error}; choose another --port, 0 takes a free one"),
        error => format!("{error}; correct it, or name another directory with --replay"),
    })
}

/// A corpus that cannot be played.
pub(crate) fn no_replay(dir: &Path, error: ServerError) -> Failure {
    if OPERATIONS.iter().any(|name| dir.join(name).is_dir()) || dir.join("case.json").is_file() {
        return refused(error);
    }
    let what = if dir.is_dir() {
        "holds no corpus"
    } else {
        "is no folder"
    };
    Failure::configuration(format!(
        "{} {what}; name the folder that holds list_chats/, get_chat/, …, or one recording with its case.json, with --replay",
        dir.display()
    ))
}
