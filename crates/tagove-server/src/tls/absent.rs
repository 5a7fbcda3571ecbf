//! In place of TLS where it is left out: what nobody can ask for, nobody can have.

use hyper_util::{rt::TokioExecutor, server::conn::auto::Builder};

use crate::{ServerError, cut::Cuttable};

#[derive(Debug, Clone, Copy)]
pub(crate) enum Clients {}

#[derive(Clone)]
pub(crate) enum Acceptor {}

impl Acceptor {
    #[expect(clippy::unused_async, reason = "in place of one that waits")]
    pub(crate) async fn accept(
        &self,
        _: Cuttable,
        _: Builder<TokioExecutor>,
    ) -> Option<(Cuttable, Builder<TokioExecutor>)> {
        match *self {}
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Papers {
    pub(crate) certificate: String,
    pub(crate) client_identity: String,
}

pub(crate) fn set_up(clients: Clients) -> Result<(Acceptor, Papers), ServerError> {
    match clients {}
}
