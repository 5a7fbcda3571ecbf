//! The key a request brings.

use axum::http::{HeaderMap, header};

use super::answer::Refusal;

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
        let pair = base64(rest)?;
        pair.strip_suffix(b":")
            .filter(|key| !key.contains(&b':'))
            .map(<[u8]>::to_vec)
    } else {
        None
    }
}

/// Base64 of the usual alphabet, padded.
fn base64(text: &[u8]) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(4) {
        return None;
    }
    let digits = text
        .strip_suffix(b"==")
        .or(text.strip_suffix(b"="))
        .unwrap_or(text);
    let mut bytes = Vec::with_capacity(text.len());
    for group in digits.chunks(4) {
        let mut bits = 0_u32;
        for digit in group {
            bits = bits << 6 | sextet(*digit)?;
        }
        bits <<= 6 * (4 - group.len());
        bytes.extend_from_slice(&bits.to_be_bytes()[1..group.len()]);
    }
    Some(bytes)
}

fn sextet(digit: u8) -> Option<u32> {
    Some(u32::from(match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    }))
}

#[cfg(test)]
mod tests {
    use super::{base64, key};

    #[test]
    fn base64_every_padding_is_decoded() {
        for (text, bytes) in [
            ("", ""),
            ("Zg==", "f"),
            ("Zm8=", "fo"),
            ("Zm9v", "foo"),
            ("Pz8/Pg==", "???>"),
        ] {
            assert_eq!(
                base64(text.as_bytes()).as_deref(),
                Some(bytes.as_bytes()),
                "{text}"
            );
        }
        assert_eq!(base64(b"Zm9"), None);
        assert_eq!(base64(b"Zm9*"), None);
    }

    #[test]
    fn key_basic_with_password_is_none() {
        assert_eq!(key(b"basic YTo=").as_deref(), Some(&b"a"[..]));
        assert_eq!(key(b"Basic YTpi"), None);
        assert_eq!(key(b"Digest a"), None);
    }
}
