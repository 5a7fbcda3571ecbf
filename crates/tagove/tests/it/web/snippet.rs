use super::refused;
use super::texts::hostile;
use base64::Engine as _;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tagove::{
    BOOT_SCRIPT, BOOT_SCRIPT_HASH, Customer, ErrorKind, MAX_CUSTOMER_FIELD_BYTES, SnippetForm,
    SnippetOptions, customer_snippet,
};

/// What a browser finds between two marks: it knows nothing of JSON when it looks for the end of a script.
fn between<'h>(html: &'h str, begin: &str, end: &str) -> &'h str {
    let rest = html
        .strip_prefix(begin)
        .unwrap_or_else(|| panic!("{begin}: {html}"));
    rest.strip_suffix(end)
        .unwrap_or_else(|| panic!("{end}: {html}"))
}

fn is_harmless(json: &str) -> bool {
    json.bytes().all(|byte| (b' '..=b'~').contains(&byte)) && !json.contains(['<', '>', '&', '\''])
}

proptest! {
    #[test]
    fn snippet_of_any_text_arrives_and_is_harmless(
        given in prop::array::uniform4(prop::option::of(hostile())),
        nonce in prop::option::of("[A-Za-z0-9+/_-]{1,254}={0,2}"),
    ) {
        let mut customer = Customer::new();
        let mut details = serde_json::Map::new();
        for (name, text) in ["name", "email", "phone", "remarks"].into_iter().zip(given) {
            if let Some(text) = text {
                customer = customer.field(name, text.clone()).expect("a field");
                details.insert(name.to_owned(), Value::from(text));
            }
        }
        let nothing = details.is_empty();
        let pushed = json!({"userDetails": details});
        let mut options = SnippetOptions::new();
        let attribute = nonce.as_ref().map_or_else(String::new, |nonce| format!(" nonce=\"{nonce}\""));
        if let Some(nonce) = nonce {
            options = options.nonce(nonce);
        }
        let inline = customer_snippet(&customer, &options).expect("a snippet");
        let block = options.form(SnippetForm::DataBlock);
        let block = customer_snippet(&customer, &block).expect("a snippet");
        if nothing {
            prop_assert_eq!((inline, block), (String::new(), String::new()));
            return Ok(());
        }
        let head = format!("<script{attribute}>window.tagove=window.tagove||[];window.tagove.push(");
        let json = between(&inline, &head, ");</script>");
        prop_assert!(is_harmless(json), "{json}");
        prop_assert_eq!(serde_json::from_str::<Value>(json).expect("JSON"), pushed.clone());
        let tail = format!("</script><script{attribute}>{BOOT_SCRIPT}</script>");
        let same = between(&block, "<script type=\"application/json\">", &tail);
        prop_assert_eq!(same, json);
    }

    #[test]
    fn snippet_nonce_of_any_other_form_is_refused(nonce in hostile()) {
        let digits = nonce.trim_end_matches('=');
        let sound = !digits.is_empty()
            && digits.chars().all(|letter| letter.is_ascii_alphanumeric() || "+/-_".contains(letter))
            && nonce.len() - digits.len() <= 2;
        let given = customer_snippet(&Customer::new().name("Ada"), &SnippetOptions::new().nonce(nonce.clone()));
        prop_assert_eq!(given.is_ok(), sound);
        if !sound && nonce.chars().count() > 2 {
            let error = refused(given, ErrorKind::InvalidRequest);
            prop_assert!(!error.reason().contains(&nonce), "{error}");
        }
    }
}

#[test]
fn snippet_boot_script_has_the_documented_hash() {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(BOOT_SCRIPT));
    assert_eq!(BOOT_SCRIPT_HASH, format!("sha256-{hash}"));
    assert!(is_harmless(BOOT_SCRIPT));
}

#[test]
fn snippet_field_too_large_is_refused_with_its_name() {
    let most = "\u{e9}".repeat(MAX_CUSTOMER_FIELD_BYTES / 2);
    let html = customer_snippet(
        &Customer::new().remarks(most.clone()),
        &SnippetOptions::new(),
    );
    assert_eq!(
        html.expect("the largest").matches("\\u00e9").count(),
        MAX_CUSTOMER_FIELD_BYTES / 2
    );
    for text in [most + "x", "x".repeat(1 << 20)] {
        let customer = Customer::new().name("Ada").remarks(text);
        let error = refused(
            customer_snippet(&customer, &SnippetOptions::new()),
            ErrorKind::InvalidRequest,
        );
        assert!(error.reason().starts_with("remarks is "), "{error}");
    }
}

#[test]
fn snippet_unknown_field_is_named_with_its_near_match() {
    for (name, near) in [
        ("nmae", "name"),
        ("e-mail", "email"),
        ("phoneNumber", "phone"),
        ("comment", "it takes"),
    ] {
        let error = refused(
            Customer::new().field(name, "someone's words"),
            ErrorKind::InvalidRequest,
        );
        assert!(
            error.reason().contains(&format!("`{name}`")) && error.reason().contains(near),
            "{error}"
        );
        assert!(!error.reason().contains("someone"), "{error}");
    }
    refused(
        Customer::new().field(&"x\n".repeat(1 << 20), ""),
        ErrorKind::InvalidRequest,
    );
    let form = "datablock".parse::<SnippetForm>();
    assert!(
        refused(form, ErrorKind::InvalidRequest)
            .reason()
            .contains("`data_block`")
    );
}

#[test]
fn snippet_debug_shows_nobodys_words() {
    let customer = Customer::new()
        .name("Ada Lovelace")
        .email("ada@example.com")
        .phone("+44")
        .remarks("a remark");
    assert_eq!(
        format!("{customer:?}"),
        "Customer { name: <12 bytes>, email: <15 bytes>, phone: <3 bytes>, remarks: <8 bytes> }"
    );
    let options = SnippetOptions::new()
        .nonce("cGFnZQ==")
        .user_hash("ab".repeat(32));
    let shown = format!("{options:?}");
    assert!(
        !shown.contains("cGFn") && !shown.contains("abab"),
        "{shown}"
    );
}

#[test]
fn snippet_secret_as_hash_is_in_no_error() {
    let customer = Customer::new().email("ada@example.com");
    for wrong in [
        "secret of an example",
        "",
        &"AB".repeat(32),
        &"é".repeat(32),
    ] {
        let options = SnippetOptions::new().user_hash(wrong);
        let error = refused(
            customer_snippet(&customer, &options),
            ErrorKind::InvalidRequest,
        );
        assert!(
            wrong.is_empty() || !error.reason().contains(wrong),
            "{error}"
        );
    }
}
