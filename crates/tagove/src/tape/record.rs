//! Writes down what is asked and answered, in the order in which it was asked.

use super::case::{self, Format};
use super::exchange::Exchange;
use super::folder::Folder;
use super::forget::Forget;
use super::redact;
use crate::TagoveError;
use crate::call::Call;
use crate::options::{Accept, Auth};
use crate::receive::Head;
use crate::secret::Secret;
use crate::settings::Settings;
use serde_json::{Map, Value};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use url::Url;

/// A cassette that is recorded.
#[derive(Debug)]
pub(crate) struct Recorder {
    folder: Folder,
    pub(super) redact: bool,
    pub(super) accept: Accept,
    pub(super) auth: Auth,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The one operation that the folder is of, with its arguments.
    of: Option<(&'static str, Map<String, Value>)>,
    format: Option<Format>,
    forget: Forget,
    /// The next attempt's place.
    next: u64,
    /// Exchanges that are written.
    written: u32,
    /// Attempts whose answer is not there yet, or waits for those before it. None until there is an answer; its redirects
    /// come before it.
    waiting: BTreeMap<u64, Option<Vec<Exchange>>>,
    /// Why no more is written.
    failed: Option<TagoveError>,
}

impl Recorder {
    pub(super) fn open(
        folder: PathBuf,
        redact: bool,
        accept: Accept,
        auth: Auth,
    ) -> Result<Self, TagoveError> {
        Ok(Self {
            folder: Folder::open(folder)?,
            redact,
            accept,
            auth,
            state: Mutex::default(),
        })
    }

    /// An attempt begins.
    ///
    /// # Errors
    /// `Configuration` if the folder is of another operation or other arguments, or could not be written.
    pub(crate) fn begin(&self, call: &Call) -> Result<Begun<'_>, TagoveError> {
        if self.redact {
            redact::check(call)?;
        }
        let mut state = self.state();
        if let Some(failed) = &state.failed {
            return Err(failed.clone());
        }
        let of = state
            .of
            .get_or_insert_with(|| (call.operation, call.arguments.clone()));
        if *of != (call.operation, call.arguments.clone()) {
            let what = match of.0 == call.operation {
                true => format!("{} with other arguments", of.0),
                false => format!("{}, not {}", of.0, call.operation),
            };
            return Err(TagoveError::configuration(format!(
                "record: {} records {what}; a folder is one call: make a client with another folder for this one",
                self.folder.path().display()
            )));
        }
        let place = state.next;
        state.next += 1;
        state.waiting.insert(place, None);
        Ok(Begun {
            recorder: self,
            place,
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes what waits for nothing before it.
    fn flush(&self, state: &mut State) {
        while let Some(entry) = state.waiting.first_entry()
            && entry.get().is_some()
        {
            for exchange in entry.remove().unwrap_or_default() {
                if state.failed.is_some() {
                    break;
                }
                let number = state.written + 1;
                match exchange.write(&self.folder, number) {
                    Ok(()) => state.written = number,
                    Err(error) => state.failed = Some(error),
                }
            }
        }
    }
}

/// An attempt that is under way. One without an answer is no exchange, and holds the later ones up no longer.
#[derive(Debug)]
pub(crate) struct Begun<'r> {
    recorder: &'r Recorder,
    place: u64,
}

/// An answer, and what it was asked with.
pub(crate) struct Answered<'a> {
    pub(crate) call: &'a Call,
    pub(crate) base: &'a Url,
    pub(crate) settings: &'a Settings,
    /// What it was asked with, which is to be forgotten.
    pub(crate) key: &'a Arc<Secret>,
    pub(crate) head: &'a Head,
    pub(crate) body: &'a [u8],
}

impl Begun<'_> {
    /// The key was refused, and another one is tried: nothing is written, but later answers may repeat this one.
    pub(crate) fn refused(self, key: &Arc<Secret>) {
        self.recorder.state().forget.meet(key);
    }

    /// The attempt has an answer.
    ///
    /// # Errors
    /// `Configuration` if it cannot be written.
    pub(crate) fn answered(self, answered: &Answered<'_>) -> Result<(), TagoveError> {
        let recorder = self.recorder;
        let mut state = recorder.state();
        state.forget.meet(answered.key);
        let first = state.format.is_none();
        let format = *state
            .format
            .get_or_insert_with(|| Format::of(answered.body, recorder.accept));
        let mut exchanges = Exchange::all(recorder, answered, format, &state.forget);
        if first && let Some(exchange) = exchanges.first_mut() {
            let reading = &answered.settings.told;
            let case = case::text(
                answered.call,
                reading,
                recorder.accept,
                format,
                &state.forget,
            );
            exchange.case = Some(case);
        }
        state.waiting.insert(self.place, Some(exchanges));
        recorder.flush(&mut state);
        let failed = state.failed.clone();
        failed.map_or(Ok(()), Err)
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        let mut state = self.recorder.state();
        if let Some(None) = state.waiting.get(&self.place) {
            state.waiting.remove(&self.place);
            self.recorder.flush(&mut state);
        }
    }
}
