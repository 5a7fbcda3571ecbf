//! Which recording answers a request.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use super::{
    Cases, Replay, call::Call, case::Case, connection, exchange::Format, head::Head,
    response::Recorded,
};
use crate::{Journal, listening::Service};

/// Answers from recordings.
#[derive(Debug, Clone)]
pub(super) struct Player(Arc<State>);

#[derive(Debug)]
struct State {
    replay: Replay,
    journal: Arc<Journal>,
    /// How often a run asked for the same.
    runs: Mutex<HashMap<Run, usize>>,
}

/// Case, format, run id and name of the exchange.
type Run = (String, Format, String, String);

impl Player {
    pub(super) fn new(replay: Replay, journal: Arc<Journal>) -> Self {
        Self(Arc::new(State {
            replay,
            journal,
            runs: Mutex::default(),
        }))
    }

    pub(super) fn journal(&self) -> &Arc<Journal> {
        &self.0.journal
    }

    /// The recording for a request, or a text that says why there is none.
    pub(super) fn answer(&self, head: &Head) -> Result<&Recorded, String> {
        let Wanted {
            case,
            name,
            format,
            rest,
            query,
        } = self.wanted(head)?;
        let call = |rest: &str| Call::new(head, &format!("/{rest}?{query}"), &case.compare_headers);
        let (run, call) = split_run(case, rest, call);
        let asked = || {
            let case = match &*name {
                "" => String::new(),
                name => format!("case:  {name} ({})\n", format.name()),
            };
            format!("{case}asked: {} {}\n", head.method, head.target)
        };
        let Some(exchange) = case.exchanges.iter().find(|exchange| exchange.call == call) else {
            return Err(format!("{}{}", asked(), nearest(case, &call)));
        };
        // One cassette is played to one client, in the order in which it was recorded; a corpus to everybody, without
        // a memory, unless a run has a name.
        let before = if run.is_empty() && !name.is_empty() {
            0
        } else {
            self.count((name.clone(), format, run.to_owned(), exchange.name.clone()))
        };
        exchange
            .answer(format, before)
            .ok_or_else(|| format!("{}The case is not recorded in this format.\n", asked()))
    }

    /// The case that a request is about, and what follows it in the target.
    fn wanted<'h>(&self, head: &'h Head) -> Result<Wanted<'_, 'h>, String> {
        let (path, query) = head.target.split_once('?').unwrap_or((&head.target, ""));
        let cases = match &*self.0.replay.cases {
            Cases::Corpus(cases) => cases,
            Cases::Cassette(case, _) => {
                return Ok(Wanted {
                    case,
                    name: String::new(),
                    format: case.format_for(head),
                    rest: path.strip_prefix('/').unwrap_or(path),
                    query,
                });
            }
        };
        let mut parts = path.splitn(5, '/').skip(1);
        let mut part = || parts.next().unwrap_or_default();
        let (name, format, rest) = (format!("{}/{}", part(), part()), part(), part());
        let case = cases.get(&name).ok_or_else(|| no_case(cases, &name))?;
        let format = Format::named(format).ok_or_else(|| {
            format!(
                "case:  {name}\nThe segment after the case is `json` or `xml`, not `{format}`.\n"
            )
        })?;
        Ok(Wanted {
            case,
            name,
            format,
            rest,
            query,
        })
    }

    /// How many times this was asked before.
    fn count(&self, run: Run) -> usize {
        let mut runs = self.0.runs.lock().unwrap_or_else(PoisonError::into_inner);
        let count = runs.entry(run).or_default();
        *count += 1;
        *count - 1
    }
}

/// What a request is about.
struct Wanted<'p, 'h> {
    case: &'p Case,
    /// Empty for a cassette, which has none.
    name: String,
    format: Format,
    rest: &'h str,
    query: &'h str,
}

fn no_case(cases: &BTreeMap<String, Case>, name: &str) -> String {
    let operation = name.split('/').next().unwrap_or_default();
    let siblings: Vec<&str> = cases
        .keys()
        .filter_map(|case| case.strip_prefix(operation)?.strip_prefix('/'))
        .collect();
    let siblings = if siblings.is_empty() {
        "none".to_owned()
    } else {
        siblings.join(" ")
    };
    format!("There is no case {name}.\ncases of {operation}: {siblings}\n")
}

impl Service for Player {
    async fn serve(self, stream: tokio::net::TcpStream) {
        // How a connection ends is the client's matter; the journal has what counts.
        let _ = connection::serve(&self, stream).await;
    }
}

/// Takes the run id off the path. There is one only where a case repeats a request, and
/// only if the path is none of the recorded ones as it stands.
fn split_run<'a>(case: &Case, rest: &'a str, call: impl Fn(&str) -> Call) -> (&'a str, Call) {
    let whole = call(rest);
    let known = case
        .exchanges
        .iter()
        .any(|exchange| exchange.call.same_path(&whole));
    let repeats = case.exchanges.iter().any(|exchange| exchange.is_repeated());
    match rest.split_once('/') {
        Some((run, rest)) if repeats && !known => (run, call(rest)),
        _ => ("", whole),
    }
}

fn nearest(case: &Case, call: &Call) -> String {
    let nearest = case
        .exchanges
        .iter()
        .min_by_key(|exchange| exchange.call.distance(call));
    let Some(nearest) = nearest else {
        return "The case records no exchange: nothing should be asked.\n".to_owned();
    };
    let differences = nearest.call.differences(call).join("\n  ");
    format!(
        "nearest: {}.request.http, {}\n  {differences}\n",
        nearest.name, nearest.target
    )
}
