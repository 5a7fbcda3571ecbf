//! A soak: many calls to a server where three in ten go wrong in every way. Every call is answered or ends in a typed
//! error; every list delivers each record once; sockets and memory do not grow.

use std::pin::Pin;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};
use tagove::{Client, Clock, ListChats};
use tagove_server::{Demo, DemoOptions, Faults, Server};

const CHATS: usize = 40;

/// What the system says of this process: open files, resident KiB.
fn open_and_resident() -> (usize, u64) {
    let open = std::fs::read_dir("/proc/self/fd").map_or(0, Iterator::count);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kib = resident.and_then(|text| text.trim().trim_end_matches(" kB").parse().ok());
    (open, kib.unwrap_or(0))
}

/// The machine's clock, without the waits between attempts: they are looked at elsewhere, and here are thousands.
#[derive(Debug)]
struct NoWaits;

impl Clock for NoWaits {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::ready(()))
    }

    fn jitter(&self) -> f64 {
        0.0
    }
}

#[expect(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark of something broken must not be printed"
)]
pub(crate) fn run(calls: u64) {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let demo = Demo::generate(DemoOptions {
            chats: CHATS,
            ..DemoOptions::default()
        });
        let server = Server::demo(demo).faults(Faults::seeded(838_161, 0.3));
        let server = server.bind(0).await.expect("a free port");
        let client = Client::builder()
            .api_key("soak")
            .base_url(server.url())
            .attempt_timeout(Duration::from_millis(100))
            .max_retries(4)
            .clock(Arc::new(NoWaits))
            .build()
            .expect("a client");
        let begin = Instant::now();
        let (mut asked, mut answered, mut failed, mut delivered) = (0_u64, 0_u64, 0_u64, 0_u64);
        let mut early = (0, 0);
        let mut kinds = std::collections::BTreeMap::new();
        while asked < calls {
            let workers: Vec<_> = (0..64)
                .map(|worker| {
                    let client = client.clone();
                    tokio::spawn(async move {
                        match worker % 8 {
                            0 => list(&client).await,
                            _ => one(&client).await,
                        }
                    })
                })
                .collect();
            for worker in workers {
                match worker.await.expect("no panic") {
                    Ok((calls, records)) => {
                        asked += calls;
                        answered += calls;
                        delivered += records;
                    }
                    Err(error) => {
                        asked += 1;
                        failed += 1;
                        *kinds.entry(error.kind().to_string()).or_insert(0_u64) += 1;
                    }
                }
            }
            if early == (0, 0) && asked > calls / 5 {
                early = open_and_resident();
            }
        }
        let late = open_and_resident();
        println!(
            "\nsoak: {asked} calls in {:.0} s, {answered} answered, {failed} typed errors {kinds:?}, {delivered} records each once",
            begin.elapsed().as_secs_f64()
        );
        println!(
            "  requests the server saw: {}; after a fifth of the calls {} open files, {} KiB; at the end {}, {} KiB",
            server.journal().request_count(), early.0, early.1, late.0, late.1
        );
        assert!(answered > 0 && failed > 0, "a soak without faults, or with nothing else");
        assert!(late.0 <= early.0 + 80, "sockets grow");
        assert!(late.1 <= early.1 + early.1 / 4 + 8192, "memory grows");
    });
}

/// One chat: the one that was asked for, or an error.
async fn one(client: &Client) -> Result<(u64, u64), tagove::TagoveError> {
    let chat = client.get_chat("43074").await?;
    assert_eq!(chat.id.as_deref(), Some("43074"), "another chat");
    Ok((1, 0))
}

/// A whole list: every chat once, or an error.
async fn list(client: &Client) -> Result<(u64, u64), tagove::TagoveError> {
    let mut chats = client.list_chats(ListChats::new().limit(10)).records();
    let mut ids = std::collections::BTreeSet::new();
    while let Some(chat) = chats.next().await {
        let id = chat?.get().id().unwrap_or_default().to_owned();
        assert!(ids.insert(id), "delivered twice");
    }
    assert_eq!(ids.len(), CHATS, "a list that ends well is whole");
    Ok((chats.summary().pages, CHATS as u64))
}
