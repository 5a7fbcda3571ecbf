//! A request and its answer, as they go into two files.

use super::case::{self, Format};
use super::folder::Folder;
use super::forget::Forget;
use super::record::{Answered, Recorder};
use super::write::{self, Response};
use super::{redirect, target};
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
    /// The redirects of an attempt, and its answer.
    pub(super) fn all(
        recorder: &Recorder,
        answered: &Answered<'_>,
        format: Format,
        forget: &Forget,
    ) -> Vec<Self> {
        let Answered {
            call, base, head, ..
        } = answered;
        let called = forget.in_url(&target::below(base, &call.url));
        let redirects = &head.redirects;
        let targets = redirect::targets(&called, redirects, base, forget, recorder.redact);
        let steps = redirects
            .iter()
            .map(|step| (step.status, step.version, &step.headers, &[][..]));
        let end = (head.status, head.version, &head.headers, answered.body);
        let answers = steps.chain([end]).enumerate();
        answers
            .map(|(step, (status, version, headers, body))| {
                let next = targets.get(step + 1);
                let location = next.map(|next| redirect::location(&targets[step], next));
                let response = Response {
                    operation: call.operation,
                    status,
                    version,
                    headers,
                    location: location.as_deref(),
                    body,
                    redact: recorder.redact,
                };
                Self {
                    request: write::request(&targets[step], recorder.accept, recorder.auth),
                    response: response.written(forget),
                    case: None,
                    format,
                }
            })
            .collect()
    }

    pub(super) fn write(&self, folder: &Folder, number: u32) -> Result<(), TagoveError> {
        if let Some(case) = &self.case {
            folder.write(case::FILE, case.as_bytes())?;
        }
        // The answer first: a request that is there has one, and a replay counts the requests.
        let name = format!("{number}{}", self.format.ending());
        folder.write(&name, &self.response)?;
        let name = format!("{number}.request.http");
        folder.write(&name, &self.request)
    }
}
