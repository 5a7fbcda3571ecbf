//! What can go wrong before a server serves.

use std::{fmt, io, path::PathBuf};

/// Why a server did not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum ServerError {
    /// The port is taken, or may not be listened on.
    Bind {
        /// The port asked for.
        port: u16,
        /// What the system said.
        source: io::Error,
    },
    /// A case of the corpus cannot be played.
    Corpus {
        /// The file or folder that is at fault.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// The server could not make itself a certificate.
    Certificate {
        /// What the library said.
        reason: String,
    },
    /// There is no time zone of this name.
    Zone {
        /// The name asked for.
        name: String,
    },
}

impl ServerError {
    pub(crate) fn corpus(path: impl Into<PathBuf>, reason: impl fmt::Display) -> Self {
        Self::Corpus {
            path: path.into(),
            reason: reason.to_string(),
        }
    }
}

impl fmt::Display for ServerError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bind { port, source } => {
                write!(out, "cannot listen on 127.0.0.1:{port}: {source}")
            }
            Self::Corpus { path, reason } => write!(out, "{}: {reason}", path.display()),
            Self::Certificate { reason } => write!(out, "no certificate was made: {reason}"),
            Self::Zone { name } => write!(
                out,
                "{name:?} is no time zone; give a name of the IANA database, for example Europe/Berlin"
            ),
        }
    }
}

impl std::error::Error for ServerError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Bind { source, .. } => Some(source),
            Self::Corpus { .. } | Self::Certificate { .. } | Self::Zone { .. } => None,
        }
    }
}
