//! What is asked of the core, apart from lists.

use crate::errors::{configuration, invalid_request};
use crate::options::Whole;
use pyo3::prelude::*;
use tagove::{PageInfo, TagoveError};

/// The operations that give one answer, by the name of their path's id.
#[derive(Clone, Copy)]
pub(crate) enum Single {
    Chat,
    Messages,
    Recording,
    Sessions,
}

impl Single {
    pub(crate) fn named(py: Python<'_>, operation: &str) -> PyResult<Self> {
        Ok(match operation {
            "get_chat" => Self::Chat,
            "list_messages" => Self::Messages,
            "get_recording" => Self::Recording,
            "get_visitor_sessions" => Self::Sessions,
            _ => return Err(configuration(py, "no such operation")),
        })
    }

    pub(crate) async fn ask(
        self,
        client: tagove::Client,
        id: String,
    ) -> Result<PageInfo, TagoveError> {
        Ok(match self {
            Self::Chat => client.get_chat(&id).await?.page().clone(),
            Self::Messages => client.list_messages(&id).await?.page().clone(),
            Self::Recording => client.get_recording(&id).await?.page().clone(),
            Self::Sessions => client.get_visitor_sessions(&id).await?.page().clone(),
        })
    }
}

/// A parameter that the core judges, as far as it can hold it.
pub(crate) fn number(py: Python<'_>, name: &str, given: Whole) -> PyResult<i64> {
    match given.0 {
        i64::MAX => Err(invalid_request(
            py,
            &format!("{name} is larger than any list; give a smaller one"),
        )),
        number => Ok(number),
    }
}

/// Asks for a path that no operation models.
pub(crate) async fn raw(
    client: tagove::Client,
    method: String,
    path: String,
    query: Vec<(String, String)>,
) -> Result<tagove::RawAnswer, TagoveError> {
    let query: Vec<(&str, &str)> = query
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    client.request(&method, &path, &query).await
}
