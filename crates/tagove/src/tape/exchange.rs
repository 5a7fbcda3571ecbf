//! A request and its answer, as they go into two files.

use super::case::{self, Format};
use super::folder::Folder;
use crate::TagoveError;

pub(super) struct Exchange {
    pub(super) request: Vec<u8>,
    pub(super) response: Vec<u8>,
    /// `case.json`, with the first that is answered.
    pub(super) case: Option<String>,
    pub(super) format: Format,
}

/// It may hold people's words.
impl std::fmt::Debug for Exchange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Exchange").finish_non_exhaustive()
    }
}

impl Exchange {
    pub(super) fn write(&self, folder: &Folder, number: u32) -> Result<(), TagoveError> {
        if let Some(case) = &self.case {
            folder.write(case::FILE, case.as_bytes())?;
        }
        // The answer first: a request that is there has one.
        let name = format!("{number}{}", self.format.ending());
        folder.write(&name, &self.response)?;
        let name = format!("{number}.request.http");
        folder.write(&name, &self.request)
    }
}
