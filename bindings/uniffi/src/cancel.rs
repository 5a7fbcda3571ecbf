//! Cancelling by hand, for languages whose tasks do not drop our futures (Swift).

use std::sync::Arc;
use tokio_util::sync::CancellationToken;

/// Given to a call, stops it when [`CancelToken::cancel`] is called; the call fails as `Cancelled`.
#[derive(Debug, Default, uniffi::Object)]
pub struct CancelToken(pub(crate) CancellationToken);

#[uniffi::export]
impl CancelToken {
    /// A token that has not been cancelled.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Stops every call that was given this token, now and from now on.
    pub fn cancel(&self) {
        self.0.cancel();
    }
}
