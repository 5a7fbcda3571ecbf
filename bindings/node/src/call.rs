//! One call that can be cancelled: dropping the core's future closes its socket.

use crate::failure::{cancelled, failure, guarded};
use crate::page::{Crossing, crossing};
use napi::bindgen_prelude::{AsyncBlock, AsyncBlockBuilder, Env};
use napi_derive::napi;
use tagove::{Answer, TagoveError};
use tokio_util::sync::CancellationToken;

/// Handle of one call. TypeScript makes one for each call and aborts it when the caller's signal does.
#[napi]
#[derive(Default)]
pub struct Call {
    token: CancellationToken,
}

#[napi]
impl Call {
    /// A call that nobody has cancelled.
    #[napi(constructor)]
    pub fn new() -> Self {
        Self::default()
    }

    /// Cancels it; once is enough.
    #[napi(catch_unwind)]
    pub fn abort(&self) {
        self.token.cancel();
    }
}

impl Call {
    /// Runs a single answer's request as a promise.
    pub(crate) fn run<T: Send + 'static>(
        &self,
        env: &Env,
        asked: impl Future<Output = Result<Answer<T>, TagoveError>> + Send + 'static,
    ) -> napi::Result<AsyncBlock<Crossing>> {
        let token = self.token.clone();
        AsyncBlockBuilder::new(guarded(async move {
            match token.run_until_cancelled(asked).await {
                Some(Ok(answer)) => crossing(answer.page()),
                Some(Err(error)) => Err(failure(error)),
                None => Err(cancelled()),
            }
        }))
        .build(env)
    }
}
