//! The flags of `tagove serve` that put the API behind TLS.

use crate::failure::Failure;
use std::fs;
use std::path::{Path, PathBuf};
use tagove_server::{DemoServer, Server};

/// The name of the group is what `--replay` conflicts with.
#[derive(clap::Args)]
#[group(id = "secure", multiple = true)]
#[command(next_help_heading = "TLS")]
pub(super) struct TlsFlags {
    /// Serve https, with HTTP/1.1 and HTTP/2 and a certificate made for this run
    #[arg(long)]
    tls: bool,
    /// Write what a client has to trust to this file, as PEM
    #[arg(long, value_name = "FILE", requires = "tls")]
    tls_cert_out: Option<PathBuf>,
    /// Let in only who shows a client certificate, and write one with its private key to this file, as PEM
    #[arg(long, value_name = "FILE", requires = "tls")]
    tls_client_out: Option<PathBuf>,
}

impl TlsFlags {
    pub(super) fn apply(&self, server: DemoServer) -> DemoServer {
        if self.tls_client_out.is_some() {
            server.mutual_tls()
        } else if self.tls {
            server.tls()
        } else {
            server
        }
    }

    /// Writes the files asked for.
    pub(super) fn write(&self, server: &Server) -> Result<(), Failure> {
        for (file, pem) in [
            (&self.tls_cert_out, server.certificate_pem()),
            (&self.tls_client_out, server.client_identity_pem()),
        ] {
            if let (Some(file), Some(pem)) = (file, pem) {
                fs::write(file, pem).map_err(|error| not_written(file, &error))?;
            }
        }
        Ok(())
    }
}

fn not_written(file: &Path, error: &std::io::Error) -> Failure {
    Failure::disk(format!(
        "{} was not written: {error}; name another file",
        file.display()
    ))
}
