//! The local server inside the process: for clients that run anywhere, and for tests of those who use the package.

use crate::failure::refused;
use crate::guard::guarded;
use crate::server_start::{ServerOptions, prepared, time, whole};
use napi::bindgen_prelude::{AsyncBlock, AsyncBlockBuilder, Env, block_on};
use napi_derive::napi;
use std::sync::{Arc, Mutex, PoisonError};
use tagove_server::{Asked, Server};
use tokio_util::sync::CancellationToken;

/// A request that the server had. Never holds a key.
#[napi(object, object_from_js = false)]
#[derive(Clone)]
pub struct AskedFacts {
    /// From 1 on, in order of arrival.
    pub number: f64,
    /// The connection it came by, from 1 on.
    pub connection: f64,
    /// `GET`.
    pub method: String,
    /// The path with its query, as sent.
    pub target: String,
    /// What its answer suffered.
    pub fault: Option<String>,
    /// Its `X-Request-Id`.
    pub request_id: Option<String>,
    /// Whether it had a key.
    pub authorization: bool,
}

impl From<Asked> for AskedFacts {
    fn from(asked: Asked) -> Self {
        Self {
            number: asked.number as f64,
            connection: asked.connection as f64,
            method: asked.method,
            target: asked.target,
            fault: asked.fault.map(|fault| fault.to_string()),
            request_id: asked.request_id,
            authorization: asked.authorization,
        }
    }
}

/// A server of made-up chats on 127.0.0.1, on a free port, until it is closed or let go. It lives on the threads of the
/// addon and does not keep the process.
#[napi]
pub struct NativeServer {
    url: String,
    /// None once it is closed.
    running: Mutex<Option<Arc<Server>>>,
    /// Ends the waits for the journal when the server is closed.
    ends: CancellationToken,
    /// What remains of it after the end.
    last: Mutex<Journal>,
}

/// What was asked, and how often somebody hung up.
type Journal = (Vec<AskedFacts>, u64);

/// What a wait waits for.
#[derive(Clone, Copy)]
enum Until {
    Requests(u64),
    HangUps(u64),
}

impl NativeServer {
    fn server(&self) -> Option<Arc<Server>> {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        running.clone()
    }

    fn journal(&self) -> Journal {
        match self.server() {
            Some(server) => journal(&server),
            None => self
                .last
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .clone(),
        }
    }

    fn wait(
        &self,
        env: &Env,
        until: impl FnOnce() -> napi::Result<Until>,
        timeout_ms: f64,
    ) -> napi::Result<AsyncBlock<bool>> {
        let timeout = time("timeoutMs", timeout_ms)?;
        let until = until()?;
        let Some(server) = self.server() else {
            return Err(stopped());
        };
        let ends = self.ends.clone();
        AsyncBlockBuilder::new(guarded(async move {
            let came = async {
                match until {
                    Until::Requests(count) => server.journal().wait_for_requests(count).await,
                    Until::HangUps(count) => server.journal().wait_for_hang_ups(count).await,
                }
            };
            match ends
                .run_until_cancelled(tokio::time::timeout(timeout, came))
                .await
            {
                Some(waited) => Ok(waited.is_ok()),
                None => Err(stopped()),
            }
        }))
        .build(env)
    }
}

#[napi]
impl NativeServer {
    /// Starts it; it listens when this returns.
    #[napi(constructor, catch_unwind)]
    pub fn new(options: ServerOptions) -> napi::Result<Self> {
        let prepared = prepared(options)?;
        let server = block_on(prepared.bind(0)).map_err(|error| {
            refused(&format!(
                "the local server did not start: {error}; try again"
            ))
        })?;
        Ok(Self {
            url: server.url(),
            running: Mutex::new(Some(Arc::new(server))),
            ends: CancellationToken::new(),
            last: Mutex::default(),
        })
    }

    /// Where it listens: the `baseUrl` of a client.
    #[napi(getter)]
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// What was asked so far, in order, the latest 10 000 at most; also after its end.
    #[napi(catch_unwind)]
    pub fn requests(&self) -> Vec<AskedFacts> {
        self.journal().0
    }

    /// How many requests their clients gave up before the answer was written.
    #[napi(catch_unwind)]
    pub fn hang_ups(&self) -> f64 {
        self.journal().1 as f64
    }

    /// Waits until so many requests came, at most so many milliseconds; gives whether they did.
    #[napi(catch_unwind, ts_return_type = "Promise<boolean>")]
    pub fn wait_for_requests(
        &self,
        env: &Env,
        count: f64,
        timeout_ms: f64,
    ) -> napi::Result<AsyncBlock<bool>> {
        self.wait(env, || Ok(Until::Requests(counted(count)?)), timeout_ms)
    }

    /// Waits until so many requests were given up, at most so many milliseconds; gives whether they were.
    #[napi(catch_unwind, ts_return_type = "Promise<boolean>")]
    pub fn wait_for_hang_ups(
        &self,
        env: &Env,
        count: f64,
        timeout_ms: f64,
    ) -> napi::Result<AsyncBlock<bool>> {
        self.wait(env, || Ok(Until::HangUps(counted(count)?)), timeout_ms)
    }

    /// Ends it: no request is taken any more, its connections are cut, and waits for it end in an error. The promise is
    /// kept once every connection is closed. Again, it does nothing.
    #[napi(catch_unwind, ts_return_type = "Promise<void>")]
    pub fn close(&self, env: &Env) -> napi::Result<AsyncBlock<()>> {
        let taken = self
            .running
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        self.ends.cancel();
        if let Some(server) = &taken {
            *self.last.lock().unwrap_or_else(PoisonError::into_inner) = journal(server);
        }
        AsyncBlockBuilder::new(guarded(async move {
            if let Some(server) = taken {
                // Whoever still waits for the journal at this moment ends it instead.
                if let Ok(server) = Arc::try_unwrap(server) {
                    server.shutdown().await;
                }
            }
            Ok(())
        }))
        .build(env)
    }
}

fn counted(count: f64) -> napi::Result<u64> {
    Ok(whole("count", count, 0.0, 1e15)? as u64)
}

fn stopped() -> napi::Error {
    refused("the local server has stopped; wait before it is closed, or start a new one")
}

fn journal(server: &Server) -> Journal {
    let journal = server.journal();
    (
        journal.requests().into_iter().map(Into::into).collect(),
        journal.hang_ups(),
    )
}
