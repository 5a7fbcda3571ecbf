//! The flags of what requests go through: a proxy, certificates.

use std::path::PathBuf;
use tagove::ClientBuilder;

#[derive(clap::Args)]
#[command(next_help_heading = "Proxy and certificates")]
pub(crate) struct RouteFlags {
    /// Proxy for all requests, for example http://proxy.example.com:3128. All users of this machine can see a user name
    /// and password in it (ps): put a URL with those into HTTPS_PROXY instead [default: that of the environment's
    /// HTTPS_PROXY, but for hosts in NO_PROXY and this machine's loopback]
    #[arg(long, value_name = "URL")]
    proxy: Option<String>,
    /// Trust the certificates in this file too, which is PEM, beside those that the system trusts
    #[arg(long, value_name = "PATH")]
    ca_file: Option<PathBuf>,
    /// Show this certificate to the server: a file with it and its private key, both in PEM
    #[arg(long, value_name = "PATH")]
    client_certificate: Option<PathBuf>,
}

impl RouteFlags {
    /// The builder with these flags.
    pub(crate) fn apply(self, mut builder: ClientBuilder) -> ClientBuilder {
        if let Some(url) = self.proxy {
            builder = builder.proxy(url);
        }
        if let Some(path) = self.ca_file {
            builder = builder.ca_file(path);
        }
        if let Some(path) = self.client_certificate {
            builder = builder.client_certificate(path);
        }
        builder
    }
}
