//! A request as a proxy gets it.

/// More than this before the empty line is no request we know.
pub(super) const MAX_HEAD: usize = 64 * 1024;

const MAX_HEADERS: usize = 128;

/// The headers that are for the proxy, and no further.
const OURS: [&str; 3] = ["proxy-authorization", "proxy-connection", "connection"];

#[derive(Debug)]
pub(super) struct Request {
    pub(super) method: String,
    /// As sent.
    pub(super) target: String,
    headers: Vec<(String, Vec<u8>)>,
}

impl Request {
    /// The request and how long its head is; none if more bytes are needed.
    pub(super) fn parse(bytes: &[u8]) -> Result<Option<(Self, usize)>, httparse::Error> {
        let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
        let mut request = httparse::Request::new(&mut headers);
        let httparse::Status::Complete(length) = request.parse(bytes)? else {
            return Ok(None);
        };
        let headers = request.headers.iter();
        let headers = headers.map(|header| (header.name.to_owned(), header.value.to_vec()));
        let request = Self {
            method: request.method.unwrap_or_default().to_owned(),
            target: request.path.unwrap_or_default().to_owned(),
            headers: headers.collect(),
        };
        Ok(Some((request, length)))
    }

    /// The first value of a header named in lower case.
    pub(super) fn header(&self, name: &str) -> Option<&[u8]> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(header, _)| header.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim_ascii())
    }

    pub(super) fn is_connect(&self) -> bool {
        self.method == "CONNECT"
    }

    /// `HOST:PORT` to go to; none if the target has no place in it.
    pub(super) fn place(&self) -> Option<String> {
        if self.is_connect() {
            return self.target.contains(':').then(|| self.target.clone());
        }
        let (place, _) = self.absolute()?;
        let has_port = place
            .rsplit_once(':')
            .is_some_and(|(_, port)| port.bytes().all(|byte| byte.is_ascii_digit()));
        Some(if has_port {
            place.to_owned()
        } else {
            format!("{place}:80")
        })
    }

    /// The head for the server behind the proxy, which is to close after its answer.
    pub(super) fn forwarded(&self) -> Vec<u8> {
        let path = self.absolute().map_or("", |(_, path)| path);
        let slash = if path.starts_with('/') { "" } else { "/" };
        let mut head = format!("{} {slash}{path} HTTP/1.1\r\n", self.method).into_bytes();
        for (name, value) in &self.headers {
            if !OURS.iter().any(|ours| name.eq_ignore_ascii_case(ours)) {
                head.extend_from_slice(name.as_bytes());
                head.extend_from_slice(b": ");
                head.extend_from_slice(value);
                head.extend_from_slice(b"\r\n");
            }
        }
        head.extend_from_slice(b"Connection: close\r\n\r\n");
        head
    }

    /// Place and path of a target in absolute form.
    fn absolute(&self) -> Option<(&str, &str)> {
        let rest = self.target.strip_prefix("http://")?;
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        Some(rest.split_at(end)).filter(|(place, _)| !place.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::Request;

    fn request(target: &str) -> Request {
        let head = format!(
            "GET {target} HTTP/1.1\r\nHost: a\r\nProxy-Connection: keep-alive\r\nX: y\r\nConnection: keep-alive\r\n\r\n"
        );
        let parsed = Request::parse(head.as_bytes()).expect("a request");
        parsed.expect("whole").0
    }

    #[test]
    fn request_absolute_target_is_split_into_place_and_path() {
        for (target, place, line) in [
            ("http://a:81/b?c", Some("a:81"), "GET /b?c "),
            ("http://a", Some("a:80"), "GET / "),
            ("http://[::1]:5?b", Some("[::1]:5"), "GET /?b "),
            ("http://", None, ""),
            ("/b", None, ""),
            ("https://a/", None, ""),
        ] {
            let request = request(target);
            assert_eq!(request.place().as_deref(), place, "{target}");
            if place.is_some() {
                let head = String::from_utf8(request.forwarded()).expect("UTF-8");
                let rest = "HTTP/1.1\r\nHost: a\r\nX: y\r\nConnection: close\r\n\r\n";
                assert_eq!(head, format!("{line}{rest}"));
            }
        }
    }
}
