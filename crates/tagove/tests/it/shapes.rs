//! The same records in any of their legal forms are the same records: random records, encoded at random, are read back.
//!
//! `record` makes records and says what their normalised form is, by the table of models; `json` and `xml` write them in
//! one of the many forms that the contract allows, chosen by a seed. proptest makes a failing list of records small.

mod chance;
mod json;
mod record;
mod xml;

use chance::Chance;
use proptest::prelude::*;
use record::Sent;
use serde_json::Value;
use tagove::schema::{self, Model};
use tagove::{Chat, Page, PageInfo, VisitorSession, WarningCode};

/// Nothing is written into the tree: a failure prints its records and its seed. `PROPTEST_CASES=20000` tries harder.
fn settings() -> ProptestConfig {
    ProptestConfig {
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The list's records in their normalised form, and the codes of its warnings.
fn read(model: &Model, body: &[u8]) -> Result<(Vec<Value>, Vec<WarningCode>), TestCaseError> {
    let shown = || String::from_utf8_lossy(body).into_owned();
    let refused = |error| TestCaseError::fail(format!("{error}\n{}", shown()));
    let records = |page: &PageInfo| -> Vec<Value> {
        let rows = page.rows();
        rows.map(|row| serde_json::from_str(&row.to_json()).expect("a record is JSON"))
            .collect()
    };
    let codes = |page: &PageInfo| page.warnings().iter().map(|warning| warning.code).collect();
    if model.index == schema::CHAT.index {
        let page = Page::<Chat>::from_body(body).map_err(refused)?;
        Ok((records(page.info()), codes(page.info())))
    } else {
        let page = Page::<VisitorSession>::from_body(body).map_err(refused)?;
        Ok((records(page.info()), codes(page.info())))
    }
}

fn same_records(model: &Model, sent: &[Sent], body: &[u8]) -> Result<(), TestCaseError> {
    let (records, warnings) = read(model, body)?;
    let expected: Vec<Value> = sent.iter().map(Sent::normalised).collect();
    prop_assert_eq!(records, expected, "{}", String::from_utf8_lossy(body));
    // Every form is legal: only a missing id is worth a word.
    let other = warnings
        .iter()
        .find(|&&code| code != WarningCode::MissingId);
    prop_assert_eq!(other, None, "{}", String::from_utf8_lossy(body));
    Ok(())
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn chats_in_any_form_of_json(chats in record::list(&schema::CHAT), seed: u64) {
        same_records(&schema::CHAT, &chats, &json::body(&schema::CHAT, &chats, &mut Chance::new(seed)))?;
    }

    #[test]
    fn sessions_in_any_form_of_json(sessions in record::list(&schema::VISITOR_SESSION), seed: u64) {
        let body = json::body(&schema::VISITOR_SESSION, &sessions, &mut Chance::new(seed));
        same_records(&schema::VISITOR_SESSION, &sessions, &body)?;
    }

    #[test]
    fn chats_in_any_form_of_xml(chats in record::list(&schema::CHAT), seed: u64) {
        same_records(&schema::CHAT, &chats, &xml::body(&schema::CHAT, &chats, &mut Chance::new(seed)))?;
    }

    #[test]
    fn sessions_in_any_form_of_xml(sessions in record::list(&schema::VISITOR_SESSION), seed: u64) {
        let body = xml::body(&schema::VISITOR_SESSION, &sessions, &mut Chance::new(seed));
        same_records(&schema::VISITOR_SESSION, &sessions, &body)?;
    }
}
