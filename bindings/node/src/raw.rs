//! The answer to a request that no operation models.

use napi::bindgen_prelude::Buffer;
use napi_derive::napi;
use tagove::{Client, RawAnswer, TagoveError};

/// What crosses of a whole answer.
#[napi(object, object_from_js = false)]
pub struct RawCrossing {
    /// The HTTP status, below 300: others are errors.
    pub status: u32,
    /// Names in lower case and values, in turn.
    pub headers: Vec<String>,
    /// The body, decompressed.
    pub body: Buffer,
    /// How many requests were made for it.
    pub attempts: u32,
}

impl From<RawAnswer> for RawCrossing {
    fn from(answer: RawAnswer) -> Self {
        let headers = answer.headers.into_iter();
        Self {
            status: answer.status.into(),
            headers: headers.flat_map(|(name, value)| [name, value]).collect(),
            body: answer.body.into(),
            attempts: answer.attempts,
        }
    }
}

/// Asks for a path. Names of the query and their values come in turn.
pub(crate) async fn ask(
    client: Client,
    method: String,
    path: String,
    query: Vec<String>,
) -> Result<RawAnswer, TagoveError> {
    let pairs: Vec<(&str, &str)> = query
        .chunks_exact(2)
        .map(|pair| (&*pair[0], &*pair[1]))
        .collect();
    client.request(&method, &path, &pairs).await
}
