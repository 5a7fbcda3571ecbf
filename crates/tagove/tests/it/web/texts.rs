//! Texts that a careless template would let run.

use proptest::prelude::*;

/// Pieces that mean something to HTML, XHTML, a script or a template; between them any character.
pub(super) fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => any::<char>().prop_map(String::from),
        2 => (0u8..128).prop_map(|byte| char::from(byte).to_string()),
        2 => prop::sample::select(PIECES).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

const PIECES: &[&str] = &[
    "</script>",
    "</SCRIPT ",
    "<script>",
    "<!--",
    "-->",
    "]]>",
    "<![CDATA[",
    "&lt;",
    "&#39;",
    "\\",
    "\\u003c",
    "\"",
    "'",
    "`",
    "${",
    "{{",
    "}}",
    "<%",
    "\u{2028}",
    "\u{2029}",
    "\r\n",
    "\0",
    "\u{feff}",
    "\u{ffff}",
    "\u{10ffff}",
    "});alert(1);({",
    "</title>",
    "javascript:",
    "null",
    "😀",
];
