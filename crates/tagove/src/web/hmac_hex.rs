//! HMAC-SHA256, and its form as lower-case hex digits.

use crate::TagoveError;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt::Write as _;

/// The code of `bytes` under `secret`, ready to be finished or compared.
///
/// # Errors
/// `InvalidRequest` for an empty secret: everybody knows it.
pub(super) fn mac(secret: &str, bytes: &[u8]) -> Result<Hmac<Sha256>, TagoveError> {
    let unusable = |why| {
        let advice = "take it from the account's settings, where it is made";
        TagoveError::invalid_request(format!("the secret {why}; {advice}"))
    };
    if secret.is_empty() {
        return Err(unusable("is empty"));
    }
    let mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes());
    let mut mac = mac.map_err(|_| unusable("cannot be a key"))?;
    mac.update(bytes);
    Ok(mac)
}

/// Two digits a byte.
pub(super) fn text(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(out, "{byte:02x}");
    }
    out
}

/// The 32 bytes behind 64 lower-case digits; none for any other text.
pub(super) fn bytes(text: &str) -> Option<[u8; 32]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let digits: &[u8; 64] = text.as_bytes().try_into().ok()?;
    let mut out = [0; 32];
    for (byte, pair) in out.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = digit(pair[0])? * 16 + digit(pair[1])?;
    }
    Some(out)
}
