//! The flags of what one answer may cost.

use crate::failure::Failure;
use crate::number::number;
use tagove::ClientBuilder;

#[derive(clap::Args)]
#[command(next_help_heading = "Limits of one answer")]
pub(crate) struct LimitFlags {
    /// Largest answer that is taken, in bytes after decompression, up to 268435456 [default: 67108864, 64 MiB]
    #[arg(long, value_name = "BYTES", allow_negative_numbers = true)]
    max_body_bytes: Option<String>,
    /// Records of all kinds that one answer may hold, up to 10000000 [default: 500000]
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    max_rows: Option<String>,
    /// How deep an answer may be nested, up to 512 [default: 128]
    #[arg(long, value_name = "LEVELS", allow_negative_numbers = true)]
    max_depth: Option<String>,
}

impl LimitFlags {
    /// The builder with these flags.
    pub(crate) fn apply(&self, mut builder: ClientBuilder) -> Result<ClientBuilder, Failure> {
        if let Some(text) = &self.max_body_bytes {
            let wanted = "bytes as a whole number from 1 to 268435456, for example 1000000";
            builder = builder.max_body_bytes(number("--max-body-bytes", text, wanted)?);
        }
        if let Some(text) = &self.max_rows {
            let wanted = "a whole number from 1 to 10000000, for example 20000";
            builder = builder.max_rows(number("--max-rows", text, wanted)?);
        }
        if let Some(text) = &self.max_depth {
            let wanted = "a whole number from 1 to 512, for example 32";
            builder = builder.max_depth(number("--max-depth", text, wanted)?);
        }
        Ok(builder)
    }
}
