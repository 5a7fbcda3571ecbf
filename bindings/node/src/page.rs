//! One page on its way out: its records as a string and a table, and what is known of the answer.

use crate::dense::{Dense, dense};
use crate::engine::aside;
use crate::failure::bare;
use crate::kept_body::KeptBody;
use napi::Either;
use napi::bindgen_prelude::{Buffer, Latin1String, Uint16Array, Uint32Array, Utf16String};
use napi_derive::napi;
use std::time::Duration;
use tagove::{ErrorKind, Extra, PageInfo, Warning};

/// The longest string that V8 makes. Only bodies near the largest `max_body_bytes` come there, and only in XML, whose
/// unknown members grow as JSON.
const LONGEST: usize = (1 << 29) - 24;

/// What crosses for a page, once.
#[napi(object, object_from_js = false)]
pub struct Crossing {
    /// Every text that a getter can ask for.
    pub text: Either<Latin1String, Utf16String>,
    /// Where each of them ends.
    pub ends: Uint32Array,
    /// Which of them each record has.
    pub table: Either<Uint16Array, Uint32Array>,
    /// What else is known of the answer.
    pub page: PageHandle,
}

/// One warning.
#[napi(object, object_from_js = false)]
pub struct WarningFacts {
    /// What it is.
    pub code: String,
    /// The page it was on.
    pub page: f64,
    /// A JSON pointer into the page's normalised records.
    pub at: String,
    /// The byte of the body.
    pub offset: Option<f64>,
}

impl From<&Warning> for WarningFacts {
    fn from(warning: &Warning) -> Self {
        Self {
            code: warning.code.to_string(),
            page: warning.page as f64,
            at: warning.at.clone(),
            offset: warning.offset.map(|offset| offset as f64),
        }
    }
}

/// What is known of an answer beside its records, kept here until somebody asks. Not the core's page: what its records
/// are cut from has crossed, and would be in memory twice.
#[napi]
pub struct PageHandle {
    number: u64,
    status: u16,
    request_id: Option<String>,
    attempts: u32,
    elapsed: Duration,
    warnings: Vec<Warning>,
    extra: Extra,
    body: KeptBody,
}

impl From<&PageInfo> for PageHandle {
    fn from(page: &PageInfo) -> Self {
        Self {
            number: page.number(),
            status: page.status(),
            request_id: page.request_id().map(Into::into),
            attempts: page.attempts(),
            elapsed: page.elapsed(),
            warnings: page.warnings().to_vec(),
            extra: page.extra(),
            body: KeptBody::new(page.body()),
        }
    }
}

#[napi]
impl PageHandle {
    /// The page's number.
    #[napi(getter, catch_unwind)]
    pub fn number(&self) -> f64 {
        self.number as f64
    }

    /// The answer's HTTP status.
    #[napi(getter, catch_unwind)]
    pub fn status(&self) -> u32 {
        self.status.into()
    }

    /// The answer's `X-Request-Id`.
    #[napi(getter, catch_unwind)]
    pub fn request_id(&self) -> Option<String> {
        self.request_id.clone()
    }

    /// How many requests were made for it.
    #[napi(getter, catch_unwind)]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// From the first request to the last byte.
    #[napi(getter, catch_unwind)]
    pub fn elapsed_ms(&self) -> f64 {
        self.elapsed.as_secs_f64() * 1e3
    }

    /// What was read with a reservation.
    #[napi(getter, catch_unwind)]
    pub fn warnings(&self) -> Vec<WarningFacts> {
        self.warnings.iter().map(WarningFacts::from).collect()
    }

    /// The envelope's unknown members.
    #[napi(getter, catch_unwind)]
    pub fn extra_json(&self) -> String {
        self.extra.as_json().to_owned()
    }

    /// A copy of the answer's bytes.
    #[napi(catch_unwind)]
    pub fn body(&self) -> napi::Result<Buffer> {
        Ok(self.body.bytes()?.into())
    }
}

/// A page that is ready to cross; made off the main thread. One whose texts are too long for one string is refused.
pub(crate) fn crossing(page: &PageInfo) -> napi::Result<Crossing> {
    let made = || (dense(page), PageHandle::from(page));
    let (Dense { text, ends, table }, page) = aside(page.body().len(), made);
    if text.len() > LONGEST {
        return Err(too_long());
    }
    Ok(Crossing {
        text: text.cross(),
        ends: Uint32Array::new(ends),
        table: match table {
            Either::A(words) => Either::A(Uint16Array::new(words)),
            Either::B(words) => Either::B(Uint32Array::new(words)),
        },
        page,
    })
}

/// What comes in the place of a page that cannot cross.
pub(crate) fn too_long() -> napi::Error {
    let reason = "the answer's texts are longer than a string of JavaScript can be; ask for less with a smaller limit";
    bare(ErrorKind::Decode, reason)
}
