//! Which tokenizer to build the decoder on: the libraries' bare walk against our whole decode.
//!
//! Through serde's `Visitor` each library visits every member of the page, adds up the lengths of keys and texts and
//! keeps nothing. That is less than any decoder on top of it must do; ours, beside it, does the whole work.

use crate::pages::{Flavour, page};
use crate::rounds::{Contender, compare};
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use std::fmt;
use std::hint::black_box;
use tagove::{Chat, Page};

struct Walk<'a>(&'a mut usize);

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        *self.0 += text.len();
        Ok(())
    }
    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }
    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }
    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        while seq.next_element_seed(Walk(self.0))?.is_some() {}
        Ok(())
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_key_seed(Walk(self.0))?.is_some() {
            map.next_value_seed(Walk(self.0))?;
        }
        Ok(())
    }
}

fn serde_json_walk(bytes: &[u8]) -> usize {
    let mut sum = 0;
    let done = Walk(&mut sum).deserialize(&mut serde_json::Deserializer::from_slice(bytes));
    assert!(done.is_ok(), "serde_json refuses the page");
    sum
}

fn sonic_walk(bytes: &[u8]) -> usize {
    let mut sum = 0;
    let done = Walk(&mut sum).deserialize(&mut sonic_rs::Deserializer::from_slice(bytes));
    assert!(done.is_ok(), "sonic-rs refuses the page");
    sum
}

pub(crate) fn run() {
    let body = page(Flavour::Ascii);
    let bytes = body.as_bytes();
    assert_eq!(
        serde_json_walk(bytes),
        sonic_walk(bytes),
        "the walks differ"
    );
    compare(
        "tokenizer: a bare walk that keeps nothing, against our whole decode",
        21,
        40,
        &mut [
            Contender {
                name: "ours, whole decode",
                run: Box::new(|| drop(black_box(Page::<Chat>::from_body(black_box(bytes))))),
            },
            Contender {
                name: "sonic-rs, bare walk",
                run: Box::new(|| {
                    black_box(sonic_walk(black_box(bytes)));
                }),
            },
            Contender {
                name: "serde_json, bare walk",
                run: Box::new(|| {
                    black_box(serde_json_walk(black_box(bytes)));
                }),
            },
        ],
    );
}
