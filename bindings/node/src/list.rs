//! A list, page by page.

use crate::failure::{bare, cancelled, closed, failure};
use crate::guard::guarded;
use crate::life::{Life, held};
use crate::page::{Crossing, WarningFacts, crossing, too_long};
use napi::bindgen_prelude::{AsyncBlock, AsyncBlockBuilder, Env, spawn};
use napi_derive::napi;
use std::sync::{Arc, Mutex as StdMutex};
use tagove::{
    Chat, Ended, ErrorKind, PageInfo, Pages, Summary, TagoveError, VisitorSession, Warning,
};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

/// The two lists of the API.
pub(crate) enum Either {
    Chats(Pages<Chat>),
    Sessions(Pages<VisitorSession>),
}

impl Either {
    async fn next_page(&mut self) -> Result<Option<PageInfo>, TagoveError> {
        Ok(match self {
            Self::Chats(pages) => pages.next_page().await?.map(|page| page.info().clone()),
            Self::Sessions(pages) => pages.next_page().await?.map(|page| page.info().clone()),
        })
    }

    fn take_more(&mut self, records: u64) {
        match self {
            Self::Chats(pages) => pages.take_more(records),
            Self::Sessions(pages) => pages.take_more(records),
        }
    }

    fn stop_ahead(&mut self) {
        match self {
            Self::Chats(pages) => pages.stop_ahead(),
            Self::Sessions(pages) => pages.stop_ahead(),
        }
    }

    fn known(&self) -> (Summary, Vec<Warning>) {
        match self {
            Self::Chats(pages) => (pages.summary(), pages.warnings().to_vec()),
            Self::Sessions(pages) => (pages.summary(), pages.warnings().to_vec()),
        }
    }
}

/// A list of the core; none once its client is closed, for it holds connections. Locked while a page is on its way.
pub(crate) type Pager = Mutex<Option<Either>>;

/// What is known of a list so far.
#[napi(object, object_from_js = false)]
pub struct SummaryFacts {
    /// Pages that were read.
    pub pages: f64,
    /// Records that were delivered.
    pub records: f64,
    /// Records that were dropped because they had been delivered before.
    pub duplicates: f64,
    /// How it ended.
    #[napi(ts_type = "string | null")]
    pub ended: napi::Either<String, napi::bindgen_prelude::Null>,
    /// Whether all was delivered, as far as anybody can know.
    pub complete: bool,
}

/// A list under way.
#[napi]
pub struct List {
    pages: Arc<Pager>,
    life: Arc<Life>,
    /// What the last page left known, readable while the next is on its way.
    known: Arc<StdMutex<(Summary, Vec<Warning>)>>,
    /// Cancels the page that is being waited for; a new one stands here afterwards.
    stop: StdMutex<CancellationToken>,
    steps: Arc<StdMutex<Steps>>,
}

/// What bears on the next page beside the core's own list.
#[derive(Default)]
struct Steps {
    /// Whether a page was ever asked for: what it brings cannot be taken back from whoever reads it.
    begun: bool,
    /// How many records the caller wants; told to the core with the first page.
    wanted: Option<u64>,
    /// Whether a page came that cannot cross. The list says so at every step: the next must not come in its place.
    stuck: bool,
}

impl List {
    pub(crate) fn new(pages: Either, life: Arc<Life>) -> Self {
        let known = pages.known();
        let pages = Arc::new(Mutex::new(Some(pages)));
        life.holds_list(&pages);
        Self {
            known: Arc::new(StdMutex::new(known)),
            pages,
            life,
            stop: StdMutex::default(),
            steps: Arc::default(),
        }
    }
}

#[napi]
impl List {
    /// At most so many records; TypeScript has checked that they are a count.
    #[napi(catch_unwind)]
    pub fn take(&self, records: f64) -> napi::Result<()> {
        let mut steps = held(&self.steps);
        if steps.begun {
            return Err(bare(
                ErrorKind::InvalidRequest,
                "take comes before the first record or page is asked for; this list has begun",
            ));
        }
        steps.wanted = Some(records as u64);
        Ok(())
    }

    /// The next page; null after the end. After an error the same page is asked again.
    #[napi(ts_return_type = "Promise<Crossing | null>")]
    pub fn next_page(&self, env: &Env) -> napi::Result<AsyncBlock<Option<Crossing>>> {
        let (pages, known) = (self.pages.clone(), self.known.clone());
        let stop = held(&self.stop).clone();
        held(&self.steps).begun = true;
        let (steps, life) = (self.steps.clone(), self.life.clone());
        let ended = held(&self.known).0.ended;
        if ended.is_some_and(|ended| ended != Ended::Error) {
            // Whether its client is closed meanwhile does not matter: nothing more is asked.
            return AsyncBlockBuilder::new(async { Ok(None) }).build(env);
        }
        if life.ended().is_cancelled() {
            return Err(closed());
        }
        // Boxed: all of it on the stack is more than the engine leaves when somebody listens to promises.
        let asked = Box::pin(async move {
            let mut pages = pages.lock().await;
            let pages = pages.as_mut().ok_or_else(closed)?;
            if held(&steps).stuck {
                return Err(too_long());
            }
            let wanted = held(&steps).wanted.take();
            if let Some(records) = wanted {
                pages.take_more(records);
            }
            let asked = pages.next_page().await;
            *held(&known) = pages.known();
            let page = asked.map_err(failure)?;
            let crossed = page.as_ref().map(crossing).transpose();
            held(&steps).stuck = crossed.is_err();
            crossed
        });
        AsyncBlockBuilder::new(guarded(async move {
            let asked = async {
                let page = stop.run_until_cancelled(asked).await;
                page.unwrap_or_else(|| Err(cancelled()))
            };
            life.call(asked).await
        }))
        .build(env)
    }

    /// Gives up the page that is waited for and those asked ahead, which closes their sockets. A later `next_page`
    /// asks for them again.
    #[napi(catch_unwind)]
    pub fn stop(&self) {
        std::mem::take(&mut *held(&self.stop)).cancel();
        self.stop_ahead();
    }

    /// Gives up the pages asked ahead, but not the one that is waited for: they go once it is here.
    #[napi(catch_unwind)]
    pub fn stop_ahead(&self) {
        let pages = self.pages.clone();
        spawn(async move {
            if let Some(pages) = &mut *pages.lock().await {
                pages.stop_ahead();
            }
        });
    }

    /// What is known of the list so far.
    #[napi(catch_unwind)]
    pub fn summary(&self) -> SummaryFacts {
        let summary = held(&self.known).0;
        SummaryFacts {
            pages: summary.pages as f64,
            records: summary.records as f64,
            duplicates: summary.duplicates as f64,
            ended: match summary.ended {
                Some(ended) => napi::Either::A(ended.as_str().to_owned()),
                None => napi::Either::B(napi::bindgen_prelude::Null),
            },
            complete: summary.complete,
        }
    }

    /// What was noticed about the list as a whole.
    #[napi(catch_unwind)]
    pub fn warnings(&self) -> Vec<WarningFacts> {
        held(&self.known).1.iter().map(WarningFacts::from).collect()
    }
}
