use super::refused;
use super::texts::hostile;
use proptest::prelude::*;
use tagove::{ErrorKind, user_hash, verify_webhook_signature};

proptest! {
    /// Both are the same code: what one makes, the other takes, and nothing else.
    #[test]
    fn user_hash_is_a_signature_of_the_email(secret in hostile(), email in hostile(), other in hostile()) {
        match user_hash(&secret, &email) {
            Ok(hash) => {
                prop_assert!(hash.len() == 64 && hash.bytes().all(|byte| b"0123456789abcdef".contains(&byte)));
                let verify = |secret: &str, body: &str, header: &str| {
                    verify_webhook_signature(secret, body.as_bytes(), Some(header)).expect("a secret")
                };
                prop_assert!(verify(&secret, &email, &hash));
                let longer = format!("{secret}x");
                prop_assert!(!verify(&longer, &email, &hash));
                prop_assert_eq!(verify(&secret, &other, &hash), other == email);
                prop_assert!(!verify(&secret, &email, &other));
            }
            Err(error) => {
                prop_assert!(secret.is_empty() || email.is_empty());
                refused::<()>(Err(error), ErrorKind::InvalidRequest);
            }
        }
    }
}

#[test]
fn user_hash_errors_hold_neither_secret_nor_email() {
    let without_email = refused(
        user_hash("s3cret of an example", ""),
        ErrorKind::InvalidRequest,
    );
    assert!(!without_email.reason().contains("s3cret"));
    let without_secret = refused(user_hash("", "ada@example.com"), ErrorKind::InvalidRequest);
    assert!(!without_secret.reason().contains("ada"));
}

#[test]
fn signature_with_any_digit_changed_is_wrong() {
    let body = br#"{"event":"CHAT_ON_START"}"#;
    let right =
        user_hash("a webhook's key", std::str::from_utf8(body).expect("text")).expect("a code");
    let verify = |header: &str| {
        verify_webhook_signature("a webhook's key", body, Some(header)).expect("a key")
    };
    assert!(verify(&right));
    for at in 0..64 {
        for digit in "0123456789abcdefABCDEF /\0".chars() {
            let mut header: Vec<char> = right.chars().collect();
            if header[at] == digit {
                continue;
            }
            header[at] = digit;
            assert!(
                !verify(&header.into_iter().collect::<String>()),
                "digit {at}: {digit:?}"
            );
        }
    }
}
