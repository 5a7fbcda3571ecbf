//! The key a request brings.

use axum::http::{HeaderMap, header};

use super::answer::Refusal;
use crate::base64;

/// Lets in `Bearer <key>`, and `Basic` with the key as user name and no password. The
/// refusal never repeats what was sent.
pub(super) fn check(headers: &HeaderMap, expected: Option<&str>) -> Result<(), Refusal> {
    let sent = headers
        .get(header::AUTHORIZATION)
        .ok_or_else(|| Refusal::unauthorized("An API key is needed."))?;
    let key = key(sent.as_bytes())
        .filter(|key| !key.is_empty())
        .ok_or_else(|| {
            Refusal::unauthorized(
                "The key goes into `Bearer <key>`, or `Basic` as user name without password.",
            )
        })?;
    if expected.is_some_and(|expected| expected.as_bytes() != key) {
        return Err(Refusal::unauthorized("The API key is not valid."));
    }
    Ok(())
}

fn key(sent: &[u8]) -> Option<Vec<u8>> {
    let blank = sent.iter().position(|byte| *byte == b' ')?;
    let (scheme, rest) = sent.split_at(blank);
    let rest = rest.trim_ascii();
    if scheme.eq_ignore_ascii_case(b"bearer") {
        Some(rest.to_vec())
    } else if scheme.eq_ignore_ascii_case(b"basic") {
        let pair = base64::decode(rest)?;
        pair.strip_suffix(b":")
            .filter(|key| !key.contains(&b':'))
            .map(<[u8]>::to_vec)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn key_basic_with_password_is_none() {
        assert_eq!(key(b"basic YTo=").as_deref(), Some(&b"a"[..]));
        assert_eq!(key(b"Basic YTpi"), None);
        assert_eq!(key(b"Digest a"), None);
    }
}
