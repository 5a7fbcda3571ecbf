//! What no recording may hold: keys, in every form in which a server or a URL could repeat them.

use crate::secret::{Secret, escaped_len};
use memchr::memmem;
use serde_json::Value;
use std::borrow::Cow;
use std::sync::Arc;

/// What stands in a key's place, in JSON and wherever no markup is.
const PLAIN: &str = "<redacted>";
/// In XML.
const XML: &str = "&lt;redacted&gt;";
/// In a URL.
const URL: &str = "%3Credacted%3E";

/// The keys that a recording met.
#[derive(Debug, Default)]
pub(super) struct Forget {
    met: Vec<Arc<Secret>>,
    /// Every form of every key, the longer ones first.
    forms: Forms,
}

/// Never shown.
#[derive(Default)]
struct Forms(Vec<String>);

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("<redacted>")
    }
}

impl Forget {
    /// From here on this one is kept out as well.
    pub(super) fn meet(&mut self, secret: &Arc<Secret>) {
        if self.met.iter().any(|met| Arc::ptr_eq(met, secret)) {
            return;
        }
        self.met.push(secret.clone());
        for form in secret.forms() {
            self.forms.0.push(form.clone());
        }
        self.forms
            .0
            .sort_by_key(|form| std::cmp::Reverse(form.len()));
        self.forms.0.dedup();
    }

    /// A body without them.
    pub(super) fn in_body<'b>(&self, body: &'b [u8], xml: bool) -> Cow<'b, [u8]> {
        self.replaced(body, if xml { XML } else { PLAIN })
    }

    /// A header's value, or another line, without them; and without the user info of URLs.
    pub(super) fn in_line(&self, line: &str) -> String {
        without_user_info(&self.in_text(line, PLAIN))
    }

    /// Path and query of a URL without them.
    pub(super) fn in_url(&self, target: &str) -> String {
        self.in_text(target, URL)
    }

    /// The texts of an argument without them.
    pub(super) fn in_value(&self, value: &Value) -> Value {
        match value {
            Value::String(text) => self.in_text(text, PLAIN).into(),
            Value::Array(values) => values.iter().map(|value| self.in_value(value)).collect(),
            other => other.clone(),
        }
    }

    fn in_text(&self, text: &str, instead: &str) -> String {
        String::from_utf8_lossy(&self.replaced(text.as_bytes(), instead)).into_owned()
    }

    fn replaced<'b>(&self, bytes: &'b [u8], instead: &str) -> Cow<'b, [u8]> {
        let mut out = Cow::Borrowed(bytes);
        for form in &self.forms.0 {
            let found: Vec<usize> = memmem::find_iter(&out, form.as_bytes()).collect();
            if found.is_empty() {
                continue;
            }
            let (mut cut, mut told) = (Vec::with_capacity(out.len()), 0);
            for at in found {
                cut.extend_from_slice(&out[told..at]);
                cut.extend_from_slice(instead.as_bytes());
                told = at + form.len();
            }
            cut.extend_from_slice(&out[told..]);
            out = Cow::Owned(cut);
        }
        match memchr::memchr3(b'%', b'\\', b'&', &out) {
            Some(_) => Cow::Owned(self.unescaped(&out, instead)),
            None => out,
        }
    }

    /// Without the forms of which some letters are escaped.
    fn unescaped(&self, bytes: &[u8], instead: &str) -> Vec<u8> {
        let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
        while let Some(&byte) = bytes.get(at) {
            let forms = &mut self.forms.0.iter();
            match forms.find_map(|form| escaped_len(&bytes[at..], form)) {
                Some(len) => {
                    out.extend_from_slice(instead.as_bytes());
                    at += len;
                }
                None => {
                    out.push(byte);
                    at += 1;
                }
            }
        }
        out
    }
}

/// `https://user:password@host` without what stands before the `@`.
fn without_user_info(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("//") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        let end = after
            .find(|c: char| matches!(c, '/' | '?' | '#' | '"' | '>' | ',') || c.is_whitespace())
            .unwrap_or(after.len());
        rest = match after[..end].rfind('@') {
            Some(user) => {
                out.push_str(PLAIN);
                &after[user..]
            }
            None => after,
        };
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forget(key: &str) -> Forget {
        let mut forget = Forget::default();
        forget.meet(&Arc::new(Secret::key(key.to_owned()).expect("a key")));
        forget
    }

    #[test]
    fn key_is_forgotten_in_every_form() {
        let forget = forget("s3cret/&key");
        for told in [
            "s3cret/&key",
            r"s3cret\/&key",
            "s3cret/&amp;key",
            "s3cret%2F%26key",
            "s3cret%2f%26key",
            "czNjcmV0LyZrZXk6",
            "czNjcmV0LyZrZXk=",
        ] {
            let body = format!("a {told} b {told}");
            assert_eq!(
                &*forget.in_body(body.as_bytes(), false),
                b"a <redacted> b <redacted>"
            );
        }
        assert_eq!(
            &*forget.in_body(b"<a>s3cret/&amp;key</a>", true),
            b"<a>&lt;redacted&gt;</a>"
        );
        assert_eq!(
            forget.in_url("/chat/s3cret%2F%26key"),
            "/chat/%3Credacted%3E"
        );
    }

    #[test]
    fn user_info_of_a_url_is_forgotten() {
        let line = Forget::default().in_line("https://u:p@h/x?a=b@c, <//u@h> //h/a@b mailto:a@b");
        assert_eq!(
            line,
            "https://<redacted>@h/x?a=b@c, <//<redacted>@h> //h/a@b mailto:a@b"
        );
    }
}
