//! `tagove serve`: the API on this machine.

mod behaviour;
mod faults;
mod tls;

use crate::Context;
use crate::count::count;
use crate::failure::Failure;
use crate::{demo, logs, number, secret};
use behaviour::BehaviourFlags;
use faults::FaultFlags;
use std::io::Write as _;
use std::path::PathBuf;
use tagove_server::{Replay, Server, ServerError};
use tls::TlsFlags;

pub(crate) const AFTER_HELP: &str = "\
The first line on stdout is the URL it listens on, on 127.0.0.1 only. It serves until Ctrl-C or SIGTERM, and ends with 0.

Use it from another terminal, with any key:
  TAGOVE_API_KEY=any tagove list-chats --base-url http://127.0.0.1:8787

It serves:
  /chats                list-chats
  /chat/ID              get-chat
  /chat/ID/messages     list-messages
  /chat/ID/recording    get-recording
  /visitor              list-visitor-sessions
  /visitor/ID           get-visitor-sessions
  /__requests           what it was asked so far, as JSON; needs no key (not with --replay)
Answers are JSON, or XML where the header Accept prefers it, and compressed as Accept-Encoding asks (gzip, br, zstd).
With --replay the six stand below the path of a case: http://127.0.0.1:8787/list_chats/CASE/json/chats
Of one recording there is what was recorded, without such a path, all its calls; equal requests are answered in
recorded order.

Faults, for --fault N=KIND; requests are counted from 1, those of /__requests are not:
  STATUS                  the API's refusal with this status, from 300 to 599
  STATUS:RETRY_AFTER      the same with the header Retry-After, as in 503:2
  reset-before-head       the connection is reset before a byte of the answer
  closed-before-head      the connection is closed in good order before a byte of the answer
  reset-in-body           a part of the body, then a reset
  truncated               a part of the body, then the connection is closed in good order
  slow:SECONDS            a wait before the answer
  dribbled:BYTES:SECONDS  the body in pieces of so many bytes, a wait before each
  wrong-content-type      the right body as text/html
  false-gzip              the right body, plain, as gzip
  redirect                status 302 to another port, where the same server answers
  silence                 no answer until the client hangs up
With --faults they are of all these kinds; of them only a redirect is never asked again, for the key stays with its
host. /__requests tells which request got which.

Example:
  tagove serve --port 0 --chats 20 --latency 0.2 --drift --max-limit 5";

#[derive(clap::Args)]
pub(crate) struct Serve {
    /// Port to listen on; 0 takes a free one
    #[arg(long, default_value_t = 8787)]
    port: u16,
    /// Play the recorded answers of the corpus in this directory, which holds list_chats/, get_chat/, …; or of the one
    /// recording that it is, with its case.json
    #[arg(long, value_name = "DIR", conflicts_with_all = ["seed", "chats", "days", "latency", "no_compression", "key", "behaviour", "failing", "secure"])]
    replay: Option<PathBuf>,
    /// Number of made-up chats [default: 500]
    #[arg(long, value_name = "NUMBER")]
    chats: Option<usize>,
    /// Days that the made-up chats spread over, from 2016-08-01 on [default: 123]
    #[arg(long, value_name = "DAYS")]
    days: Option<u32>,
    /// The same seed makes up the same data on every machine [default: 838161]
    #[arg(long, value_name = "NUMBER")]
    seed: Option<u64>,
    /// How long every answer waits, in seconds [default: 0]
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    latency: Option<String>,
    /// Give answers as they are, whatever encoding is asked for
    #[arg(long)]
    no_compression: bool,
    /// The only key that is let in; not for a real one, which other users would see
    /// [default: any that is not empty]
    #[arg(long, value_name = "TEST_KEY")]
    key: Option<String>,
    #[command(flatten)]
    behaviour: BehaviourFlags,
    #[command(flatten)]
    faults: FaultFlags,
    #[command(flatten)]
    tls: TlsFlags,
}

pub(crate) async fn run(args: Serve, context: &mut Context) -> Result<(), Failure> {
    args.key.as_deref().map(secret::know);
    logs::begin()?;
    let (server, note) = match args.replay {
        Some(dir) => replay(dir, args.port).await?,
        None => made_up(args).await?,
    };
    let mut stdout = std::io::stdout().lock();
    writeln!(stdout, "{}", server.url())
        .and_then(|()| stdout.flush())
        .map_err(Failure::stdout)?;
    drop(stdout);
    context
        .report
        .note(&format!("serving {note}; Ctrl-C ends it"));
    server.run_until(context.interrupt.wait()).await;
    Ok(())
}

async fn replay(dir: PathBuf, port: u16) -> Result<(Server, String), Failure> {
    let replay = Replay::load(&dir).map_err(|error| demo::no_replay(&dir, error))?;
    let note = count(replay.playable() as u64, "recorded case");
    let server = Server::replay(replay)
        .bind(port)
        .await
        .map_err(demo::refused)?;
    Ok((server, note))
}

async fn made_up(args: Serve) -> Result<(Server, String), Failure> {
    let latency = args
        .latency
        .as_deref()
        .map(|wait| number::seconds("--latency", wait))
        .transpose()?;
    let demo = demo::generate(args.seed, args.chats, args.days);
    let totals = demo.totals();
    let note = format!(
        "{} with {} and {}, made up",
        count(totals.chats as u64, "chat"),
        count(totals.messages as u64, "message"),
        count(totals.sessions as u64, "visitor session")
    );
    let mut server = Server::demo(demo)
        .latency(latency.unwrap_or_default())
        .behaviour(args.behaviour.behaviour(args.seed))
        .faults(args.faults.script(args.seed));
    if args.no_compression {
        server = server.without_compression();
    }
    if let Some(key) = args.key {
        server = server.key(key);
    }
    let server = args.tls.apply(server).bind(args.port).await;
    let server = server.map_err(|error| match error {
        ServerError::Certificate { .. } => {
            Failure::configuration(format!("{error}; leave out --tls"))
        }
        error => demo::refused(error),
    })?;
    // Before the URL is printed: who reads that finds the files.
    args.tls.write(&server)?;
    Ok((server, note))
}
