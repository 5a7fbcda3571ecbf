//! Answers from a recording. No connection is made.

use super::miss::{self, Known};
use super::part::{self, Part};
use super::target::{self, Asked};
use crate::attempt::Failed;
use crate::call::{Call, CallId};
use crate::options::Accept;
use crate::{ErrorKind, TagoveError};
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use url::Url;

/// A cassette that is played.
#[derive(Debug)]
pub(crate) struct Player {
    folder: PathBuf,
    /// What requests begin with, and recordings do not.
    base: Url,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    parts: Vec<Part>,
    /// Which part a call has: all its pages and attempts come from there, whatever others ask meanwhile.
    calls: HashMap<CallId, usize>,
}

impl Player {
    pub(super) fn open(folder: PathBuf, accept: Accept, base: &Url) -> Result<Self, TagoveError> {
        let parts = part::all(&folder, accept)?;
        Ok(Self {
            folder,
            base: base.clone(),
            state: Mutex::new(State {
                parts,
                calls: HashMap::new(),
            }),
        })
    }

    /// Refuses a call of an operation that was not recorded.
    pub(crate) fn check(&self, call: &Call) -> Result<(), TagoveError> {
        let state = self.state();
        let mut operations: Vec<String> = Vec::new();
        for part in &state.parts {
            if !operations.contains(&part.operation) {
                operations.push(part.operation.clone());
            }
        }
        if operations
            .iter()
            .any(|operation| operation == call.operation)
        {
            return Ok(());
        }
        Err(TagoveError::configuration(format!(
            "replay: {} is a recording of {}, not of {}; name another folder",
            self.folder.display(),
            miss::listed(&operations),
            call.operation
        )))
    }

    /// Plays the answer to a request. The first one of a call decides which recorded call it is.
    pub(crate) fn answer(&self, call: &Call, url: &Url) -> Result<reqwest::Response, Failed> {
        let asked = Asked::new("GET", &target::below(&self.base, url));
        let mut state = self.state();
        let State { parts, calls } = &mut *state;
        let has = calls.get(&call.id).copied();
        let found = has.or_else(|| chosen(parts, call, &asked));
        if let Some(at) = found
            && let Some(part) = parts.get_mut(at)
            && let Some(answer) = part.play(&asked)
        {
            part.taken = true;
            calls.insert(call.id, at);
            return Ok(answer);
        }
        let known: Vec<Known<'_>> = match found.and_then(|at| parts.get(at)) {
            Some(part) => part.known().collect(),
            // It would have to begin like one of these.
            None => parts
                .iter()
                .filter(|part| part.operation == call.operation)
                .filter_map(|part| part.known().next())
                .collect(),
        };
        let reason = format!(
            "replay: {} has no answer to {} {}; {}",
            self.folder.display(),
            asked.method,
            miss::shown(&asked),
            miss::told(&asked, &known)
        );
        Err(Failed::new(ErrorKind::Configuration, reason).for_good())
    }

    /// Who answers, for errors.
    pub(crate) fn name(&self) -> String {
        format!("the recording {}", self.folder.display())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The recorded call that a new one is: the first of those that nobody has and that begin with the same request; sooner
/// one of the same arguments, for how many records somebody takes is in no request.
fn chosen(parts: &[Part], call: &Call, asked: &Asked) -> Option<usize> {
    // It may be older than parts, and hold several calls.
    if let [_] = parts {
        return Some(0);
    }
    let fitting = parts.iter().enumerate();
    let fitting = fitting.filter(|(_, part)| part.fits(call, asked));
    let chosen = fitting.min_by_key(|(_, part)| !part.has_arguments_of(call));
    chosen.map(|(at, _)| at)
}
