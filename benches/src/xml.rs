//! The same page as XML: ours against serde over quick-xml, which fills structs and drops what it does not know. Python's
//! lxml is measured by `benches/python/xml`.

use crate::pages::{Flavour, page};
use crate::peers::xml;
use crate::rounds::{Contender, compare};
use std::hint::black_box;
use tagove::{Chat, Page};

#[expect(
    clippy::expect_used,
    reason = "a benchmark of a broken contender must not be printed"
)]
pub(crate) fn run() {
    for (name, flavour) in [("ASCII", Flavour::Ascii), ("non-ASCII", Flavour::Unicode)] {
        let body = crate::pages::xml(&page(flavour));
        let ours = Page::<Chat>::from_body(body.as_bytes()).expect("ours");
        let ours: usize = ours
            .iter()
            .flat_map(|chat| chat.messages().into_iter().flatten())
            .filter_map(|m| m.message())
            .map(str::len)
            .sum();
        let theirs: xml::Page = quick_xml::de::from_str(&body).expect("quick-xml");
        let items = theirs.data.item.iter();
        let theirs: usize = items
            .flat_map(|item| &item.chat.messages.message)
            .filter_map(|m| m.message.as_ref())
            .map(String::len)
            .sum();
        assert!(ours == theirs && ours > 10_000, "different texts");
        compare(
            &format!(
                "decode XML, {name}: {} KB, 100 chats × 20 messages",
                body.len() / 1000
            ),
            21,
            10,
            &mut [
                Contender {
                    name: "tagove pages",
                    run: Box::new(|| {
                        drop(black_box(Page::<Chat>::from_body(black_box(
                            body.as_bytes(),
                        ))));
                    }),
                },
                Contender {
                    name: "serde + quick-xml, owned structs",
                    run: Box::new(|| {
                        drop(black_box(quick_xml::de::from_str::<xml::Page>(black_box(
                            &body,
                        ))));
                    }),
                },
            ],
        );
    }
}
