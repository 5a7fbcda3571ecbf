//! One call that can be cancelled: dropping the core's future closes its socket.

use crate::client::NativeClient;
use crate::failure::{cancelled, failure};
use crate::guard::guarded;
use crate::options::time;
use crate::page::{Crossing, crossing};
use napi::bindgen_prelude::{AsyncBlock, AsyncBlockBuilder, Env, ToNapiValue};
use napi_derive::napi;
use tagove::{Answer, Client, TagoveError};
use tokio_util::sync::CancellationToken;

/// Handle of one call. TypeScript makes one for each call and aborts it when the caller's signal does.
#[napi]
pub struct Call {
    token: CancellationToken,
    timeout_ms: Option<f64>,
}

#[napi]
impl Call {
    /// A call that nobody has cancelled, with a budget of its own if it is given one.
    #[napi(constructor)]
    pub fn new(timeout_ms: Option<f64>) -> Self {
        Self {
            token: CancellationToken::new(),
            timeout_ms,
        }
    }

    /// Cancels it; once is enough.
    #[napi(catch_unwind)]
    pub fn abort(&self) {
        self.token.cancel();
    }
}

impl Call {
    /// Runs a single answer's request as a promise.
    pub(crate) fn page<T: Send + 'static, F>(
        &self,
        env: &Env,
        client: &NativeClient,
        ask: impl FnOnce(Client) -> F,
    ) -> napi::Result<AsyncBlock<Crossing>>
    where
        F: Future<Output = Result<Answer<T>, TagoveError>> + Send + 'static,
    {
        self.run(env, client, ask, |answer| crossing(answer.page()))
    }

    /// Runs a request as a promise; `cross` makes what JavaScript gets of its answer, off the main thread.
    pub(crate) fn run<T: Send + 'static, C, F>(
        &self,
        env: &Env,
        client: &NativeClient,
        ask: impl FnOnce(Client) -> F,
        cross: impl FnOnce(T) -> napi::Result<C> + Send + 'static,
    ) -> napi::Result<AsyncBlock<C>>
    where
        C: ToNapiValue + Send + 'static,
        F: Future<Output = Result<T, TagoveError>> + Send + 'static,
    {
        let token = self.token.clone();
        let life = client.life.clone();
        // Boxed, as a list's page is.
        let asked = Box::pin(ask(client.within(self.timeout_ms.map(time))?));
        AsyncBlockBuilder::new(guarded(async move {
            let asked = async {
                match token.run_until_cancelled(asked).await {
                    Some(answer) => cross(answer.map_err(failure)?),
                    None => Err(cancelled()),
                }
            };
            life.call(asked).await
        }))
        .build(env)
    }
}
