//! One small GET over a kept connection, and 64 in flight: ours beside bare reqwest, which reads nothing of the
//! answer; and ours without reading it, which is the same work. The server is a process of its own: CPU time is the client's.

use crate::fixed::Fixed;
use crate::rounds::{Contender, compare};
use tagove::Client;

const CALLS: usize = 2000;

#[expect(
    clippy::expect_used,
    reason = "a benchmark of something broken must not be printed"
)]
pub(crate) fn run() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let server = Fixed::start();
    let url = format!("{}/chat/43074", server.url);
    let client = Client::builder()
        .api_key("bench")
        .base_url(&server.url)
        .build();
    let client = client.expect("a client");
    let bare = reqwest::Client::builder()
        .no_proxy()
        .build()
        .expect("a client");
    for (title, at_once) in [
        ("one small GET after the other", 1),
        ("64 small GETs in flight", 64),
    ] {
        compare(
            title,
            15,
            1,
            &mut [
                Contender {
                    name: "tagove get_chat, decoded",
                    run: Box::new(|| {
                        runtime.block_on(many(at_once, || {
                            let client = client.clone();
                            async move { drop(client.get_chat("43074").await.expect("a chat")) }
                        }));
                    }),
                },
                Contender {
                    name: "tagove request, not decoded",
                    run: Box::new(|| {
                        runtime.block_on(many(at_once, || {
                            let client = client.clone();
                            async move {
                                let answer = client.request("GET", "/chat/43074", &[]).await;
                                drop(answer.expect("an answer"));
                            }
                        }));
                    }),
                },
                Contender {
                    name: "bare reqwest, body read",
                    run: Box::new(|| {
                        runtime.block_on(many(at_once, || {
                            let request = bare
                                .get(&url)
                                .header("authorization", "Bearer bench")
                                .header("accept", "application/json");
                            async move {
                                let answer = request.send().await.expect("an answer");
                                drop(answer.bytes().await.expect("a body"));
                            }
                        }));
                    }),
                },
            ],
        );
    }
}

/// So many calls, so many of them at once.
#[expect(clippy::expect_used, reason = "as above")]
async fn many<F: Future<Output = ()> + Send + 'static>(at_once: usize, call: impl Fn() -> F) {
    let mut left = CALLS;
    while left > 0 {
        let now = at_once.min(left);
        left -= now;
        if now == 1 {
            call().await;
            continue;
        }
        let calls: Vec<_> = (0..now).map(|_| tokio::spawn(call())).collect();
        for call in calls {
            call.await.expect("no panic");
        }
    }
}
