//! What an attempt needs before it is made: time that is left, its turn, a key.

use crate::call::Call;
use crate::hooks::RequestEvent;
use crate::secret::Secret;
use crate::settings::Settings;
use crate::transport::Transport;
use crate::{ErrorKind, TagoveError};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How far a request is.
pub(crate) struct Progress {
    pub(crate) begin: Instant,
    /// The attempt that is made, from 1.
    pub(crate) attempt: u32,
    pub(crate) request_id: String,
    /// Whether the bucket of retries gave for it.
    pub(crate) retried: bool,
    /// A key that the server no longer takes.
    pub(crate) refused: Option<Arc<Secret>>,
}

impl Transport {
    /// What the next attempt needs: a key, and the time that is left when its turn has come.
    pub(crate) async fn ready(
        &self,
        progress: &Progress,
        settings: &Settings,
    ) -> Result<(Arc<Secret>, Duration), TagoveError> {
        let left = self.left(progress, settings)?;
        self.take_turn(progress, settings, left).await?;
        let key = self.key(progress, settings).await?;
        Ok((key, self.left(progress, settings)?))
    }

    /// What is left of the time for the whole request.
    fn left(&self, progress: &Progress, settings: &Settings) -> Result<Duration, TagoveError> {
        let timeout = settings.policy.timeout;
        let left = timeout.saturating_sub(self.clock.now() - progress.begin);
        match left {
            Duration::ZERO => {
                let reason = self.too_slow(timeout, "timeout");
                let error = TagoveError::new(ErrorKind::Timeout, reason);
                Err(made(error, progress.attempt - 1))
            }
            left => Ok(left),
        }
    }

    pub(crate) fn too_slow(&self, time: Duration, option: &str) -> String {
        format!(
            "no whole answer from {} within {time:?}; raise {option}",
            self.host
        )
    }

    /// Waits for this request's turn, if requests are spread out.
    async fn take_turn(
        &self,
        progress: &Progress,
        settings: &Settings,
        left: Duration,
    ) -> Result<(), TagoveError> {
        let Some(pace) = &self.pace else {
            return Ok(());
        };
        if !pace.turn(&*self.clock, left).await {
            let reason = format!(
                "so many requests are waiting for their turn that this one would not be made within {:?}; raise timeout or requests_per_second",
                settings.policy.timeout
            );
            let error = TagoveError::new(ErrorKind::Timeout, reason);
            return Err(made(error, progress.attempt - 1));
        }
        Ok(())
    }

    async fn key(
        &self,
        progress: &Progress,
        settings: &Settings,
    ) -> Result<Arc<Secret>, TagoveError> {
        let left = self.left(progress, settings)?;
        let key = self.keys.key(&*self.clock, progress.refused.as_ref());
        let result = match tokio::time::timeout(left, key).await {
            Ok(key) => key,
            Err(_) => Err(TagoveError::new(
                ErrorKind::Timeout,
                "the credentials provider gave no key in time; raise timeout, or see what it waits for",
            )),
        };
        result.map_err(|error| made(error, progress.attempt - 1))
    }
}

/// What hooks are told of an attempt.
pub(crate) fn event<'e>(call: &Call, url: &'e str, progress: &'e Progress) -> RequestEvent<'e> {
    RequestEvent {
        operation: call.operation,
        url,
        request_id: &progress.request_id,
        attempt: progress.attempt,
    }
}

/// The error, with the number of attempts that were made.
pub(crate) fn made(mut error: TagoveError, attempts: u32) -> TagoveError {
    error.fields().attempts = attempts;
    error
}
