//! Reads `{"customer": {…}, "options": {…}}`, a JSON object a line, and prints the snippet of each as a line of JSON:
//! what `tests/page` puts into its pages.

use serde_json::Value;
use std::io::{BufRead as _, Write as _};
use tagove::{Customer, SnippetOptions, customer_snippet};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let mut customer = Customer::new();
        for (name, value) in asked["customer"].as_object().into_iter().flatten() {
            customer = customer.field(name, value.as_str().unwrap_or_default())?;
        }
        let mut options = SnippetOptions::new();
        if let Some(nonce) = asked["options"]["nonce"].as_str() {
            options = options.nonce(nonce);
        }
        if let Some(form) = asked["options"]["form"].as_str() {
            options = options.form(form.parse()?);
        }
        writeln!(
            out,
            "{}",
            Value::from(customer_snippet(&customer, &options)?)
        )?;
    }
    Ok(out.flush()?)
}
