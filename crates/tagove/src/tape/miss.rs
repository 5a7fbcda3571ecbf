//! What a request that was not recorded is told: the nearest recording, and the difference.

use super::target::Asked;
use std::fmt::Write as _;

/// A recorded request, and what its file is called.
pub(super) struct Known<'k> {
    pub(super) name: String,
    pub(super) asked: &'k Asked,
}

/// The differences of `asked` from what is known, in one line.
pub(super) fn told(asked: &Asked, known: &[Known<'_>]) -> String {
    let same = known.iter().filter(|known| known.asked == asked).count();
    if same > 0 {
        let times = if same == 1 { "once" } else { "times" };
        let count = if same == 1 {
            String::new()
        } else {
            format!("{same} ")
        };
        return format!(
            "it is recorded {count}{times}, and was asked for once more: nothing that fits is left; ask as often as was recorded, or record again"
        );
    }
    let Some(nearest) = known
        .iter()
        .min_by_key(|known| distance(known.asked, asked))
    else {
        return "nothing is recorded there; record the call first".to_owned();
    };
    let mut line = format!("nearest is {} ({}): ", nearest.name, shown(nearest.asked));
    let mut told = Vec::new();
    let recorded = nearest.asked;
    if recorded.method != asked.method {
        told.push(format!(
            "method is {}, recorded {}",
            asked.method, recorded.method
        ));
    }
    if recorded.path != asked.path {
        told.push(format!(
            "path is {}, recorded {}",
            asked.path, recorded.path
        ));
    }
    for name in differing(recorded, asked) {
        let were = match recorded.path == asked.path {
            true => all_values(known, nearest, name),
            false => values(recorded, name),
        };
        told.push(format!(
            "{} is {}, recorded {}",
            name.escape_debug(),
            listed(&values(asked, name)),
            listed(&were)
        ));
    }
    let _ = write!(line, "{}", told.join("; "));
    line.push_str("; ask for what is recorded, or record again");
    line
}

/// As it was asked, for people.
pub(super) fn shown(asked: &Asked) -> String {
    let mut text = asked.path.clone();
    for (at, (name, value)) in asked.query.iter().enumerate() {
        let before = if at == 0 { '?' } else { '&' };
        let _ = write!(
            text,
            "{before}{}={}",
            name.escape_debug(),
            value.escape_debug()
        );
    }
    text
}

/// Another path is further than any query.
fn distance(recorded: &Asked, asked: &Asked) -> usize {
    let far = usize::from(recorded.path != asked.path) * 1_000;
    far + usize::from(recorded.method != asked.method) + differing(recorded, asked).len()
}

/// The names whose values are not the same.
fn differing<'a>(recorded: &'a Asked, asked: &'a Asked) -> Vec<&'a str> {
    let mut names: Vec<&str> = recorded
        .query
        .iter()
        .chain(&asked.query)
        .map(|(name, _)| name.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    names.retain(|name| values(recorded, name) != values(asked, name));
    names
}

fn values(asked: &Asked, name: &str) -> Vec<String> {
    let pairs = asked.query.iter();
    pairs
        .filter(|(other, _)| other == name)
        .map(|(_, value)| value.escape_debug().to_string())
        .collect()
}

/// The values of a name over all recordings that are otherwise like the nearest, in recorded order.
fn all_values(known: &[Known<'_>], nearest: &Known<'_>, name: &str) -> Vec<String> {
    let mut all = Vec::new();
    for other in known {
        let like = other.asked.path == nearest.asked.path
            && differing(other.asked, nearest.asked)
                .iter()
                .all(|differs| *differs == name);
        if like {
            for value in values(other.asked, name) {
                if !all.contains(&value) {
                    all.push(value);
                }
            }
        }
    }
    all
}

/// `1, 2 and 3`; a long list is cut in its middle.
pub(super) fn listed(values: &[String]) -> String {
    match values {
        [] => "not given".to_owned(),
        [one] => one.clone(),
        [first, second, .., last] if values.len() > 8 => format!("{first}, {second}, … and {last}"),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}
