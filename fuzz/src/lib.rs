//! What the reader must hold, whatever it is given, judged by readers of its input that share no code with it.
//!
//! `scripts/fuzz` runs the targets. A target is one `check` function over bytes, which panics where an invariant does
//! not hold:
//!
//! - `tokens`: the tokenizer accepts what serde_json accepts, and undoes escapes as [`wire`] does;
//! - `pages`: nothing of an accepted page is lost or invented ([`accounting`], [`places`]), within bounded memory;
//! - `xml`: the same for XML, judged by roxmltree;
//! - `answers`: an answer that says that it failed is never a page, and an error never tells what the answer does not;
//! - `clock`: times are read as [`times`] says.
#![forbid(unsafe_code)]

pub mod accounting;
pub mod places;
pub mod times;
pub mod wire;

#[cfg(feature = "targets")]
pub mod answers;
#[cfg(feature = "targets")]
pub mod clock;
#[cfg(feature = "targets")]
mod memory;
#[cfg(feature = "targets")]
pub mod pages;
#[cfg(feature = "targets")]
pub mod tokens;
#[cfg(feature = "targets")]
pub mod xml;
