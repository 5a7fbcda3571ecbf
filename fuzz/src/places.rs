//! Where the warnings of a page point to: into its normalised records, and at what they tell of.

use crate::wire::Value;
use tagove::{Warning, WarningCode};

/// Holds every warning's place to the records. Values that were superseded may have left warnings without a place, so
/// a page that warns of a member sent twice is not looked at.
pub fn check(records: &Value, warnings: &[Warning]) {
    let twice = |warning: &Warning| warning.code == WarningCode::DuplicateMember;
    if warnings.iter().any(twice) {
        return;
    }
    for warning in warnings {
        assert_eq!(warning.page, 1);
        let Some((parent, name)) = warning.at.rsplit_once('/') else {
            assert_eq!(warning.at, "");
            continue;
        };
        let name = name.replace("~1", "/").replace("~0", "~");
        let record = resolve(records, parent);
        let record = record.unwrap_or_else(|| panic!("{warning:?} points to nothing"));
        let kept = record.get("extra").and_then(|extra| extra.get(&name));
        match warning.code {
            WarningCode::UnfitValue => assert!(kept.is_some(), "{warning:?}: nothing is kept"),
            WarningCode::MissingId => {
                assert!(
                    matches!(record.get("id"), Some(Value::Null)),
                    "{warning:?}: an id is there"
                );
            }
            _ => {}
        }
    }
}

fn resolve<'v>(records: &'v Value, pointer: &str) -> Option<&'v Value> {
    let mut at = records;
    for step in pointer.split('/').skip(1) {
        at = match at {
            Value::Array(elements) => elements.get(step.parse::<usize>().ok()?)?,
            value => value.get(&step.replace("~1", "/").replace("~0", "~"))?,
        };
    }
    (*at != Value::Null).then_some(at)
}
