//! The nonce of a page's Content-Security-Policy.

use crate::TagoveError;

/// More than any policy has; a nonce of 128 bits is 24 characters.
const MOST: usize = 256;

/// The nonce as it was given, if it can stand between quotes in a tag: what the CSP standard calls `base64-value`.
///
/// # Errors
/// `InvalidRequest` for anything else. The nonce is not repeated: it opens the page's policy for one answer.
pub(super) fn checked(nonce: &str) -> Result<&str, TagoveError> {
    let digits = nonce.trim_end_matches('=');
    let padding = nonce.len() - digits.len();
    let is_digit = |byte: u8| byte.is_ascii_alphanumeric() || b"+/-_".contains(&byte);
    let sound = !digits.is_empty() && digits.bytes().all(is_digit) && padding <= 2;
    if sound && nonce.len() <= MOST {
        return Ok(nonce);
    }
    Err(TagoveError::invalid_request(format!(
        "nonce is not base64 or base64url of 1 to {MOST} characters; give the one of this answer's \
         Content-Security-Policy, without `nonce-` and quotes"
    )))
}
