//! `case.json`: which operation a cassette is of, and what bears on how its answers are read.

use super::forget::Forget;
use crate::TagoveError;
use crate::body;
use crate::call::Call;
use crate::options::Accept;
use serde_json::{Map, Value, json};
use std::path::Path;

pub(super) const FILE: &str = "case.json";

/// The form of a cassette's answers: their files are named after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    Json,
    Xml,
}

impl Format {
    /// The form of a first answer, and so of the cassette: what was asked for says it of one that is neither.
    pub(super) fn of(body: &[u8], accept: Accept) -> Self {
        match body::content(body) {
            [b'{' | b'[', ..] => Self::Json,
            html if body::is_html(html) => Self::Json,
            [b'<', ..] => Self::Xml,
            _ if accept == Accept::Xml => Self::Xml,
            _ => Self::Json,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
        }
    }

    pub(super) fn ending(self) -> &'static str {
        match self {
            Self::Json => ".response.http",
            Self::Xml => ".response.xml.http",
        }
    }
}

/// What a replay needs of `case.json`.
pub(super) struct Case {
    pub(super) operation: String,
    pub(super) arguments: Value,
    pub(super) format: Format,
}

impl Case {
    /// Reads it. Of a case in two forms, that is played which the client accepts.
    pub(super) fn read(folder: &Path, accept: Accept) -> Result<Self, TagoveError> {
        let path = folder.join(FILE);
        let refused =
            |why: &str| TagoveError::configuration(format!("replay: {} {why}", path.display()));
        let text = std::fs::read_to_string(&path).map_err(|error| {
            refused(&format!(
                "cannot be read ({error}); name a folder that was recorded, with its {FILE}: it has none if no whole answer came"
            ))
        })?;
        let case: Value = serde_json::from_str(&text)
            .map_err(|error| refused(&format!("is no JSON ({error}); record it again")))?;
        let operation = case["operation"]
            .as_str()
            .ok_or_else(|| refused("has no `operation`; record it again"))?;
        let listed = |format: Format| {
            let formats = case["formats"].as_array();
            formats.is_some_and(|formats| formats.iter().any(|name| name == format.name()))
        };
        let format = match (listed(Format::Json), listed(Format::Xml)) {
            (_, true) if accept == Accept::Xml => Format::Xml,
            (true, _) => Format::Json,
            (false, true) => Format::Xml,
            (false, false) => {
                return Err(refused("has no `formats` of json and xml; record it again"));
            }
        };
        Ok(Self {
            operation: operation.to_owned(),
            arguments: case["arguments"].clone(),
            format,
        })
    }
}

/// The text of `case.json`.
pub(super) fn text(
    call: &Call,
    reading: &Map<String, Value>,
    accept: Accept,
    format: Format,
    forget: &Forget,
) -> String {
    let mut options = reading.clone();
    if accept == Accept::Xml {
        options.insert("accept".to_owned(), "xml".into());
    }
    let arguments = call
        .arguments
        .iter()
        .map(|(name, value)| (name.clone(), forget.in_value(value)))
        .collect::<Map<_, _>>();
    let case = json!({
        "operation": call.operation,
        "arguments": arguments,
        "options": options,
        "formats": [format.name()],
        "compare_headers": [],
    });
    format!("{case:#}\n")
}
