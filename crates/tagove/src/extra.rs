//! Unknown members as JSON text, every digit as sent.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Error as _, Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};
use std::fmt;

/// The members of a record that its model does not know, as sent.
///
/// [`Extra::as_json`] keeps every digit of every number. Through serde a number becomes what serde_json makes of it:
/// whole numbers outside of 64 bits and long fractions are rounded there.
///
/// ```
/// let extra: tagove::Extra = serde_json::from_str(r#"{"tags": ["vip"]}"#)?;
/// assert_eq!(extra.get("tags"), Some(r#"["vip"]"#.to_owned()));
/// assert_eq!(extra.as_json(), r#"{"tags":["vip"]}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Extra(String);

impl Extra {
    /// From one JSON object.
    pub(crate) fn from_json(json: String) -> Self {
        Self(json)
    }

    /// All of them as one JSON object, every digit as sent.
    #[must_use]
    pub fn as_json(&self) -> &str {
        &self.0
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0 == "{}"
    }

    /// The JSON source of one member.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let members = members(&self.0)?;
        let (_, value) = members.into_iter().find(|(known, _)| known == name)?;
        Some(value.get().to_owned())
    }
}

/// The members of a JSON object with their sources, in order.
pub(crate) fn members(json: &str) -> Option<Vec<(String, Box<RawValue>)>> {
    struct Members;
    impl<'de> Visitor<'de> for Members {
        type Value = Vec<(String, Box<RawValue>)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry()? {
                members.push(member);
            }
            Ok(members)
        }
    }
    let mut deserializer = serde_json::Deserializer::from_str(json);
    let members = deserializer.deserialize_map(Members).ok()?;
    deserializer.end().ok().map(|()| members)
}

impl Default for Extra {
    fn default() -> Self {
        Self("{}".to_owned())
    }
}

impl fmt::Debug for Extra {
    /// Names only: values may hold people's words.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = members(&self.0).unwrap_or_default();
        f.debug_set()
            .entries(members.iter().map(|(name, _)| name))
            .finish()
    }
}

impl Serialize for Extra {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let members =
            members(&self.0).ok_or_else(|| S::Error::custom("extra is no JSON object"))?;
        let mut map = serializer.serialize_map(Some(members.len()))?;
        for (name, source) in &members {
            match serde_json::from_str::<Value>(source.get()) {
                Ok(value) => map.serialize_entry(name, &value)?,
                // JSON that serde_json has no value for (1e999, or nested deeper than it follows): its source.
                Err(_) => map.serialize_entry(name, source)?,
            }
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let members = Map::<String, Value>::deserialize(deserializer)?;
        serde_json::to_string(&members)
            .map(Self)
            .map_err(serde::de::Error::custom)
    }
}

/// Appends `"name":value`, without the white space that the server may have put between tokens.
pub(crate) fn write_member(out: &mut String, first: &mut bool, name: &str, source: &str) {
    if !std::mem::replace(first, false) {
        out.push(',');
    }
    write_text(out, name);
    out.push(':');
    write_compact(out, source);
}

/// Appends a JSON string.
pub(crate) fn write_text(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            other => out.push_str(&format!("\\u{other:04x}")),
        }
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

/// Appends JSON source without the white space between its tokens; texts and digits stay as they are.
pub(crate) fn write_compact(out: &mut String, source: &str) {
    let mut in_text = false;
    let mut escaped = false;
    let mut kept = 0;
    for (at, byte) in source.bytes().enumerate() {
        if in_text {
            in_text = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
        } else if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
            out.push_str(&source[kept..at]);
            kept = at + 1;
        } else {
            in_text = byte == b'"';
        }
    }
    out.push_str(&source[kept..]);
}
