//! TLS with certificates of its own, made when a server starts.

mod accept;
mod authority;

use std::{fmt, sync::Arc};

use rustls::{
    RootCertStore, ServerConfig,
    crypto::{CryptoProvider, ring},
    server::{NoClientAuth, WebPkiClientVerifier, danger::ClientCertVerifier},
};
use tokio_rustls::TlsAcceptor;

pub(crate) use self::accept::Acceptor;
use self::authority::Authority;
use crate::ServerError;

/// Whether a client has to show a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Clients {
    /// It is not asked for one.
    Anybody,
    /// Only who shows one of our authority gets in.
    Certified,
}

/// What a client needs, as PEM.
#[derive(Clone)]
pub(crate) struct Papers {
    /// The authority's certificate.
    pub(crate) certificate: String,
    /// A certificate for a client, and its private key.
    pub(crate) client_identity: String,
}

// Written by hand, for the private key stays out of it.
impl fmt::Debug for Papers {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Papers").finish_non_exhaustive()
    }
}

/// An authority, with a certificate for the server and one for a client.
pub(crate) fn set_up(clients: Clients) -> Result<(Acceptor, Papers), ServerError> {
    let authority = Authority::new().map_err(failed)?;
    let server = authority.server().map_err(failed)?;
    let client = authority.client().map_err(failed)?;
    // Not the process's provider: what the client under test installs is its own affair.
    let provider = Arc::new(ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(failed)?
        .with_client_cert_verifier(verifier(clients, &authority, provider)?)
        .with_single_cert(vec![server.certificate.der().clone()], server.key.into())
        .map_err(failed)?;
    config.alpn_protocols = accept::protocols();
    let papers = Papers {
        certificate: authority.pem(),
        client_identity: format!("{}{}", client.certificate.pem(), client.key_pem),
    };
    Ok((Acceptor(TlsAcceptor::from(Arc::new(config))), papers))
}

fn verifier(
    clients: Clients,
    authority: &Authority,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<dyn ClientCertVerifier>, ServerError> {
    if clients == Clients::Anybody {
        return Ok(Arc::new(NoClientAuth));
    }
    let mut roots = RootCertStore::empty();
    roots.add(authority.der()).map_err(failed)?;
    WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider)
        .build()
        .map_err(failed)
        .map(|verifier| verifier as Arc<dyn ClientCertVerifier>)
}

fn failed(error: impl fmt::Display) -> ServerError {
    ServerError::Certificate {
        reason: error.to_string(),
    }
}
