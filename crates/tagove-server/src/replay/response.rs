//! A recorded response, and whether another one can follow it on the same connection.

use super::head::is_close;

/// The bytes to send.
#[derive(Debug)]
pub(super) struct Recorded {
    pub(super) bytes: Vec<u8>,
    /// Whether the client can tell where the response ends, and is not told to close.
    pub(super) keeps_alive: bool,
}

impl Recorded {
    pub(super) fn new(bytes: Vec<u8>) -> Self {
        let keeps_alive = is_delimited(&bytes).unwrap_or(false);
        Self { bytes, keeps_alive }
    }
}

/// None for what is no response at all; it is played nevertheless.
fn is_delimited(bytes: &[u8]) -> Option<bool> {
    let mut headers = [httparse::EMPTY_HEADER; 128];
    let mut response = httparse::Response::new(&mut headers);
    let Ok(httparse::Status::Complete(length)) = response.parse(bytes) else {
        return None;
    };
    let body = bytes.get(length..)?;
    let values = |name: &str| {
        response
            .headers
            .iter()
            .filter(|header| header.name.eq_ignore_ascii_case(name))
            .map(|header| header.value.trim_ascii())
            .collect::<Vec<_>>()
    };
    if response.version != Some(1) || values("connection").into_iter().any(is_close) {
        return Some(false);
    }
    if matches!(response.code, Some(204 | 304)) {
        return Some(body.is_empty());
    }
    Some(
        match (&*values("transfer-encoding"), &*values("content-length")) {
            ([coding], []) => {
                coding.eq_ignore_ascii_case(b"chunked") && chunks_end(body) == Some(true)
            }
            ([], [announced]) => std::str::from_utf8(announced).ok()?.parse() == Ok(body.len()),
            _ => false,
        },
    )
}

/// Whether the last chunk ends exactly with `body`.
fn chunks_end(mut body: &[u8]) -> Option<bool> {
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(body) else {
            return None;
        };
        body = body.get(start..)?;
        if size == 0 {
            // Trailers are not looked into: with them the connection is closed.
            return Some(body == b"\r\n");
        }
        let size = usize::try_from(size).ok()?;
        body = body.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

#[cfg(test)]
mod tests {
    use super::Recorded;

    #[test]
    fn recorded_framing_decides_whether_the_connection_is_kept() {
        let head = "HTTP/1.1 200 OK\r\n";
        for (keeps_alive, rest) in [
            (true, "Content-Length: 2\r\n\r\n{}"),
            (false, "Content-Length: 3\r\n\r\n{}"),
            (false, "Content-Length: 1\r\n\r\n{}"),
            (false, "Content-Length: 2\r\nConnection: Close\r\n\r\n{}"),
            (false, "\r\n{}"),
            (
                true,
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
            ),
            (false, "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"),
            (
                false,
                "Transfer-Encoding: chunked\r\n\r\n5\r\n{}\r\n0\r\n\r\n",
            ),
            (
                false,
                "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\nmore",
            ),
            (false, "no header\r\n\r\n"),
        ] {
            let recorded = Recorded::new(format!("{head}{rest}").into_bytes());
            assert_eq!(recorded.keeps_alive, keeps_alive, "{rest:?}");
        }
        let empty = |text: &str| Recorded::new(text.into()).keeps_alive;
        assert!(empty("HTTP/1.1 204 No Content\r\n\r\n"));
        assert!(!empty("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n"));
        assert!(!empty(""));
    }
}
