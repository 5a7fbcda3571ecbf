//! Cases of the operations without HTTP.

use super::{read, same};
use serde_json::{Value, json};
use std::path::Path;
use tagove::{Customer, SnippetOptions, TagoveError};

/// What the case gives, if it is not what it must give.
pub(super) fn differs(name: &str, folder: &Path, case: &Value) -> Option<String> {
    let expected = read(&folder.join("expected.json"));
    assert_eq!(
        expected.as_object().map(|members| members.len()),
        Some(1),
        "{name}"
    );
    let given = match run(case, || {
        std::fs::read(folder.join("input.bin")).expect("a body")
    }) {
        Ok(value) => json!({ "value": value }),
        Err(error) => json!({ "error": error }),
    };
    let differ = || format!("{name}\n  expected {expected}\n  given    {given}");
    (!same(&given, &expected)).then(differ)
}

fn run(case: &Value, body: impl Fn() -> Vec<u8>) -> Result<Value, TagoveError> {
    let argument = |name: &str| case["arguments"].get(name).and_then(Value::as_str);
    let text = |name: &str| argument(name).unwrap_or_else(|| panic!("{name} of {case}"));
    Ok(match case["operation"].as_str().expect("an operation") {
        "customer_snippet" => {
            let mut customer = Customer::new();
            for (name, value) in case["arguments"]["customer"].as_object().expect("fields") {
                customer = match value.as_str() {
                    Some(value) => customer.field(name, value)?,
                    // A field that is not given is not set; its name still has to be one.
                    None => Customer::new().field(name, "").map(|_| customer)?,
                };
            }
            let mut options = SnippetOptions::new();
            for (name, value) in case["options"].as_object().expect("options") {
                let value = value.as_str().expect("a text");
                options = match name.as_str() {
                    "nonce" => options.nonce(value),
                    "form" => options.form(value.parse()?),
                    "user_hash" => options.user_hash(value),
                    _ => panic!("this runner does not know the option {name}"),
                };
            }
            json!(tagove::customer_snippet(&customer, &options)?)
        }
        "user_hash" => json!(tagove::user_hash(text("secret"), text("email"))?),
        "verify_webhook_signature" => {
            let header = argument("header");
            let body = body();
            json!(tagove::verify_webhook_signature(
                text("secret"),
                &body,
                header
            )?)
        }
        "parse_webhook" => {
            let body = body();
            let event = tagove::parse_webhook(&body)?;
            let sent = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&body);
            assert_eq!(event.raw().as_bytes(), sent);
            json!(event)
        }
        other => panic!("this runner does not know the operation {other}"),
    })
}
