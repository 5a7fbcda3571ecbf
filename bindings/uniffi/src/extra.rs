//! Unknown members, inside the normalised form. Kotlin and Swift parse them on their side: a tree crosses slowly.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;

/// The normalised form of a generated record.
pub(crate) fn to_json(record: &impl Serialize) -> String {
    // Records hold texts, numbers and lists: nothing that JSON cannot say.
    serde_json::to_string(record).unwrap_or_default()
}

/// `extra` as it was sent: an object, also where there is nothing in it.
pub(crate) fn as_object<S: Serializer>(
    json: &Option<String>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let json = json.as_deref().unwrap_or("{}");
    match serde_json::from_str::<&RawValue>(json) {
        Ok(value) => value.serialize(serializer),
        Err(error) => Err(serde::ser::Error::custom(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::as_object;

    #[test]
    fn extra_as_deep_as_an_answer_may_be_is_kept() {
        let deep = format!("{{\"deep\":{}{}}}", "[".repeat(511), "]".repeat(511));
        let mut out = Vec::new();
        as_object(
            &Some(deep.clone()),
            &mut serde_json::Serializer::new(&mut out),
        )
        .expect("JSON");
        assert_eq!(out, deep.as_bytes());
    }
}
