//! Writes down what is asked and answered: each call into a part of its own.

use super::case::{self, Format};
use super::exchange::Exchange;
use super::folder::Folder;
use super::forget::Forget;
use super::numbering::Numbering;
use super::redact;
use crate::TagoveError;
use crate::call::Call;
use crate::options::{Accept, Auth};
use crate::receive::Head;
use crate::secret::Secret;
use crate::settings::Settings;
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
    numbering: Numbering,
    /// Of all parts: the answer to one call can repeat the key of another.
    forget: Forget,
    /// Why no more is written. What follows would look as if nothing were missing before it.
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

    /// A call begins, or goes on with another page.
    ///
    /// # Errors
    /// `Configuration` if it could not be redacted, or the folder could not be written.
    pub(crate) fn begin(&self, call: &Call) -> Result<Begun<'_>, TagoveError> {
        if self.redact {
            redact::check(call)?;
        }
        let mut state = self.state();
        if let Some(failed) = &state.failed {
            return Err(failed.clone());
        }
        Ok(Begun {
            recorder: self,
            number: state.numbering.begin(call.id),
        })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes the redirects of an attempt, and its answer.
    fn write(
        &self,
        state: &mut State,
        number: usize,
        answered: &Answered<'_>,
    ) -> Result<(), TagoveError> {
        let State {
            numbering, forget, ..
        } = state;
        // There is one as long as its call goes on.
        let Some(part) = numbering.part(number) else {
            return Ok(());
        };
        let folder = match &mut part.folder {
            Some(folder) => folder,
            none => none.insert(self.folder.part(number)?),
        };
        let first = part.format.is_none();
        let format = *part
            .format
            .get_or_insert_with(|| Format::of(answered.body, self.accept));
        let mut exchanges = Exchange::all(self, answered, format, forget);
        if first && let Some(exchange) = exchanges.first_mut() {
            let reading = &answered.settings.told;
            let case = case::text(answered.call, reading, self.accept, format, forget);
            exchange.case = Some(case);
        }
        for exchange in exchanges {
            exchange.write(folder, part.written + 1)?;
            part.written += 1;
        }
        Ok(())
    }
}

/// A call that is under way, to the end of its attempts. What of them has no answer is no exchange.
#[derive(Debug)]
pub(crate) struct Begun<'r> {
    recorder: &'r Recorder,
    number: usize,
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
    /// Another attempt begins.
    ///
    /// # Errors
    /// `Configuration` if the folder could not be written.
    pub(crate) fn go_on(&self) -> Result<(), TagoveError> {
        let failed = self.recorder.state().failed.clone();
        failed.map_or(Ok(()), Err)
    }

    /// The key was refused, and another one is tried: nothing is written, but later answers may repeat this one.
    pub(crate) fn refused(&self, key: &Arc<Secret>) {
        self.recorder.state().forget.meet(key);
    }

    /// An attempt has an answer.
    ///
    /// # Errors
    /// `Configuration` if it cannot be written.
    pub(crate) fn answered(&self, answered: &Answered<'_>) -> Result<(), TagoveError> {
        let mut state = self.recorder.state();
        state.forget.meet(answered.key);
        if let Some(failed) = &state.failed {
            return Err(failed.clone());
        }
        let written = self.recorder.write(&mut state, self.number, answered);
        state.failed = written.clone().err();
        written
    }
}

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        self.recorder.state().numbering.end(self.number);
    }
}
