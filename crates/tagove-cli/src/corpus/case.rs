//! `case.json`: what is called, and with which options.

use crate::failure::Failure;
use serde_json::{Map, Value};
use std::path::{Path, PathBuf};
use tagove::{Client, ClientBuilder};

/// A case of the corpus, as far as its folder's `case.json` tells.
pub(super) struct Case {
    path: PathBuf,
    pub(super) operation: String,
    arguments: Map<String, Value>,
    options: Map<String, Value>,
    /// How many exchanges there are.
    pub(super) recorded: u64,
}

impl Case {
    pub(super) fn read(dir: &Path) -> Result<Self, Failure> {
        let path = dir.join("case.json");
        let text = std::fs::read_to_string(&path).map_err(|error| {
            Failure::configuration(format!(
                "{} cannot be read ({error}); name a directory that was recorded with --record",
                path.display()
            ))
        })?;
        let case: Value = serde_json::from_str(&text)
            .map_err(|error| refused(&path, &format!("is no JSON ({error})")))?;
        let object = |name: &str| match case.get(name) {
            Some(Value::Object(members)) => Ok(members.clone()),
            _ => Err(refused(&path, &format!("has no object `{name}`"))),
        };
        let operation = case.get("operation").and_then(Value::as_str);
        let files = std::fs::read_dir(dir).into_iter().flatten().flatten();
        Ok(Self {
            operation: operation
                .ok_or_else(|| refused(&path, "has no `operation`"))?
                .to_owned(),
            arguments: object("arguments")?,
            options: object("options")?,
            recorded: files
                .filter(|file| {
                    file.file_name()
                        .to_string_lossy()
                        .ends_with(".request.http")
                })
                .count() as u64,
            path,
        })
    }

    /// A client's options as a runner sets them.
    pub(super) fn builder(&self) -> Result<ClientBuilder, Failure> {
        let mut builder = Client::builder().max_retries(0).prefetch(0);
        for (name, value) in &self.options {
            let text = || text(value).ok_or_else(|| self.unfit("options", name));
            let size = || {
                let size = value.as_u64().and_then(|size| usize::try_from(size).ok());
                size.ok_or_else(|| self.unfit("options", name))
            };
            builder = match name.as_str() {
                "auth" => builder.auth(text()?.parse()?),
                "accept" => builder.accept(text()?.parse()?),
                "strict" => {
                    builder.strict(value.as_bool().ok_or_else(|| self.unfit("options", name))?)
                }
                "time_zone" => builder.time_zone(text()?),
                "max_body_bytes" => builder.max_body_bytes(size()?),
                "max_rows" => builder.max_rows(size()?),
                "max_depth" => builder.max_depth(size()?),
                _ => return Err(self.unfit("options", name)),
            };
        }
        Ok(builder)
    }

    /// An argument that is a text.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Failure> {
        let value = self.arguments.get(name);
        value
            .map(|value| text(value).ok_or_else(|| self.unfit("arguments", name)))
            .transpose()
    }

    /// An argument that is a whole number.
    pub(super) fn number(&self, name: &str) -> Result<Option<i64>, Failure> {
        let value = self.arguments.get(name);
        value
            .map(|value| value.as_i64().ok_or_else(|| self.unfit("arguments", name)))
            .transpose()
    }

    /// An argument that is a list of words.
    pub(super) fn words(&self, name: &str) -> Result<Vec<String>, Failure> {
        let Some(value) = self.arguments.get(name) else {
            return Ok(Vec::new());
        };
        let words = value
            .as_array()
            .and_then(|words| words.iter().map(text).collect());
        words.ok_or_else(|| self.unfit("arguments", name))
    }

    /// The id that an operation asks by.
    pub(super) fn id(&self, name: &str) -> Result<String, Failure> {
        let id = self.text(name)?;
        id.ok_or_else(|| refused(&self.path, &format!("has no argument `{name}`")))
    }

    /// Refuses arguments that the operation does not have.
    pub(super) fn only(&self, known: &[&str]) -> Result<(), Failure> {
        let mut names = self.arguments.keys();
        match names.find(|name| !known.contains(&name.as_str())) {
            Some(name) => Err(self.unfit("arguments", name)),
            None => Ok(()),
        }
    }

    pub(super) fn unknown_operation(&self) -> Failure {
        refused(
            &self.path,
            &format!("is of `{}`, which is no operation", self.operation),
        )
    }

    fn unfit(&self, of: &str, name: &str) -> Failure {
        refused(
            &self.path,
            &format!("has `{name}` in `{of}`, of which this command makes nothing"),
        )
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn refused(path: &Path, why: &str) -> Failure {
    Failure::configuration(format!(
        "{} {why}; correct it, or record it again with --record",
        path.display()
    ))
}
