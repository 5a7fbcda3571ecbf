//! Lists, page by page.

use crate::cancel::CancelToken;
use crate::failure::{ErrorKind, Failure};
use crate::fault::guarded;
use crate::life::{Ends, Life, closed, held};
use crate::packed::PackedPage;
use crate::page::{ChatPage, VisitorSessionPage, Warning};
use crate::runtime::runtime;
use crate::summary::Summary;
use std::sync::{Arc, Mutex, MutexGuard, Weak};
use tagove::{Ended, PageInfo, Pages, Record};

/// The core's list, made anew; not of a client that is closed.
type Open<R> = dyn Fn() -> Result<Pages<R>, Failure> + Send + Sync;

/// A list, and what is known of it while it is being asked for more.
struct List<R> {
    life: Arc<Life>,
    open: Arc<Open<R>>,
    /// How many records it gives at most; all if nobody said. Or why it gives none.
    wanted: Result<Option<u64>, Failure>,
    turn: tokio::sync::Mutex<Turn<R>>,
    known: Mutex<Known>,
}

struct Turn<R> {
    /// None once the client is closed, for it holds connections.
    pages: Option<Pages<R>>,
    /// A page that nobody has taken yet: a caller who gives up at the last moment must not lose it.
    ready: Option<PageInfo>,
    /// How many pages were ready so far: by it a caller knows whether another one has taken the page meanwhile.
    ticket: u64,
}

#[derive(Default)]
struct Known {
    summary: tagove::Summary,
    warnings: Vec<Warning>,
}

impl<R: Record> List<R> {
    fn new(
        life: &Arc<Life>,
        open: Arc<Open<R>>,
        wanted: Result<Option<u64>, Failure>,
    ) -> Arc<Self> {
        let (pages, wanted) = match guarded(|| open()) {
            Ok(mut pages) => {
                if let Ok(Some(records)) = wanted {
                    pages.take_more(records);
                }
                (Some(pages), wanted)
            }
            Err(refusal) => (None, wanted.and(Err(refusal))),
        };
        let list = Arc::new(Self {
            life: life.clone(),
            open,
            wanted,
            turn: Turn {
                pages,
                ready: None,
                ticket: 0,
            }
            .into(),
            known: Mutex::default(),
        });
        let ends: Weak<Self> = Arc::downgrade(&list);
        life.holds_list(ends);
        list
    }

    /// A list of its own with the first so many records of this one. Like every parameter, a number that makes no sense
    /// is refused when the first page is asked for.
    fn take(&self, records: i64) -> Arc<Self> {
        let wanted = match (&self.wanted, u64::try_from(records)) {
            (Err(refusal), _) => Err(refusal.clone()),
            _ if self.known().summary.pages > 0 => Err(refused(
                "take comes before the first page; make the list anew, and take from that"
                    .to_owned(),
            )),
            (_, Err(_)) => Err(refused(format!("take {records} is no number of records"))),
            // Of a list of at most 3, at most 5 are 3.
            (Ok(most), Ok(records)) => Ok(Some(most.unwrap_or(records).min(records))),
        };
        Self::new(&self.life, self.open.clone(), wanted)
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        held(&self.known)
    }

    /// Has the next page ready, if there is one, and makes of it what crosses.
    async fn ask<P>(&self, cross: fn(&PageInfo) -> P) -> Result<Option<(u64, P)>, Failure> {
        let mut turn = self.turn.lock().await;
        if turn.ready.is_none() {
            if let Err(refusal) = &self.wanted {
                self.known().summary.ended = Some(Ended::Error);
                return Err(refusal.clone());
            }
            let pages = turn.pages.as_mut().ok_or_else(closed)?;
            let asked = pages.next_page().await;
            *self.known() = Known {
                summary: pages.summary(),
                warnings: pages.warnings().iter().map(Into::into).collect(),
            };
            turn.ready = asked?.map(|page| page.info().clone());
            turn.ticket += 1;
        }
        Ok(turn.ready.as_ref().map(|page| (turn.ticket, cross(page))))
    }

    async fn next<P: Send + 'static>(
        self: &Arc<Self>,
        cancel: Option<Arc<CancelToken>>,
        cross: fn(&PageInfo) -> P,
    ) -> Result<Option<P>, Failure> {
        if self.life.is_over() {
            return Err(closed());
        }
        loop {
            let list = self.clone();
            let asked = self
                .life
                .go_on(cancel.clone(), async move { list.ask(cross).await });
            let Some((ticket, page)) = asked.await? else {
                return Ok(None);
            };
            let mut turn = self.turn.lock().await;
            if turn.ticket == ticket && turn.ready.take().is_some() {
                return Ok(Some(page));
            }
        }
    }

    /// Lets the pages go that were asked for ahead; a later page asks for them again.
    fn stop_ahead(self: Arc<Self>) {
        if let Ok(runtime) = runtime() {
            runtime.spawn(async move {
                if let Some(pages) = &mut self.turn.lock().await.pages {
                    pages.stop_ahead();
                }
            });
        }
    }
}

impl<R: Record> Ends for List<R> {
    fn end(self: Arc<Self>) {
        if let Ok(runtime) = runtime() {
            runtime.spawn(async move {
                let mut turn = self.turn.lock().await;
                turn.pages = None;
                turn.ready = None;
            });
        }
    }
}

fn refused(reason: String) -> Failure {
    Failure::new(ErrorKind::InvalidRequest, reason)
}

macro_rules! lists {
    ($($name:ident of $record:ident gives $page:ident),*) => {$(
        /// A list, page by page. One caller at a time; a second one waits.
        #[derive(uniffi::Object)]
        pub struct $name(Arc<List<tagove::$record>>);

        impl $name {
            pub(crate) fn new(
                life: &Arc<Life>,
                open: impl Fn() -> Result<Pages<tagove::$record>, Failure> + Send + Sync + 'static,
            ) -> Arc<Self> {
                Arc::new(Self(List::new(life, Arc::new(open), Ok(None))))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        #[uniffi::export]
        impl $name {
            /// The next page; none after the end. After an error the same page is asked again.
            ///
            /// # Errors
            /// `InvalidRequest` if a parameter was refused, before any request; any other kind as it comes.
            pub async fn next_page(&self, cancel: Option<Arc<CancelToken>>) -> Result<Option<$page>, Failure> {
                self.0.next(cancel, |page| $page::from(page)).await
            }

            /// As `next_page`, the records as one run of bytes.
            ///
            /// # Errors
            /// As of `next_page`.
            pub async fn next_packed(&self, cancel: Option<Arc<CancelToken>>) -> Result<Option<PackedPage>, Failure> {
                self.0.next(cancel, |page| PackedPage::from(page)).await
            }

            /// A list of its own, from the same beginning, with at most so many records: the page that has the last of
            /// them is cut behind it, no further one is asked for, and it has ended as `taken`. With 0 nothing is asked
            /// for. A negative number, and a list whose first page is there already, are refused with the first page
            /// that is asked for.
            #[must_use]
            pub fn take(&self, records: i64) -> Arc<Self> {
                Arc::new(Self(self.0.take(records)))
            }

            /// Gives up the pages that were asked for ahead; a later `next_page` asks for them again.
            pub fn stop_ahead(&self) {
                self.0.clone().stop_ahead();
            }

            /// What is known of the list so far.
            #[must_use]
            pub fn summary(&self) -> Summary {
                self.0.known().summary.into()
            }

            /// What was noticed about the list as a whole, once it has ended.
            #[must_use]
            pub fn warnings(&self) -> Vec<Warning> {
                self.0.known().warnings.clone()
            }
        }
    )*};
}
lists!(ChatPages of Chat gives ChatPage, VisitorSessionPages of VisitorSession gives VisitorSessionPage);
