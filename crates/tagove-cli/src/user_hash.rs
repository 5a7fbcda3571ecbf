//! `tagove user-hash`: the proof that a page's customer is who it says.

use crate::failure::Failure;
use crate::logs;
use crate::output;
use crate::secret;
use crate::secret_file::{self, SecretFile};
use std::ffi::OsString;
use std::path::PathBuf;

const VARIABLE: &str = "TAGOVE_USER_HASH_SECRET";

const FILE: SecretFile = SecretFile {
    flag: "--secret-file",
    what: "secret",
};

pub(crate) const AFTER_HELP: &str = "\
Prints 64 hex digits, in every --format: HMAC-SHA256 of the e-mail, as given, under the account's secret. Of the \
vendor's later product (Acquire). The secret is the file's first line, or stands in TAGOVE_USER_HASH_SECRET; it is never \
printed.

Example, with the secret in ./secret:
  tagove user-hash --email ada@example.com --secret-file secret";

#[derive(clap::Args)]
pub(crate) struct UserHash {
    /// E-mail address, as it stands in the page
    #[arg(long, allow_hyphen_values = true)]
    email: String,
    /// File whose first line is the secret [default: TAGOVE_USER_HASH_SECRET]
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    // Here only so that its refusal can say what to do instead, and does not repeat the secret.
    #[arg(long, hide = true, num_args = 0..=1, allow_hyphen_values = true)]
    secret: Option<Option<OsString>>,
}

pub(crate) fn run(args: UserHash) -> Result<(), Failure> {
    logs::begin()?;
    if args.secret.is_some() {
        return Err(Failure::configuration(format!(
            "a secret among the arguments is seen by every user of this machine; set {VARIABLE} or use --secret-file"
        )));
    }
    let secret = match args.secret_file {
        Some(path) => secret_file::first_line(&path, &FILE)?,
        None => of_environment()?,
    };
    secret::know(&secret);
    output::line(&tagove::user_hash(&secret, &args.email)?)
}

fn of_environment() -> Result<String, Failure> {
    let secret = std::env::var(VARIABLE).ok();
    secret.filter(|secret| !secret.is_empty()).ok_or_else(|| {
        Failure::configuration(format!(
            "no secret; set {VARIABLE}, or name a file with --secret-file"
        ))
    })
}

/// Keeps the secret out of all that is written, also by other commands.
pub(crate) fn keep_secret() {
    if let Some(secret) = std::env::var_os(VARIABLE) {
        secret::know(&secret.to_string_lossy());
    }
}
