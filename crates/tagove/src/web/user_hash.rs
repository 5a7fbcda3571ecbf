//! The proof that a customer is who the page says.

use super::hmac_hex;
use crate::TagoveError;
use hmac::Mac as _;

/// The proof that a page's customer is who it says: HMAC-SHA256 of the e-mail under the account's secret, as 64
/// lower-case hex digits. **Of the vendor's later product** (Acquire); an account of Tagove's own may not look at it.
///
/// Make it on the server only: who has the secret can be every customer. The e-mail is hashed as it is given, in UTF-8,
/// neither trimmed nor lower-cased; the hash is worth nothing without that same e-mail beside it in the page
/// ([`SnippetOptions::user_hash`](crate::SnippetOptions::user_hash)). Neither argument is in any error.
///
/// # Errors
/// `InvalidRequest` if the secret or the e-mail is empty.
///
/// ```
/// let hash = tagove::user_hash("an example, not a secret", "ada@example.com")?;
/// assert_eq!(hash.len(), 64);
/// # Ok::<(), tagove::TagoveError>(())
/// ```
pub fn user_hash(secret: &str, email: &str) -> Result<String, TagoveError> {
    let mac = hmac_hex::mac(secret, email.as_bytes())?;
    if email.is_empty() {
        return Err(TagoveError::invalid_request(
            "the e-mail is empty; without one there is nobody to prove, so leave user_hash out",
        ));
    }
    Ok(hmac_hex::text(&mac.finalize().into_bytes()))
}
