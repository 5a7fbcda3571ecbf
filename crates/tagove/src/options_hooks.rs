//! The callbacks among the options.

use crate::{ClientBuilder, Clock, PageEvent, RequestEvent, ResponseEvent, RetryEvent};
use std::sync::Arc;

impl ClientBuilder {
    /// Is told before every attempt. Events never hold the key or a body; what they call should be quick.
    ///
    /// ```
    /// # fn main() -> Result<(), tagove::TagoveError> {
    /// let client = tagove::Client::builder()
    ///     .api_key("b1adac97642515fdccf9f3edc1b838db")
    ///     .on_request(|event| println!("{} attempt {}", event.url, event.attempt))
    ///     .on_retry(|event| println!("{}: again in {:?}", event.kind, event.wait))
    ///     .build()?;
    /// # Ok(()) }
    /// ```
    pub fn on_request(mut self, hook: impl Fn(&RequestEvent<'_>) + Send + Sync + 'static) -> Self {
        self.hooks.request = Some(Arc::new(hook));
        self
    }

    /// Is told of every whole answer, whatever its status.
    pub fn on_response(
        mut self,
        hook: impl Fn(&ResponseEvent<'_>) + Send + Sync + 'static,
    ) -> Self {
        self.hooks.response = Some(Arc::new(hook));
        self
    }

    /// Is told of every attempt that failed and is made again.
    pub fn on_retry(mut self, hook: impl Fn(&RetryEvent<'_>) + Send + Sync + 'static) -> Self {
        self.hooks.retry = Some(Arc::new(hook));
        self
    }

    /// Is told of every page, and every single answer, that was read.
    pub fn on_page(mut self, hook: impl Fn(&PageEvent) + Send + Sync + 'static) -> Self {
        self.hooks.page = Some(Arc::new(hook));
        self
    }

    /// Runs the reading of large answers (above 1 MiB), which takes milliseconds in which its thread does nothing else.
    /// Default: it is run where the call is awaited.
    ///
    /// On a runtime with few threads, other requests wait meanwhile, and may run out of time. On tokio's with several
    /// threads `block_in_place` lets them go on:
    ///
    /// ```
    /// # fn main() -> Result<(), tagove::TagoveError> {
    /// let client = tagove::Client::builder()
    ///     .api_key("b1adac97642515fdccf9f3edc1b838db")
    ///     .read_aside(|read| tokio::task::block_in_place(read))
    ///     .build()?;
    /// # Ok(()) }
    /// ```
    pub fn read_aside(mut self, run: impl Fn(&mut dyn FnMut()) + Send + Sync + 'static) -> Self {
        self.hooks.aside = Some(Arc::new(run));
        self
    }

    /// What time is read from and waits are made by; for tests. Default: the machine's.
    pub fn clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.clock = Some(clock);
        self
    }
}
