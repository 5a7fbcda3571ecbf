//! The flags of what happens when an answer is late or fails, and of how fast requests are made.

use crate::failure::Failure;
use crate::number::{number, seconds};
use tagove::ClientBuilder;

/// The heading that these flags stand under.
pub(crate) const HEADING: &str = "Retries and pace";

#[derive(clap::Args)]
#[command(next_help_heading = HEADING)]
pub(crate) struct RetryFlags {
    /// How often a request that failed in a way that may pass is made again, within --timeout; 0 never [default: 2]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    max_retries: Option<String>,
    /// What happens when the server says that there were too many requests (429): wait and ask again, or raise the
    /// error at once [default: wait]
    #[arg(long, value_name = "wait|raise")]
    on_rate_limit: Option<String>,
    /// At most so many requests a second, evenly spaced; 0.5 is one every two seconds [default: no limit]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    requests_per_second: Option<String>,
    /// Longest time for one attempt, in seconds; then it is made again, within --timeout [default: 30]
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    attempt_timeout: Option<String>,
    /// Longest time for making a connection, in seconds [default: 10]
    #[arg(long, value_name = "SECONDS", allow_negative_numbers = true)]
    connect_timeout: Option<String>,
}

impl RetryFlags {
    /// The builder with these flags.
    pub(crate) fn apply(&self, mut builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
        if let Some(text) = &self.max_retries {
            let wanted = "a whole number from 0 on, for example 5";
            builder = builder.max_retries(number("--max-retries", text, wanted)?);
        }
        if let Some(word) = &self.on_rate_limit {
            builder = builder.on_rate_limit(word.parse()?);
        }
        if let Some(text) = &self.requests_per_second {
            let wanted = "a number above 0, for example 2.5";
            let requests = number("--requests-per-second", text, wanted)?;
            builder = builder.requests_per_second(requests);
        }
        if let Some(text) = &self.attempt_timeout {
            builder = builder.attempt_timeout(seconds("--attempt-timeout", text)?);
        }
        if let Some(text) = &self.connect_timeout {
            builder = builder.connect_timeout(seconds("--connect-timeout", text)?);
        }
        Ok(builder)
    }
}
