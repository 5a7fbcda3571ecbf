//! The core's list as both sides of the border look at it.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tagove::schema::{self, Model};
use tagove::{Chat, PageInfo, Pages, TagoveError, VisitorSession};

/// The core's list, whichever records it has.
pub(crate) enum Pager {
    Chats(Pages<Chat>),
    Sessions(Pages<VisitorSession>),
}

impl Pager {
    async fn next_page(&mut self) -> Result<Option<PageInfo>, TagoveError> {
        Ok(match self {
            Self::Chats(pages) => pages.next_page().await?.map(|page| page.info().clone()),
            Self::Sessions(pages) => pages.next_page().await?.map(|page| page.info().clone()),
        })
    }

    /// The model of its records.
    pub(crate) fn model(&self) -> &'static Model {
        match self {
            Self::Chats(_) => &schema::CHAT,
            Self::Sessions(_) => &schema::VISITOR_SESSION,
        }
    }

    pub(crate) fn time_zone(&self) -> Option<&str> {
        match self {
            Self::Chats(pages) => pages.time_zone(),
            Self::Sessions(pages) => pages.time_zone(),
        }
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

    fn facts(&self) -> (tagove::Summary, &[tagove::Warning]) {
        match self {
            Self::Chats(pages) => (pages.summary(), pages.warnings()),
            Self::Sessions(pages) => (pages.summary(), pages.warnings()),
        }
    }
}

/// What both sides of the border look at. The pager is locked while a page is on its way, the rest never for long.
pub(crate) struct Shared {
    /// None once its client was closed: it holds connections.
    pager: tokio::sync::Mutex<Option<Pager>>,
    known: Mutex<Known>,
}

#[derive(Default)]
pub(crate) struct Known {
    pub(crate) summary: tagove::Summary,
    pub(crate) warnings: Vec<tagove::Warning>,
    /// Pages that nobody took yet: a cancelled caller's page waits here for the next one.
    pub(crate) arrived: VecDeque<PageInfo>,
    /// Whether a page was ever asked for: what it brings cannot be taken back from whoever reads it.
    begun: bool,
    /// Whether somebody asked behind the last page, and so knows that the list has ended.
    pub(crate) end_told: bool,
    /// How many records the caller wants; told to the pager with the first page.
    wanted: Option<u64>,
}

impl Shared {
    pub(crate) fn new(pager: Pager) -> Self {
        Self {
            pager: tokio::sync::Mutex::new(Some(pager)),
            known: Mutex::default(),
        }
    }

    /// Stops what is asked ahead.
    pub(crate) async fn stop_ahead(&self) {
        if let Some(pager) = &mut *self.pager.lock().await {
            pager.stop_ahead();
        }
    }

    /// Lets go of all that is asked for, for good.
    pub(crate) async fn end(&self) {
        *self.pager.lock().await = None;
    }

    pub(crate) fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says how many records are wanted; false once the list has begun.
    pub(crate) fn take(&self, records: u64) -> bool {
        let mut known = self.known();
        if !known.begun {
            known.wanted = Some(records);
        }
        !known.begun
    }

    /// Says that a page is about to be asked for.
    pub(crate) fn begin(&self) {
        self.known().begun = true;
    }

    /// Asks for the next page and keeps it; false after the end.
    pub(crate) async fn ask(&self) -> Result<bool, TagoveError> {
        self.begin();
        let mut pager = self.pager.lock().await;
        let Some(pager) = &mut *pager else {
            // The client is closed, and whoever waits is told so: that would not be the list's end.
            return std::future::pending().await;
        };
        let wanted = self.known().wanted.take();
        if let Some(records) = wanted {
            pager.take_more(records);
        }
        let asked = pager.next_page().await;
        let mut known = self.known();
        let (summary, warnings) = pager.facts();
        known.summary = summary;
        known.warnings = warnings.to_vec();
        let page = asked?;
        let came = page.is_some();
        known.end_told |= !came;
        known.arrived.extend(page);
        Ok(came)
    }
}
