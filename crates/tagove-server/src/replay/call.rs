//! What of a request is compared, and how two differ.

use super::head::Head;
use crate::query;

/// A request as far as the corpus compares it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Call {
    method: String,
    /// As sent: how an id is escaped is part of what is tested.
    path: String,
    /// Decoded and sorted.
    query: Vec<(Vec<u8>, Vec<u8>)>,
    /// The headers to compare, by their names in lower case.
    headers: Vec<(String, Option<Vec<u8>>)>,
}

impl Call {
    /// The call that `head` makes when its path and query are `target`.
    pub(super) fn new(head: &Head, target: &str, compare_headers: &[String]) -> Self {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let mut query = query::pairs(query);
        query.sort();
        Self {
            method: head.method.clone(),
            path: path.to_owned(),
            query,
            headers: compare_headers
                .iter()
                .map(|name| (name.clone(), head.header(name)))
                .collect(),
        }
    }

    pub(super) fn same_path(&self, other: &Self) -> bool {
        self.path == other.path
    }

    /// What is different in `asked`, a line each; what weighs more comes first.
    pub(super) fn differences(&self, asked: &Self) -> Vec<String> {
        let mut lines = Vec::new();
        if self.method != asked.method {
            lines.push(format!(
                "method: recorded {}, asked {}",
                self.method, asked.method
            ));
        }
        if self.path != asked.path {
            lines.push(format!(
                "path: recorded \"{}\", asked \"{}\"",
                self.path, asked.path
            ));
        }
        for (name, value) in only_in(&self.query, &asked.query) {
            lines.push(format!(
                "query: not asked: {} = \"{}\"",
                shown(&name),
                shown(&value)
            ));
        }
        for (name, value) in only_in(&asked.query, &self.query) {
            lines.push(format!(
                "query: not recorded: {} = \"{}\"",
                shown(&name),
                shown(&value)
            ));
        }
        for ((name, recorded), (_, asked)) in self.headers.iter().zip(&asked.headers) {
            if recorded != asked {
                lines.push(header_difference(
                    name,
                    recorded.as_deref(),
                    asked.as_deref(),
                ));
            }
        }
        lines
    }

    /// How far off `asked` is; another path is further than any query.
    pub(super) fn distance(&self, asked: &Self) -> usize {
        let far = if self.same_path(asked) { 0 } else { 1_000 };
        far + self.differences(asked).len()
    }
}

/// A value that may be a key is not shown.
fn header_difference(name: &str, recorded: Option<&[u8]>, asked: Option<&[u8]>) -> String {
    if ["authorization", "proxy-authorization", "cookie"].contains(&name) {
        return format!("header {name}: is another one (not shown)");
    }
    let value = |value: Option<&[u8]>| {
        value.map_or_else(
            || "none".to_owned(),
            |value| format!("\"{}\"", shown(value)),
        )
    };
    format!(
        "header {name}: recorded {}, asked {}",
        value(recorded),
        value(asked)
    )
}

type Pair = (Vec<u8>, Vec<u8>);

/// The pairs of `these` that have no partner in `those`.
fn only_in(these: &[Pair], those: &[Pair]) -> Vec<Pair> {
    let mut those: Vec<&Pair> = those.iter().collect();
    let mut left = these.to_vec();
    left.retain(|pair| match those.iter().position(|other| *other == pair) {
        Some(at) => {
            those.swap_remove(at);
            false
        }
        None => true,
    });
    left
}

fn shown(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).escape_debug().to_string()
}
