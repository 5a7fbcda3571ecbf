//! A customer as a JSON object, from a file or from stdin.

use crate::failure::Failure;
use serde_json::{Map, Value};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use tagove::Customer;

/// More than four fields of the largest size, each character escaped.
const MOST_BYTES: u64 = 2 << 20;

/// What it says of whom, `null` being none.
pub(crate) fn read(path: &Path) -> Result<Customer, Failure> {
    let stdin = path.as_os_str() == "-";
    let place = match stdin {
        true => "stdin".to_owned(),
        false => path.display().to_string(),
    };
    // Never a word of it.
    let refused = |why: &str| {
        Failure::configuration(format!(
            "{place} {why}; write a JSON object of texts, as {{\"name\": \"…\", \"email\": \"…\"}}"
        ))
    };
    let mut bytes = Vec::new();
    let read = match stdin {
        true => io::stdin()
            .lock()
            .take(MOST_BYTES + 1)
            .read_to_end(&mut bytes),
        false => {
            File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        }
    };
    read.map_err(|error| refused(&format!("cannot be read ({error})")))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(refused("is larger than any customer"));
    }
    let json = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&bytes);
    let members: Map<String, Value> = serde_json::from_slice(json).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        refused(&format!("is no JSON object (line {line}, column {column})"))
    })?;
    let mut customer = Customer::new();
    for (name, value) in members {
        // Of a wrong name the value does not matter.
        Customer::new().field(&name, "")?;
        match value {
            Value::String(text) => customer = customer.field(&name, text)?,
            Value::Null => {}
            _ => return Err(refused(&format!("has a `{name}` that is no text"))),
        }
    }
    Ok(customer)
}
