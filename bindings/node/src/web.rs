//! What stands in a web page, and what the vendor posts back. No request is made. TypeScript has checked the types, and
//! that no text holds half of a surrogate pair: Node-API would replace it without a word.

use crate::failure::failure;
use napi_derive::napi;
use tagove::{Customer, SnippetOptions};

/// The script of the form `data_block`.
#[napi]
pub const BOOT_SCRIPT: &str = tagove::BOOT_SCRIPT;
/// Its hash for a Content-Security-Policy.
#[napi]
pub const BOOT_SCRIPT_HASH: &str = tagove::BOOT_SCRIPT_HASH;
/// The attribute of an input.
#[napi]
pub const SKIP_COBROWSE: &str = tagove::SKIP_COBROWSE;
/// The attribute of any element.
#[napi]
pub const SKIP_UI_COBROWSE: &str = tagove::SKIP_UI_COBROWSE;
/// The header of a webhook that is checked.
#[napi]
pub const WEBHOOK_SIGNATURE_HEADER: &str = tagove::WEBHOOK_SIGNATURE_HEADER;

/// How the customer stands in the page.
#[napi(object, object_to_js = false)]
pub struct PageOptions {
    /// Of the answer's Content-Security-Policy.
    pub nonce: Option<String>,
    /// Its name.
    pub form: Option<String>,
    /// What `userHash` gave.
    pub user_hash: Option<String>,
}

/// The HTML for fields by name. One that is none is not set; its name still has to be one.
#[napi(catch_unwind)]
pub fn customer_snippet(
    names: Vec<String>,
    values: Vec<Option<String>>,
    options: PageOptions,
) -> napi::Result<String> {
    let mut customer = Customer::new();
    for (name, value) in names.iter().zip(values) {
        match value {
            Some(value) => customer = customer.field(name, value).map_err(failure)?,
            None => drop(Customer::new().field(name, "").map_err(failure)?),
        }
    }
    let mut how = SnippetOptions::new();
    if let Some(form) = options.form {
        how = how.form(form.parse().map_err(failure)?);
    }
    if let Some(nonce) = options.nonce {
        how = how.nonce(nonce);
    }
    if let Some(hash) = options.user_hash {
        how = how.user_hash(hash);
    }
    tagove::customer_snippet(&customer, &how).map_err(failure)
}

/// The proof of a page's customer.
#[napi(catch_unwind)]
pub fn user_hash(secret: String, email: String) -> napi::Result<String> {
    tagove::user_hash(&secret, &email).map_err(failure)
}

/// Whether a webhook's header is the signature of its body.
#[napi(catch_unwind)]
pub fn verify_webhook_signature(
    secret: String,
    raw_body: &[u8],
    header: Option<String>,
) -> napi::Result<bool> {
    tagove::verify_webhook_signature(&secret, raw_body, header.as_deref()).map_err(failure)
}

/// What crosses of a webhook.
#[napi(object, object_from_js = false)]
pub struct EventFacts {
    /// `ChatStarted`, `ChatAccepted`, `ChatMessage`, `ChatClosed` or `Other`.
    #[napi(ts_type = "'ChatStarted' | 'ChatAccepted' | 'ChatMessage' | 'ChatClosed' | 'Other'")]
    pub kind: &'static str,
    /// The vendor's name.
    pub name: String,
    /// Of the chat, if it has one.
    pub chat_id: Option<String>,
    /// Equal for what is delivered twice.
    pub key: String,
    /// What it is about, as JSON.
    pub data_json: String,
    /// The body, without a byte order mark.
    pub raw: String,
}

/// Reads the body of a webhook.
#[napi(catch_unwind)]
pub fn parse_webhook(body: &[u8]) -> napi::Result<EventFacts> {
    let event = tagove::parse_webhook(body).map_err(failure)?;
    Ok(EventFacts {
        kind: event.kind().as_str(),
        name: event.name().to_owned(),
        chat_id: event.chat_id().map(str::to_owned),
        key: event.key().to_owned(),
        data_json: event.data().as_json().to_owned(),
        raw: event.raw().to_owned(),
    })
}
