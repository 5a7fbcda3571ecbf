//! Ways into the reader for the fuzz targets (`fuzz/`). No part of the interface: behind the feature `fuzzing`, off by
//! default, and free to change.

use crate::json::Cursor;
use crate::receive::Head;
use crate::secret::Secret;
use crate::{PageInfo, TagoveError, read, reading::Reading, shape, unescape};
use reqwest::Version;
use reqwest::header::HeaderMap;
use std::time::Duration;

/// Which request an answer is to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A list of chats.
    Chats,
    /// One chat.
    Chat,
    /// One chat with its files.
    Recording,
    /// A list of sessions.
    Sessions,
}

/// Reads an answer as the client does.
///
/// # Errors
/// As the client's.
pub fn answer(body: &[u8], asked: Asked, status: u16) -> Result<PageInfo, TagoveError> {
    let head = Head {
        status,
        content_type: None,
        request_id: None,
        sent: String::new(),
        retry_after: None,
        attempts: 1,
        elapsed: Duration::ZERO,
        version: Version::HTTP_11,
        headers: HeaderMap::new(),
        redirects: Vec::new(),
        starved: false,
    };
    let shape = match asked {
        Asked::Chats => &shape::CHATS,
        Asked::Chat => &shape::CHAT,
        Asked::Recording => &shape::RECORDING,
        Asked::Sessions => &shape::SESSIONS,
    };
    read::page(
        head,
        body,
        shape,
        1,
        &Reading::default(),
        (&Secret::none(), ""),
    )
}

/// Whether a text is one JSON value.
///
/// # Errors
/// The byte from which on it is none, and what is wrong there.
pub fn json(text: &str, max_depth: usize) -> Result<(), (usize, &'static str)> {
    let mut cursor = Cursor::new(text, 0, max_depth);
    let end = cursor.value().and_then(|_| match cursor.peek() {
        None => Ok(()),
        Some(_) => Err(cursor.fault_here("text after the end of the JSON")),
    });
    end.map_err(|fault| (fault.at, fault.what))
}

/// What stands between the quotes of a sound JSON string as text, and whether half of a surrogate pair is in it.
#[must_use]
pub fn unescaped(source: &str) -> (String, bool) {
    let mut out = String::new();
    let lone = unescape::unescape(source, &mut out);
    (out, lone)
}

/// Sound JSON without the halves of surrogate pairs.
#[must_use]
pub fn without_lone_surrogates(source: &str) -> String {
    unescape::without_lone_surrogates(source)
}
