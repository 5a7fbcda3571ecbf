//! What stands in a web page, and what the vendor posts back: no request is made here.

mod cobrowse;
mod customer;
mod hmac_hex;
mod json_tree;
mod near;
mod nonce;
mod script_json;
mod signature;
mod snippet;
mod snippet_options;
mod user_hash;
mod webhook;
mod webhook_body;

pub use cobrowse::{SKIP_COBROWSE, SKIP_UI_COBROWSE};
pub use customer::{Customer, MAX_CUSTOMER_FIELD_BYTES};
pub use signature::{WEBHOOK_SIGNATURE_HEADER, verify_webhook_signature};
pub use snippet::{BOOT_SCRIPT, BOOT_SCRIPT_HASH, customer_snippet};
pub use snippet_options::{SnippetForm, SnippetOptions};
pub use user_hash::user_hash;
pub use webhook::{MAX_WEBHOOK_BYTES, WebhookEvent, WebhookKind, parse_webhook};
