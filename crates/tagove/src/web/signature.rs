//! Whether a webhook was sent by who knows its key.

use super::hmac_hex;
use crate::TagoveError;
use hmac::Mac as _;

/// The header of a webhook that [`verify_webhook_signature`] checks. **Of the vendor's later product** (Acquire, 2021).
pub const WEBHOOK_SIGNATURE_HEADER: &str = "x-acquire-signature";

/// Whether `header` is the signature of `raw_body` under the webhook's key: HMAC-SHA256 as 64 lower-case hex digits.
/// **Of the vendor's later product** (Acquire, 2021).
///
/// `raw_body` is the body as it was received, byte for byte, before anything parsed it. (The vendor's own recipe signs
/// the body parsed and printed again. That is the same only as long as both print alike; where a right signature is
/// refused, that is why.) `header` is the value of [`WEBHOOK_SIGNATURE_HEADER`]; one that is absent, or not of that
/// form, gives `false`. The comparison takes the same time wherever the two differ.
///
/// # Errors
/// `InvalidRequest` if the secret is empty: everybody could sign.
///
/// ```
/// let sent = "fe9a95a2d2d89f4b7a29c9d3d10ae4c4e4ab3d7ee6ff0ab4b4f0ab25e8a2ff3a";
/// assert!(!tagove::verify_webhook_signature("the webhook's key", b"{}", Some(sent))?);
/// assert!(!tagove::verify_webhook_signature("the webhook's key", b"{}", None)?);
/// # Ok::<(), tagove::TagoveError>(())
/// ```
pub fn verify_webhook_signature(
    secret: &str,
    raw_body: &[u8],
    header: Option<&str>,
) -> Result<bool, TagoveError> {
    let mac = hmac_hex::mac(secret, raw_body)?;
    let signature = header.and_then(hmac_hex::bytes);
    Ok(signature.is_some_and(|signature| mac.verify_slice(&signature).is_ok()))
}
