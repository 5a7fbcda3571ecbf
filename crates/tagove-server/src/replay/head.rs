//! The head of a request: request line and headers.

/// More than this before the empty line is no request we know.
pub(super) const MAX_HEAD: usize = 64 * 1024;

const MAX_HEADERS: usize = 128;

/// A request without its body.
#[derive(Debug)]
pub(super) struct Head {
    pub(super) method: String,
    /// Path and query as sent.
    pub(super) target: String,
    /// HTTP/1.0 closes unless told otherwise.
    is_1_0: bool,
    headers: Vec<(String, Vec<u8>)>,
}

impl Head {
    /// The head and its length, none if more bytes are needed.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<(Self, usize)>, String> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let length = match request.parse(bytes) {
            Ok(httparse::Status::Complete(length)) => length,
            Ok(httparse::Status::Partial) => return Ok(None),
            Err(error) => return Err(format!("is no HTTP/1 request: {error}")),
        };
        let target = request.path.unwrap_or_default().to_owned();
        if !target.starts_with('/') {
            return Err(format!(
                "asks for `{target}`, which does not begin with a slash"
            ));
        }
        let head = Self {
            method: request.method.unwrap_or_default().to_owned(),
            target,
            is_1_0: request.version == Some(0),
            headers: request
                .headers
                .iter()
                .map(|header| {
                    (
                        header.name.to_ascii_lowercase(),
                        header.value.trim_ascii().to_vec(),
                    )
                })
                .collect(),
        };
        Ok(Some((head, length)))
    }

    pub(super) fn version(&self) -> &'static str {
        match self.is_1_0 {
            true => "HTTP/1.0",
            false => "HTTP/1.1",
        }
    }

    /// The value of a header named in lower case; several are joined by a comma.
    pub(super) fn header(&self, name: &str) -> Option<Vec<u8>> {
        let values: Vec<&[u8]> = self
            .headers
            .iter()
            .filter(|(header, _)| header == name)
            .map(|(_, value)| value.as_slice())
            .collect();
        (!values.is_empty()).then(|| values.join(&b", "[..]))
    }

    /// Whether the client wants the connection to end with this request.
    pub(super) fn closes(&self) -> bool {
        self.is_1_0
            || self
                .header("connection")
                .is_some_and(|value| is_close(&value))
    }

    /// How many bytes of body follow; none if that cannot be told.
    pub(super) fn body_length(&self) -> Option<usize> {
        if self.header("transfer-encoding").is_some() {
            return None;
        }
        match self.header("content-length") {
            Some(value) => std::str::from_utf8(&value).ok()?.parse().ok(),
            None => Some(0),
        }
    }
}

/// Whether a `Connection` header says `close`.
pub(super) fn is_close(value: &[u8]) -> bool {
    value
        .split(|byte| *byte == b',')
        .any(|token| token.trim_ascii().eq_ignore_ascii_case(b"close"))
}
