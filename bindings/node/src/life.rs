//! How long a client lives: until it is closed, which ends its calls and its lists, and lets its connections go.

use crate::failure::{bare, closed};
use crate::list::Pager;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use tagove::{Client, ErrorKind};
use tokio_util::sync::CancellationToken;

/// A client of the core; none once it is closed, for it holds connections.
type Held = Mutex<Option<Client>>;

/// The life of a client and of all that were made of it by `withOptions`.
#[derive(Default)]
pub(crate) struct Life {
    ended: CancellationToken,
    clients: Mutex<Vec<Weak<Held>>>,
    /// Lists that were begun, for they hold connections of their own.
    lists: Mutex<Vec<Weak<Pager>>>,
}

impl Life {
    /// Has the client end with this.
    pub(crate) fn holds(&self, client: Client) -> Arc<Held> {
        let client = Arc::new(Mutex::new(Some(client)));
        kept(&self.clients, &client);
        client
    }

    /// Has the list end with this.
    pub(crate) fn holds_list(&self, list: &Arc<Pager>) {
        kept(&self.lists, list);
    }

    /// Cancelled once it is over.
    pub(crate) fn ended(&self) -> &CancellationToken {
        &self.ended
    }

    /// What is asked, as long as the client lives.
    pub(crate) async fn call<T>(
        &self,
        asked: impl Future<Output = napi::Result<T>>,
    ) -> napi::Result<T> {
        match self.ended.run_until_cancelled(asked).await {
            // A failure from then on may be the end's own work: nobody is left who could be asked for a key.
            Some(done) if done.is_ok() || !self.ended.is_cancelled() => done,
            _ => Err(bare(
                ErrorKind::Cancelled,
                "the client was closed while this call was on its way",
            )),
        }
    }

    /// Ends it. What waits hears of it at once; what is over stays so.
    pub(crate) fn end(&self) {
        self.ended.cancel();
        for client in living(&self.clients) {
            held(&client).take();
        }
        let lists = living(&self.lists);
        if !lists.is_empty() {
            napi::bindgen_prelude::spawn(async move {
                for list in lists {
                    list.lock().await.take();
                }
            });
        }
    }
}

/// The client, or the error of one that is closed.
pub(crate) fn open(client: &Held) -> napi::Result<Client> {
    held(client).clone().ok_or_else(closed)
}

fn kept<T>(all: &Mutex<Vec<Weak<T>>>, one: &Arc<T>) {
    let mut all = held(all);
    // Now and then, so that many short lists cost no more than a few.
    if all.len() == all.capacity() {
        all.retain(|one| one.strong_count() > 0);
    }
    all.push(Arc::downgrade(one));
}

fn living<T>(all: &Mutex<Vec<Weak<T>>>) -> Vec<Arc<T>> {
    let all = std::mem::take(&mut *held(all));
    all.iter().filter_map(Weak::upgrade).collect()
}

/// What a lock guards; a panic elsewhere leaves it readable.
pub(crate) fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
