//! The messages of a cassette, read back.

use super::target::Asked;
use crate::TagoveError;
use reqwest::header::{CONTENT_LENGTH, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING};
use std::path::Path;

const MAX_HEADERS: usize = 128;

/// An answer as it was recorded, still compressed if it is so there.
#[derive(Clone)]
pub(super) struct Recorded {
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// It may hold people's words.
impl std::fmt::Debug for Recorded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recorded")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// Reads what was asked.
pub(super) fn request(path: &Path) -> Result<Asked, TagoveError> {
    let bytes = read(path)?;
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    match request.parse(&bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        _ => return Err(refused(path, "is no whole HTTP/1.1 request")),
    }
    let target = request.path.unwrap_or_default();
    if !target.starts_with('/') {
        return Err(refused(path, "asks for no path that begins with a slash"));
    }
    Ok(Asked::new(request.method.unwrap_or_default(), target))
}

/// Reads what was answered.
pub(super) fn response(path: &Path) -> Result<Recorded, TagoveError> {
    let bytes = read(path)?;
    let mut slots = [httparse::EMPTY_HEADER; MAX_HEADERS];
    let mut response = httparse::Response::new(&mut slots);
    let Ok(httparse::Status::Complete(length)) = response.parse(&bytes) else {
        return Err(refused(path, "is no whole HTTP/1.1 response"));
    };
    let mut headers = HeaderMap::new();
    for header in &*response.headers {
        let name = HeaderName::from_bytes(header.name.as_bytes());
        let (Ok(name), Ok(value)) = (name, HeaderValue::from_bytes(header.value)) else {
            return Err(refused(path, "has a header that is none"));
        };
        headers.append(name, value);
    }
    let rest = bytes.get(length..).unwrap_or_default();
    let body = body(&headers, rest).map_err(|why| refused(path, &why))?;
    headers.remove(TRANSFER_ENCODING);
    let status = response.code.unwrap_or_default();
    // What a client makes of 1xx is not to answer.
    if !(200..600).contains(&status) {
        return Err(refused(path, "has a status that ends no request"));
    }
    Ok(Recorded {
        status,
        headers,
        body,
    })
}

impl Recorded {
    /// The answer as if it had just come.
    pub(super) fn answer(&self) -> reqwest::Response {
        let mut answer = http::Response::new(self.body.clone());
        // It was checked when it was read.
        *answer.status_mut() = http::StatusCode::from_u16(self.status).unwrap_or_default();
        *answer.headers_mut() = self.headers.clone();
        answer.into()
    }
}

/// The body: as long as announced, or in chunks, or to the end.
fn body(headers: &HeaderMap, rest: &[u8]) -> Result<Vec<u8>, String> {
    if headers.contains_key(TRANSFER_ENCODING) {
        return chunks(rest).ok_or_else(|| "is not whole: its chunks do not end".to_owned());
    }
    let Some(announced) = headers.get(CONTENT_LENGTH) else {
        return Ok(rest.to_vec());
    };
    let announced = announced.to_str().ok();
    match announced.and_then(|text| text.parse::<usize>().ok()) {
        Some(length) if rest.len() == length => Ok(rest.to_vec()),
        Some(length) => Err(format!(
            "announces {length} bytes of body and holds {}; a connection that breaks cannot be replayed",
            rest.len()
        )),
        None => Err("has a Content-Length that is no number".to_owned()),
    }
}

fn chunks(mut rest: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let Ok(httparse::Status::Complete((start, size))) = httparse::parse_chunk_size(rest) else {
            return None;
        };
        rest = rest.get(start..)?;
        if size == 0 {
            return Some(body);
        }
        let size = usize::try_from(size).ok()?;
        body.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

fn read(path: &Path) -> Result<Vec<u8>, TagoveError> {
    // Anything else than a file may have no end.
    let is_file = std::fs::metadata(path).map(|found| found.is_file());
    let bytes = is_file.and_then(|is_file| match is_file {
        true => std::fs::read(path),
        false => Err(std::io::Error::other("it is no file")),
    });
    bytes.map_err(|error| {
        TagoveError::configuration(format!(
            "replay: {} cannot be read ({error}); record it again",
            path.display()
        ))
    })
}

fn refused(path: &Path, why: &str) -> TagoveError {
    TagoveError::configuration(format!(
        "replay: {} {why}; correct it, or record it again",
        path.display()
    ))
}
