//! The way of a callback to JavaScript: what the core tells is put down here, a bell rings on the main thread, and
//! TypeScript takes up what lies there; also whoever waited for a call, before it goes on.
//!
//! No callback runs on a thread of ours, and none of our threads waits for one but for a key. The bell does not keep the
//! process.

use crate::key::KeyWanted;
use crate::life::held;
use crate::told::Told;
use napi::Status;
use napi::threadsafe_function::{ThreadsafeFunction, ThreadsafeFunctionCallMode};
use napi_derive::napi;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use tagove::{ClientBuilder, Credentials, Provided};

/// A function of JavaScript that does not keep the process, and is told of no error.
type Bell = ThreadsafeFunction<(), (), (), Status, false, true>;

/// Which callbacks a client was given.
#[napi(object, object_to_js = false)]
pub struct Given {
    /// The provider of keys.
    pub credentials: bool,
    /// Is told before every attempt.
    pub on_request: bool,
    /// Is told of every whole answer.
    pub on_response: bool,
    /// Is told of every attempt that failed and is made again.
    pub on_retry: bool,
    /// Is told of every page that was read.
    pub on_page: bool,
}

/// Where things lie until they are taken.
struct Relay {
    told: Mutex<Vec<Told>>,
    /// None once nobody listens any more.
    bell: Mutex<Option<Arc<Bell>>>,
}

impl Relay {
    fn tell(&self, told: Told) {
        let Some(bell) = held(&self.bell).clone() else {
            return;
        };
        let mut lying = held(&self.told);
        lying.push(told);
        // Who comes for the first takes all.
        let first = lying.len() == 1;
        drop(lying);
        if first {
            bell.call((), ThreadsafeFunctionCallMode::NonBlocking);
        }
    }
}

/// The callbacks of a client.
#[napi]
pub struct Mailbox {
    relay: Arc<Relay>,
    given: Given,
}

#[napi]
impl Mailbox {
    /// The bell is called without arguments; it must not throw.
    #[napi(constructor, catch_unwind)]
    pub fn new(#[napi(ts_arg_type = "() => void")] bell: Bell, given: Given) -> Self {
        let relay = Relay {
            told: Mutex::default(),
            bell: Mutex::new(Some(Arc::new(bell))),
        };
        Self {
            relay: Arc::new(relay),
            given,
        }
    }

    /// What was told since the last time, in order.
    #[napi(catch_unwind)]
    pub fn take(&self) -> Vec<Told> {
        std::mem::take(&mut *held(&self.relay.told))
    }

    /// Nothing is told from now on; a key that is asked for is refused.
    #[napi(catch_unwind)]
    pub fn close(&self) {
        held(&self.relay.bell).take();
        held(&self.relay.told).clear();
    }
}

impl Mailbox {
    /// The options, with whatever of the core leads here.
    pub(crate) fn hang(&self, mut options: ClientBuilder) -> ClientBuilder {
        let relay = || self.relay.clone();
        if self.given.credentials {
            options = options.credentials(Asking(relay()));
        }
        if self.given.on_request {
            let relay = relay();
            options = options.on_request(move |event| {
                relay.tell(Told {
                    request: Some(event.into()),
                    ..Told::default()
                });
            });
        }
        if self.given.on_response {
            let relay = relay();
            options = options.on_response(move |event| {
                relay.tell(Told {
                    response: Some(event.into()),
                    ..Told::default()
                });
            });
        }
        if self.given.on_retry {
            let relay = relay();
            options = options.on_retry(move |event| {
                relay.tell(Told {
                    retry: Some(event.into()),
                    ..Told::default()
                });
            });
        }
        if self.given.on_page {
            let relay = relay();
            options = options.on_page(move |event| {
                relay.tell(Told {
                    page: Some(event.into()),
                    ..Told::default()
                });
            });
        }
        options
    }
}

/// The provider that asks JavaScript.
struct Asking(Arc<Relay>);

impl Credentials for Asking {
    fn api_key(&self) -> Pin<Box<dyn Future<Output = Provided> + Send + '_>> {
        let (key, answer) = KeyWanted::asked();
        self.0.tell(Told {
            key: Some(key),
            ..Told::default()
        });
        Box::pin(async move {
            match answer.await {
                Ok(provided) => provided,
                Err(_) => Err("nobody was left who could be asked for a key".into()),
            }
        })
    }
}
