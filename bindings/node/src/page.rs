//! One page on its way out: its records as a string and a table, and what is known of the answer.

use crate::dense::{Dense, dense};
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
    /// The page's number.
    pub number: f64,
    /// The answer's HTTP status.
    pub status: u32,
    /// The answer's `X-Request-Id`.
    pub request_id: Option<String>,
    /// How many requests were made for it.
    pub attempts: u32,
    /// From the first request to the last byte.
    pub elapsed_ms: f64,
    /// What was read with a reservation.
    pub warnings: Vec<WarningFacts>,
    /// The envelope's unknown members.
    pub extra_json: String,
    /// The answer's bytes, on request.
    pub body: BodyHandle,
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

/// Keeps the answer's bytes until somebody asks for them.
#[napi]
pub struct BodyHandle {
    page: PageInfo,
}

#[napi]
impl BodyHandle {
    /// A copy of the bytes.
    #[napi(catch_unwind)]
    pub fn bytes(&self) -> Buffer {
        self.page.body().to_vec().into()
    }
}

/// A page that is ready to cross; made off the main thread. One whose texts are too long for one string is refused.
pub(crate) fn crossing(page: &PageInfo) -> napi::Result<Crossing> {
    let Dense { text, table } = dense(page);
    if text.len() > LONGEST {
        return Err(too_long());
    }
    Ok(Crossing {
        text: text.cross(),
        table: Uint32Array::new(table),
        number: page.number() as f64,
        status: page.status().into(),
        request_id: page.request_id().map(Into::into),
        attempts: page.attempts(),
        elapsed_ms: page.elapsed().as_secs_f64() * 1e3,
        warnings: page.warnings().iter().map(WarningFacts::from).collect(),
        extra_json: page.extra().as_json().to_owned(),
        body: BodyHandle { page: page.clone() },
    })
}

/// What comes in the place of a page that cannot cross.
pub(crate) fn too_long() -> napi::Error {
    let reason = "the answer's texts are longer than a string of JavaScript can be; ask for less with a smaller limit";
    bare(ErrorKind::Decode, reason)
}
