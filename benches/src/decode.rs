//! A page of 100 chats × 20 messages from bytes to records: ours keeps unknown members, checks every value and
//! normalises times; the peers fill structs and drop what they do not know.

use crate::pages::{Flavour, page};
use crate::peers::{borrowed, owned};
use crate::rounds::{Contender, compare};
use std::hint::black_box;
use tagove::{Chat, Page};

pub(crate) fn run() {
    for (name, flavour) in [
        ("ASCII", Flavour::Ascii),
        ("non-ASCII", Flavour::Unicode),
        ("ten unknown members a record", Flavour::Unknown),
    ] {
        let body = page(flavour);
        let bytes = body.as_bytes();
        check(bytes);
        let title = format!(
            "decode, {name}: {} KB, 100 chats × 20 messages",
            bytes.len() / 1000
        );
        compare(
            &title,
            21,
            40,
            &mut [
                Contender {
                    name: "tagove pages",
                    run: Box::new(|| drop(black_box(Page::<Chat>::from_body(black_box(bytes))))),
                },
                Contender {
                    name: "serde_json, owned structs",
                    run: Box::new(|| {
                        drop(black_box(serde_json::from_slice::<owned::Page>(black_box(
                            bytes,
                        ))))
                    }),
                },
                Contender {
                    name: "sonic-rs, borrowed structs",
                    run: Box::new(|| {
                        drop(black_box(sonic_rs::from_slice::<borrowed::Page<'_>>(
                            black_box(bytes),
                        )))
                    }),
                },
                Contender {
                    name: "sonic-rs, owned structs",
                    run: Box::new(|| {
                        drop(black_box(sonic_rs::from_slice::<owned::Page>(black_box(
                            bytes,
                        ))))
                    }),
                },
            ],
        );
    }
}

/// All of them read the same texts: a contender that fails early would win.
#[expect(
    clippy::expect_used,
    reason = "a benchmark of a broken contender must not be printed"
)]
fn check(bytes: &[u8]) {
    let ours = Page::<Chat>::from_body(bytes).expect("ours");
    let ours: usize = ours
        .iter()
        .flat_map(|chat| chat.messages().into_iter().flatten())
        .filter_map(|m| m.message())
        .map(str::len)
        .sum();
    let serde: owned::Page = serde_json::from_slice(bytes).expect("serde_json");
    let serde: usize = serde
        .data
        .iter()
        .flat_map(|item| &item.chat.messages)
        .filter_map(|m| m.message.as_ref())
        .map(String::len)
        .sum();
    let sonic: borrowed::Page<'_> = sonic_rs::from_slice(bytes).expect("sonic-rs");
    let sonic: usize = sonic
        .data
        .iter()
        .flat_map(|item| &item.chat.messages)
        .filter_map(|m| m.message.as_ref())
        .map(|text| text.0.len())
        .sum();
    assert!(
        ours == serde && serde == sonic && ours > 10_000,
        "the contenders read different texts"
    );
}
