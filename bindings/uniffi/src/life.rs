//! How long a client lives: until it is closed, which ends its calls and its lists, and lets its connections go.

use crate::cancel::CancelToken;
use crate::failure::{ErrorKind, Failure};
use crate::runtime::run;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tagove::Client;
use tokio_util::sync::CancellationToken;

/// A client of the core; none once it is closed, for it holds connections.
pub(crate) type Held = Mutex<Option<Client>>;

/// A list under way, which holds connections of its own.
pub(crate) trait Ends: Send + Sync {
    /// Lets them go, once whoever asks it has heard that it is over.
    fn end(self: Arc<Self>);
}

/// The life of a client and of all that were made of it by `with_options`.
#[derive(Default)]
pub(crate) struct Life {
    ended: CancellationToken,
    clients: Mutex<Vec<Weak<Held>>>,
    lists: Mutex<Vec<Weak<dyn Ends>>>,
}

impl Life {
    /// Has the client end with this.
    pub(crate) fn holds(&self, client: Client) -> Arc<Held> {
        let client = Arc::new(Mutex::new(Some(client)));
        kept(&self.clients, Arc::downgrade(&client));
        client
    }

    /// Has the list end with this.
    pub(crate) fn holds_list(&self, list: Weak<dyn Ends>) {
        kept(&self.lists, list);
    }

    pub(crate) fn is_over(&self) -> bool {
        self.ended.is_cancelled()
    }

    /// Runs a call, as long as the client lives and the caller wants it.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        cancel: Option<Arc<CancelToken>>,
        call: impl Future<Output = Result<T, Failure>> + Send + 'static,
    ) -> Result<T, Failure> {
        match self.is_over() {
            true => Err(closed()),
            false => self.go_on(cancel, call).await,
        }
    }

    /// Runs what belongs to a call that began before: if the client is closed by now, that ended the call.
    pub(crate) async fn go_on<T: Send + 'static>(
        &self,
        cancel: Option<Arc<CancelToken>>,
        call: impl Future<Output = Result<T, Failure>> + Send + 'static,
    ) -> Result<T, Failure> {
        // Within the call too: a hook of it that closes the client may be far ahead of whoever waits.
        let over = self.ended.clone();
        let call = async move {
            match over.run_until_cancelled(call).await {
                // A failure from then on may be the end's own work: it takes from lists what they would ask.
                Some(done) if done.is_ok() || !over.is_cancelled() => done,
                _ => Err(ended()),
            }
        };
        let done = self.ended.run_until_cancelled(run(cancel, call)).await;
        done.unwrap_or_else(|| Err(ended()))
    }

    /// Ends it. What waits hears of it at once; what is over stays so.
    pub(crate) fn end(&self) {
        self.ended.cancel();
        for client in living(&self.clients) {
            held(&client).take();
        }
        for list in living(&self.lists) {
            list.end();
        }
    }
}

/// What a client is refused with that is closed.
pub(crate) fn closed() -> Failure {
    Failure::new(
        ErrorKind::Configuration,
        "the client is closed; make a new one",
    )
}

/// What a call ends with whose client is closed meanwhile.
fn ended() -> Failure {
    Failure::new(
        ErrorKind::Cancelled,
        "the client was closed while this call was on its way",
    )
}

/// The client, or the error of one that is closed.
pub(crate) fn open(client: &Held) -> Result<Client, Failure> {
    held(client).clone().ok_or_else(closed)
}

fn kept<T: ?Sized>(all: &Mutex<Vec<Weak<T>>>, one: Weak<T>) {
    let mut all = held(all);
    // Now and then, so that many short lists cost no more than a few.
    if all.len() == all.capacity() {
        all.retain(|one| one.strong_count() > 0);
    }
    all.push(one);
}

fn living<T: ?Sized>(all: &Mutex<Vec<Weak<T>>>) -> Vec<Arc<T>> {
    let all = std::mem::take(&mut *held(all));
    all.iter().filter_map(Weak::upgrade).collect()
}

/// What a lock guards; a panic elsewhere leaves it readable.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::{Life, closed, ended};
    use crate::failure::Failure;
    use crate::runtime::runtime;
    use std::sync::Arc;

    /// What a call ends with during which its client is closed, and which comes to `done` on the same breath.
    fn closed_under(done: Result<i32, Failure>) -> Result<i32, Failure> {
        let life = Arc::<Life>::default();
        let ends = life.clone();
        let call = async move {
            ends.end();
            done
        };
        runtime().expect("threads").block_on(life.run(None, call))
    }

    #[test]
    fn call_that_fails_because_its_client_closes_is_cancelled() {
        for _ in 0..300 {
            assert_eq!(closed_under(Err(closed())), Err(ended()));
        }
    }

    #[test]
    fn call_that_goes_on_in_a_closed_client_is_cancelled_and_a_new_one_is_refused() {
        let life = Life::default();
        life.end();
        let runtime = runtime().expect("threads");
        let asked = || async { Ok(7) };
        assert_eq!(runtime.block_on(life.go_on(None, asked())), Err(ended()));
        assert_eq!(runtime.block_on(life.run(None, asked())), Err(closed()));
    }
}
