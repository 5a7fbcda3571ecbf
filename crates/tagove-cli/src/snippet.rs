//! `tagove snippet`: the script that tells a web page's chat widget who is logged in.

use crate::Context;
use crate::customer_file;
use crate::failure::Failure;
use crate::logs;
use crate::output;
use std::path::PathBuf;
use tagove::{Customer, SnippetOptions, customer_snippet};

pub(crate) const AFTER_HELP: &str = "\
Prints HTML, in every --format, and nothing if nothing is given. It belongs into <head>, before the widget's code, as \
it is: a template must not escape it again. With --form data_block it is a block of data, and a script that is the same \
in every page, whose hash a Content-Security-Policy can name:
  'sha256-Nngv3I3mPEeTkEjtMlT/+yysNMnlA4KJJJiZMlWkQN4='

Arguments are seen by every user of this machine; --customer - reads them from stdin:
  {\"name\": \"…\", \"email\": \"…\"}

Example:
  tagove snippet --name Ada --email ada@example.com --nonce cGFnZQ==";

#[derive(clap::Args)]
pub(crate) struct Snippet {
    /// Full name
    #[arg(long, allow_hyphen_values = true)]
    name: Option<String>,
    /// E-mail address
    #[arg(long, allow_hyphen_values = true)]
    email: Option<String>,
    /// Phone number
    #[arg(long, allow_hyphen_values = true)]
    phone: Option<String>,
    /// What the agent should know; visitors can read it in the page's source
    #[arg(long, allow_hyphen_values = true)]
    remarks: Option<String>,
    /// File with a JSON object of name, email, phone, remarks, or - for stdin; flags count before it
    #[arg(long, value_name = "FILE")]
    customer: Option<PathBuf>,
    /// Nonce of the page's Content-Security-Policy, in base64 or base64url
    #[arg(long, allow_hyphen_values = true)]
    nonce: Option<String>,
    /// inline or data_block [default: inline]
    #[arg(long)]
    form: Option<String>,
    /// What `tagove user-hash` printed for this e-mail; of the vendor's later product (Acquire)
    #[arg(long, value_name = "HASH", allow_hyphen_values = true)]
    user_hash: Option<String>,
}

pub(crate) async fn run(args: Snippet, context: &mut Context) -> Result<(), Failure> {
    logs::begin()?;
    let mut customer = Customer::new();
    if let Some(path) = args.customer {
        let read = tokio::task::spawn_blocking(move || customer_file::read(&path));
        // The task ends by itself or with the process: it does not panic.
        customer = context
            .interrupt
            .or(read)
            .await?
            .map_err(|_| Failure::cancelled())??;
    }
    let flags = [
        ("name", args.name),
        ("email", args.email),
        ("phone", args.phone),
        ("remarks", args.remarks),
    ];
    for (name, value) in flags {
        if let Some(value) = value {
            customer = customer.field(name, value)?;
        }
    }
    let mut options = SnippetOptions::new();
    if let Some(nonce) = args.nonce {
        options = options.nonce(nonce);
    }
    if let Some(form) = args.form {
        options = options.form(form.parse()?);
    }
    if let Some(hash) = args.user_hash {
        options = options.user_hash(hash);
    }
    output::line(&customer_snippet(&customer, &options)?)
}
