//! What a body is, whatever its headers say.

use crate::json::Fault;
use crate::limits::Limits;
use crate::xml;
use std::borrow::Cow;

/// What is wrong with a body that is a page for people.
pub(crate) const HTML_PAGE: &str = "the body is an HTML page";

/// A body as the decoder reads it.
#[derive(Clone, Copy)]
pub(crate) struct Source<'a> {
    /// JSON: the body itself, or what an XML body stands for.
    pub(crate) text: &'a str,
    /// Where the JSON begins: behind a byte order mark.
    pub(crate) start: usize,
    pub(crate) xml: bool,
}

/// A body that is text, and of a kind that we read.
pub(crate) struct Body<'b> {
    /// The body as it came.
    pub(crate) given: &'b str,
    json: Cow<'b, str>,
    start: usize,
    xml: bool,
}

impl Body<'_> {
    pub(crate) fn source(&self) -> Source<'_> {
        Source {
            text: &self.json,
            start: self.start,
            xml: self.xml,
        }
    }
}

/// Looks at the first bytes, then at all of them.
pub(crate) fn read<'b>(body: &'b [u8], limits: &Limits) -> Result<Body<'b>, Box<Fault>> {
    let start = if body.starts_with(b"\xEF\xBB\xBF") {
        3
    } else {
        0
    };
    let content = content(body);
    let at = body.len() - content.len();
    let xml = content.first() == Some(&b'<');
    let what = match content {
        [] => Some("the body is empty"),
        [b'{' | b'[', ..] => None,
        [0x1f, 0x8b, ..] => Some("the body is gzip without the header that says so"),
        html if is_html(html) => Some(match begins_page(html) {
            true => HTML_PAGE,
            false => "the body begins with HTML, as a warning of PHP does",
        }),
        [b'<', ..] => None,
        _ => Some("the body begins neither as JSON nor as XML does"),
    };
    if let Some(what) = what {
        return Err(Fault::byte(at, what));
    }
    let given = match simdutf8::compat::from_utf8(body) {
        Ok(text) => text,
        Err(error) => return Err(Fault::byte(error.valid_up_to(), "the body is not UTF-8")),
    };
    if !xml {
        return Ok(Body {
            given,
            json: Cow::Borrowed(given),
            start,
            xml,
        });
    }
    Ok(Body {
        given,
        json: Cow::Owned(xml::to_json(given, at, limits)?),
        start: 0,
        xml,
    })
}

/// A body from its first byte that is neither a byte order mark nor white space.
pub(crate) fn content(body: &[u8]) -> &[u8] {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body);
    let blank = body
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
        .count();
    &body[blank..]
}

/// A page for people, or a PHP warning before the answer.
pub(crate) fn is_html(body: &[u8]) -> bool {
    begins_page(body) || begins_with(body, &["<br", "<b"])
}

fn begins_page(body: &[u8]) -> bool {
    begins_with(body, &["<!doctype html", "<html", "<head", "<body"])
}

fn begins_with(body: &[u8], tags: &[&str]) -> bool {
    tags.iter().any(|tag| {
        let begins = body
            .get(..tag.len())
            .is_some_and(|begin| begin.eq_ignore_ascii_case(tag.as_bytes()));
        // `<broadcast>` is a root like any other.
        begins
            && matches!(
                body.get(tag.len()),
                None | Some(b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n')
            )
    })
}
