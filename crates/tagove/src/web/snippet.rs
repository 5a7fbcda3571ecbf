//! The script that tells the chat widget who is logged in.

use super::customer::Customer;
use super::hmac_hex;
use super::nonce;
use super::script_json::push_text;
use super::snippet_options::{SnippetForm, SnippetOptions};
use crate::TagoveError;

/// The script of [`SnippetForm::DataBlock`], the same in every page: it hands the block of data before it to the widget.
pub const BOOT_SCRIPT: &str = "window.tagove=window.tagove||[];\
    window.tagove.push(JSON.parse(document.currentScript.previousElementSibling.textContent));";

/// The hash of [`BOOT_SCRIPT`] for a Content-Security-Policy, where it stands in single quotes:
/// `script-src 'sha256-…'`. It changes only with a new major version of this library.
///
/// ```
/// let policy = format!("script-src 'self' '{}'", tagove::BOOT_SCRIPT_HASH);
/// assert!(policy.starts_with("script-src 'self' 'sha256-"));
/// ```
pub const BOOT_SCRIPT_HASH: &str = "sha256-Nngv3I3mPEeTkEjtMlT/+yysNMnlA4KJJJiZMlWkQN4=";

/// The HTML that tells the chat widget who is logged in: it belongs into `<head>`, before the widget's own code.
///
/// Every text arrives in the browser character for character, whatever it holds, in HTML and XHTML pages of every
/// charset that contains ASCII, and never ends the script or begins another element: it stands there as JSON of
/// printable ASCII without `<`, `>`, `&` and `'`. The result is ready to be put into the page, **unescaped**. It is
/// empty if the customer is.
///
/// # Errors
/// `InvalidRequest`, and nothing of the HTML: a nonce that is none; a field above 64 KiB; a `user_hash` that is none,
/// or that comes without the e-mail.
///
/// ```
/// use tagove::{Customer, SnippetOptions, customer_snippet};
///
/// let html = customer_snippet(&Customer::new().name("O'Hara"), &SnippetOptions::new().nonce("cGFnZQ=="))?;
/// assert_eq!(
///     html,
///     r#"<script nonce="cGFnZQ==">window.tagove=window.tagove||[];window.tagove.push({"userDetails":{"name":"O\u0027Hara"}});</script>"#
/// );
/// # Ok::<(), tagove::TagoveError>(())
/// ```
pub fn customer_snippet(
    customer: &Customer,
    options: &SnippetOptions,
) -> Result<String, TagoveError> {
    let nonce = options.nonce.as_deref().map(nonce::checked).transpose()?;
    customer.check()?;
    let user_hash = user_hash(customer, options)?;
    if customer.given().next().is_none() {
        return Ok(String::new());
    }
    let json = pushed(customer, user_hash);
    let nonce = nonce.map_or_else(String::new, |nonce| format!(" nonce=\"{nonce}\""));
    Ok(match options.form {
        SnippetForm::Inline => format!(
            "<script{nonce}>window.tagove=window.tagove||[];window.tagove.push({json});</script>"
        ),
        SnippetForm::DataBlock => format!(
            "<script type=\"application/json\">{json}</script><script{nonce}>{BOOT_SCRIPT}</script>"
        ),
    })
}

/// The hash, if it was asked for and can be right.
fn user_hash<'o>(
    customer: &Customer,
    options: &'o SnippetOptions,
) -> Result<Option<&'o str>, TagoveError> {
    let Some(hash) = options.user_hash.as_deref() else {
        return Ok(None);
    };
    // A secret that is given by mistake has another form, and does not get into the page.
    if hmac_hex::bytes(hash).is_none() {
        return Err(TagoveError::invalid_request(
            "user_hash is not 64 lower-case hex digits; give what user_hash(secret, email) made, never the secret",
        ));
    }
    if customer.hashable_email().is_none() {
        return Err(TagoveError::invalid_request(
            "user_hash comes without the e-mail that it was made of; give email too, or leave user_hash out",
        ));
    }
    Ok(Some(hash))
}

/// What is pushed to `window.tagove`.
fn pushed(customer: &Customer, user_hash: Option<&str>) -> String {
    let mut json = "{\"userDetails\":{".to_owned();
    for (at, (name, value)) in customer.given().enumerate() {
        if at > 0 {
            json.push(',');
        }
        push_text(name, &mut json);
        json.push(':');
        push_text(value, &mut json);
    }
    json.push('}');
    if let Some(hash) = user_hash {
        json.push_str(",\"user_hash\":");
        push_text(hash, &mut json);
    }
    json.push('}');
    json
}
