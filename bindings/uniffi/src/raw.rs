//! The answer to a request that no operation models.

use crate::bytes::Bytes;
use std::sync::Arc;

/// A whole answer. An object, because a record would print the body on the other side.
#[derive(Debug, uniffi::Object)]
pub struct RawAnswer(tagove::RawAnswer);

/// A name and its value.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Pair {
    /// The name.
    pub name: String,
    /// The value.
    pub value: String,
}

#[uniffi::export]
impl RawAnswer {
    /// The HTTP status, below 300: others are errors.
    #[must_use]
    pub fn status(&self) -> i32 {
        self.0.status.into()
    }

    /// The headers, names in lower case; one that came twice is there twice.
    #[must_use]
    pub fn headers(&self) -> Vec<Pair> {
        let headers = self.0.headers.iter().cloned();
        headers.map(|(name, value)| Pair { name, value }).collect()
    }

    /// The body, decompressed.
    #[must_use]
    pub fn body(&self) -> Bytes {
        Bytes(self.0.body.clone())
    }

    /// How many requests were made for it.
    #[must_use]
    pub fn attempts(&self) -> i64 {
        self.0.attempts.into()
    }
}

impl From<tagove::RawAnswer> for RawAnswer {
    fn from(answer: tagove::RawAnswer) -> Self {
        Self(answer)
    }
}

/// Asks for a path.
pub(crate) async fn ask(
    client: tagove::Client,
    method: String,
    path: String,
    query: Vec<Pair>,
) -> Result<Arc<RawAnswer>, tagove::TagoveError> {
    let pairs: Vec<(&str, &str)> = query
        .iter()
        .map(|pair| (&*pair.name, &*pair.value))
        .collect();
    Ok(Arc::new(
        client.request(&method, &path, &pairs).await?.into(),
    ))
}
