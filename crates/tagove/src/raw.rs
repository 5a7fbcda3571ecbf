//! The escape hatch: requests to endpoints that have no operation here.

use crate::call::{Call, CallId};
use crate::transport::Received;
use crate::{Client, TagoveError, header, read};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::Map;
use std::fmt;

/// What stands in a path as it is: what a URL's path may hold, and escapes that are there already.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'\\');

/// A whole answer to [`Client::request`]. Its `Debug` shows no body.
#[derive(Clone)]
#[non_exhaustive]
pub struct RawAnswer {
    /// The HTTP status, below 300: others are errors.
    pub status: u16,
    /// The headers, names in lower case; one that came twice is there twice. A value that is not UTF-8 is read as
    /// ISO-8859-1.
    pub headers: Vec<(String, String)>,
    /// The body, decompressed.
    pub body: Vec<u8>,
    /// How many requests were made for it.
    pub attempts: u32,
}

impl fmt::Debug for RawAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawAnswer")
            .field("status", &self.status)
            .field("headers", &self.headers.len())
            .field("bytes", &self.body.len())
            .field("attempts", &self.attempts)
            .finish()
    }
}

impl Client {
    /// Asks for a path below the base URL that no operation models, with the same key, retries, budgets and errors. The
    /// only method is `GET`: this API only reads.
    ///
    /// ```no_run
    /// # async fn run(client: tagove::Client) -> Result<(), tagove::TagoveError> {
    /// let answer = client.request("GET", "/departments", &[("limit", "5")]).await?;
    /// println!("{} bytes with status {}", answer.body.len(), answer.status);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// `InvalidRequest` if the method is not `GET`, or the path leaves the base URL or holds a `?` or `#` (parameters are
    /// given as `query`); the kind of the failure if the
    /// status is 300 or above; any other kind as it comes.
    pub async fn request(
        &self,
        method: &str,
        path: &str,
        query: &[(&str, &str)],
    ) -> Result<RawAnswer, TagoveError> {
        if method != "GET" {
            return Err(TagoveError::invalid_request(
                "this API only reads: the method is GET",
            ));
        }
        // A URL takes `%2e` for a dot as well.
        let leaves = path
            .split('/')
            .any(|part| matches!(&*part.to_ascii_lowercase().replace("%2e", "."), "." | ".."));
        if !path.starts_with('/') || path.starts_with("//") || leaves {
            return Err(TagoveError::invalid_request(
                "the path begins with one / and stays below base_url",
            ));
        }
        // Escaped, it would be a name that no server has.
        if let Some(mark) = path.chars().find(|mark| matches!(mark, '?' | '#')) {
            return Err(TagoveError::invalid_request(format!(
                "the path holds a `{mark}`, where a path ends; give parameters as the option query (a `{mark}` of the path itself is written %{:X})",
                u32::from(mark)
            )));
        }
        let query: Vec<(&str, String)> = query
            .iter()
            .map(|&(name, value)| (name, value.to_owned()))
            .collect();
        let asked: Vec<String> = query
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let call = Call {
            id: CallId::new(),
            operation: "request",
            template: None,
            arguments: Map::from_iter([
                ("path".to_owned(), path.into()),
                ("query".to_owned(), asked.into()),
            ]),
            url: self.url(&utf8_percent_encode(path, PATH).to_string(), &query),
        };
        let Received { head, body, key } = self.receive(&call).await?;
        if head.status >= 300 {
            return Err(read::failure(&head, &body, self.reading(), &key));
        }
        let headers = head.headers.iter();
        Ok(RawAnswer {
            status: head.status,
            headers: headers
                .map(|(name, value)| (name.as_str().to_owned(), header::text(value)))
                .collect(),
            body,
            attempts: head.attempts,
        })
    }
}
