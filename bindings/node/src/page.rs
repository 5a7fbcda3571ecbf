//! One page on its way out: its records as a string and a table, and what is known of the answer.

use crate::dense::{Dense, dense};
use crate::engine::aside;
use crate::failure::bare;
use napi::Either;
use napi::bindgen_prelude::{Buffer, Latin1String, Uint32Array, Utf16String};
use napi_derive::napi;
use tagove::{ErrorKind, PageInfo, Warning};

/// The longest string that V8 makes, which is also below `NONE` of the table. Only bodies near the largest
/// `max_body_bytes` come there, and only in XML, whose unknown members grow as JSON.
const LONGEST: usize = (1 << 29) - 24;

/// What crosses for a page, once.
#[napi(object, object_from_js = false)]
pub struct Crossing {
    /// Every text that a getter can ask for.
    pub text: Either<Latin1String, Utf16String>,
    /// Where it stands.
    pub table: Uint32Array,
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

/// What is known of an answer beside its records, kept here until somebody asks.
#[napi]
pub struct PageHandle {
    page: PageInfo,
}

#[napi]
impl PageHandle {
    /// The page's number.
    #[napi(getter, catch_unwind)]
    pub fn number(&self) -> f64 {
        self.page.number() as f64
    }

    /// The answer's HTTP status.
    #[napi(getter, catch_unwind)]
    pub fn status(&self) -> u32 {
        self.page.status().into()
    }

    /// The answer's `X-Request-Id`.
    #[napi(getter, catch_unwind)]
    pub fn request_id(&self) -> Option<String> {
        self.page.request_id().map(Into::into)
    }

    /// How many requests were made for it.
    #[napi(getter, catch_unwind)]
    pub fn attempts(&self) -> u32 {
        self.page.attempts()
    }

    /// From the first request to the last byte.
    #[napi(getter, catch_unwind)]
    pub fn elapsed_ms(&self) -> f64 {
        self.page.elapsed().as_secs_f64() * 1e3
    }

    /// What was read with a reservation.
    #[napi(getter, catch_unwind)]
    pub fn warnings(&self) -> Vec<WarningFacts> {
        self.page
            .warnings()
            .iter()
            .map(WarningFacts::from)
            .collect()
    }

    /// The envelope's unknown members.
    #[napi(getter, catch_unwind)]
    pub fn extra_json(&self) -> String {
        self.page.extra().as_json().to_owned()
    }

    /// A copy of the answer's bytes.
    #[napi(catch_unwind)]
    pub fn body(&self) -> Buffer {
        self.page.body().to_vec().into()
    }
}

/// A page that is ready to cross; made off the main thread. One whose texts are too long for one string is refused.
pub(crate) fn crossing(page: &PageInfo) -> napi::Result<Crossing> {
    let Dense { text, table } = aside(page.body().len(), || dense(page));
    if text.len() > LONGEST {
        return Err(too_long());
    }
    Ok(Crossing {
        text: text.cross(),
        table: Uint32Array::new(table),
        page: PageHandle { page: page.clone() },
    })
}

/// What comes in the place of a page that cannot cross.
pub(crate) fn too_long() -> napi::Error {
    let reason = "the answer's texts are longer than a string of JavaScript can be; ask for less with a smaller limit";
    bare(ErrorKind::Decode, reason)
}
