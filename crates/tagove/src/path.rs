//! Where the decoder stands, as a JSON pointer into the normalised records. Written out only when there is a warning.

use std::fmt::Write as _;

/// One step of the pointer.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Step {
    /// A modelled member.
    Member(&'static str),
    /// A record of the page, or an element of a list.
    Index(usize),
}

/// `/0/messages/3`.
pub(crate) fn pointer(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        let _ = match step {
            Step::Member(name) => write!(out, "/{name}"),
            Step::Index(index) => write!(out, "/{index}"),
        };
    }
    out
}

/// The pointer with one more member whose name the server chose: `~` and `/` are escaped (RFC 6901). Outside of every
/// record it is `""`, the page.
pub(crate) fn with_member(steps: &[Step], name: &str) -> String {
    if steps.is_empty() {
        return String::new();
    }
    let mut out = pointer(steps);
    let _ = write!(out, "/{}", name.replace('~', "~0").replace('/', "~1"));
    out
}
