//! What a web page tells the chat widget: the snippet, and the names of the co-browsing attributes.

use crate::failure::Failure;
use crate::fault::guarded;
use std::collections::HashMap;
use tagove::{Customer, SnippetOptions};

/// HTML for `<head>` that tells the widget who is logged in; see the core's `customer_snippet`. The customer's fields come
/// by their names, none for one that is absent, so that a name from outside is refused with the near match.
///
/// # Errors
/// `InvalidRequest` for what the page could not hold safely; nobody's words are repeated.
#[uniffi::export]
#[expect(
    clippy::implicit_hasher,
    reason = "UniFFI lifts a map of this type alone"
)]
pub fn customer_snippet(
    customer: HashMap<String, Option<String>>,
    nonce: Option<String>,
    form: Option<String>,
    user_hash: Option<String>,
) -> Result<String, Failure> {
    guarded(|| {
        let mut known = Customer::new();
        for (name, value) in customer {
            match value {
                Some(value) => known = known.field(&name, value)?,
                // Absent; its name is looked at all the same.
                None => drop(Customer::new().field(&name, "")?),
            }
        }
        let mut options = SnippetOptions::new();
        if let Some(nonce) = nonce {
            options = options.nonce(nonce);
        }
        if let Some(form) = form {
            options = options.form(form.parse()?);
        }
        if let Some(hash) = user_hash {
            options = options.user_hash(hash);
        }
        Ok(tagove::customer_snippet(&known, &options)?)
    })
}

/// The attribute that hides an input from a co-browsing agent: `data-skip-cobrowse`.
#[uniffi::export]
#[must_use]
pub fn skip_cobrowse() -> String {
    tagove::SKIP_COBROWSE.to_owned()
}

/// The attribute that hides all text and fields inside an element: `data-skipui-cobrowse`, of the vendor's later product.
#[uniffi::export]
#[must_use]
pub fn skip_ui_cobrowse() -> String {
    tagove::SKIP_UI_COBROWSE.to_owned()
}

/// What a Content-Security-Policy names for the `data_block` form: `sha256-…`.
#[uniffi::export]
#[must_use]
pub fn boot_script_hash() -> String {
    tagove::BOOT_SCRIPT_HASH.to_owned()
}
