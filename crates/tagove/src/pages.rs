//! A list, page by page, to its end. No answer says where the end is: `ended` says how it was found.

use crate::answer::{Page, PageInfo};
use crate::call::{Call, CallId};
use crate::client::Client;
use crate::records::Records;
use crate::requests::Query;
use crate::row::Record;
use crate::seen::Seen;
use crate::shape::Shape;
use crate::warning::{Warning, WarningCode};
use crate::{ErrorKind, TagoveError};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use tokio_util::task::AbortOnDropHandle;

/// How a list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Ended {
    /// With an empty page.
    EmptyPage,
    /// With an error of kind `NotFound` after a page that was not empty.
    NotFound,
    /// The server gave what it had given before; whether more is there nobody knows.
    RepeatedPage,
    /// The caller took as many as it wanted.
    Taken,
    /// With an error; the same page can be asked again.
    Error,
}

impl Ended {
    /// Its name in the normalised form, the same in every language.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::EmptyPage => "empty_page",
            Self::NotFound => "not_found",
            Self::RepeatedPage => "repeated_page",
            Self::Taken => "taken",
            Self::Error => "error",
        }
    }
}

/// What is known of a list so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Pages that were read, the empty last one included.
    pub pages: u64,
    /// Records that were delivered.
    pub records: u64,
    /// Records that were dropped because they had been delivered before.
    pub duplicates: u64,
    /// How it ended; none before the end.
    pub ended: Option<Ended>,
    /// Whether all that the server has was delivered, as far as anybody can know.
    pub complete: bool,
}

/// A list as pages. The records come as [`Pages::records`].
///
/// Up to `prefetch` pages beyond the one in use are asked for ahead; dropping the list stops them.
pub struct Pages<R> {
    pager: Pager,
    record: PhantomData<fn() -> R>,
}

impl<R: Record> Pages<R> {
    pub(crate) fn new(
        client: Client,
        of: Listed,
        query: Result<(u64, Query), TagoveError>,
    ) -> Self {
        Self {
            pager: Pager::new(client, of, query),
            record: PhantomData,
        }
    }

    /// The next page; none after the end. The last one may be empty. After an error the same page is asked again.
    ///
    /// # Errors
    /// `InvalidRequest` if a parameter was refused, before any request; any other kind as it comes.
    pub async fn next_page(&mut self) -> Result<Option<Page<R>>, TagoveError> {
        Ok(self.pager.next_page().await?.map(Page::new))
    }

    /// At most this many records from here on; the page that has the last of them is cut behind it, no further one is
    /// asked for, and the list has `ended` as `Taken`. With 0 nothing is asked for. Of two, the smaller counts.
    ///
    /// ```no_run
    /// # async fn run(client: tagove::Client) -> Result<(), tagove::TagoveError> {
    /// let mut some = client.list_chats(tagove::ListChats::new()).take(10);
    /// while let Some(page) = some.next_page().await? {
    ///     println!("{} chats", page.len());
    /// }
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn take(mut self, records: u64) -> Self {
        self.take_more(records);
        self
    }

    /// [`Pages::take`] for a list that somebody holds.
    pub fn take_more(&mut self, records: u64) {
        let wanted = self.pager.wanted.unwrap_or(records);
        self.pager.wanted = Some(wanted.min(records));
    }

    /// Stops the pages that were asked for ahead, which closes their connections. Nothing is lost: the next call asks
    /// for them again. Dropping the list does the same; this is for bindings, where a cancelled caller keeps the list.
    pub fn stop_ahead(&mut self) {
        self.pager.ahead.clear();
    }

    /// The same list, record by record.
    #[must_use]
    pub fn records(self) -> Records<R> {
        Records::new(self.pager)
    }

    /// What is known of the list so far.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.pager.summary
    }

    /// The client's `time_zone`, by its IANA name: what [`PageInfo::time_zone`] says of every page, before the first.
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        self.pager.client.reading().zone.as_ref()?.name()
    }

    /// What was noticed about the list as a whole, once it has ended.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.pager.warnings
    }
}

impl<R> fmt::Debug for Pages<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &self.pager.of.operation)
            .field("summary", &self.pager.summary)
            .finish_non_exhaustive()
    }
}

/// What a list is of.
pub(crate) struct Listed {
    pub(crate) operation: &'static str,
    pub(crate) path: &'static str,
    pub(crate) shape: &'static Shape,
    /// As the caller gave them.
    pub(crate) arguments: Map<String, Value>,
}

type Asked = Result<PageInfo, TagoveError>;

/// The list without the type of its records.
pub(crate) struct Pager {
    client: Client,
    call: CallId,
    of: Listed,
    query: Result<Query, TagoveError>,
    first: u64,
    /// The page that is delivered next.
    next: u64,
    /// Pages asked ahead, in order, from `next` on.
    ahead: VecDeque<AbortOnDropHandle<Asked>>,
    seen: Seen,
    last: Option<PageInfo>,
    /// Pages in a row that held nothing new.
    stale: u8,
    announced: Option<u64>,
    /// Records of the last page, at least 1.
    page_size: u64,
    /// How many more records the caller wants; all if it did not say.
    pub(crate) wanted: Option<u64>,
    pub(crate) summary: Summary,
    pub(crate) warnings: Vec<Warning>,
}

impl Pager {
    fn new(client: Client, of: Listed, query: Result<(u64, Query), TagoveError>) -> Self {
        let (first, query) = match query {
            Ok((first, query)) => (first, Ok(query)),
            Err(error) => (1, Err(error)),
        };
        Self {
            client,
            call: CallId::new(),
            of,
            query,
            first,
            next: first,
            ahead: VecDeque::new(),
            seen: Seen::default(),
            last: None,
            stale: 0,
            announced: None,
            page_size: 1,
            wanted: None,
            summary: Summary::default(),
            warnings: Vec::new(),
        }
    }

    pub(crate) async fn next_page(&mut self) -> Result<Option<PageInfo>, TagoveError> {
        if !matches!(self.summary.ended, None | Some(Ended::Error)) {
            return Ok(None);
        }
        self.summary.ended = None;
        if self.summary.pages == 0
            && let Some(take) = self.wanted
        {
            // An argument like the others to who plays a recording of it.
            self.of.arguments.insert("take".to_owned(), take.into());
        }
        // A refused parameter is told of even if nothing is wanted.
        if self.wanted == Some(0) && self.query.is_ok() {
            self.ahead.clear();
            self.end(Ended::Taken);
            return Ok(None);
        }
        // A handle leaves the queue only once it is done: a caller who gives up waiting loses no page.
        let asked = match self.ahead.front_mut() {
            Some(handle) => match handle.await {
                Ok(asked) => asked,
                Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
                Err(_) => Err(TagoveError::new(
                    ErrorKind::Cancelled,
                    "the runtime was shut down while a page was on its way",
                )),
            },
            None => match self.ask(self.next) {
                Ok(page) => page.await,
                Err(error) => Err(error),
            },
        };
        self.ahead.pop_front();
        match asked {
            Ok(page) => {
                let page = self.take(page);
                self.ask_ahead();
                Ok(Some(page))
            }
            Err(error) => {
                self.ahead.clear();
                if error.kind() == ErrorKind::NotFound && self.last.is_some() {
                    self.end(Ended::NotFound);
                    return Ok(None);
                }
                self.summary.ended = Some(Ended::Error);
                Err(error)
            }
        }
    }

    /// The request of a page.
    fn ask(&self, number: u64) -> Result<impl Future<Output = Asked> + Send + use<>, TagoveError> {
        let mut query = self.query.clone()?;
        query.push(("page", number.to_string()));
        let call = Call {
            id: self.call,
            operation: self.of.operation,
            template: Some(self.of.path),
            arguments: self.of.arguments.clone(),
            url: self.client.url(self.of.path, &query),
        };
        let (client, shape) = (self.client.clone(), self.of.shape);
        Ok(async move { client.page(&call, shape, number).await })
    }

    fn ask_ahead(&mut self) {
        if self.summary.ended.is_some() {
            self.ahead.clear();
            return;
        }
        // Of those who want a few records, no more pages than these fill at the last one's size.
        let wanted = self.wanted.map(|wanted| wanted.div_ceil(self.page_size));
        let most = wanted.and_then(|pages| usize::try_from(pages).ok());
        let most = self.client.prefetch().min(most.unwrap_or(usize::MAX));
        while self.ahead.len() < most {
            let number = self.next + self.ahead.len() as u64;
            let Ok(page) = self.ask(number) else { return };
            self.ahead
                .push_back(AbortOnDropHandle::new(tokio::spawn(page)));
        }
    }

    /// Counts a page, drops what was delivered before, and sees whether the list ends with it.
    fn take(&mut self, page: PageInfo) -> PageInfo {
        self.summary.pages += 1;
        self.next += 1;
        self.announced = self.announced.max(page.0.decoded.announced);
        let total = page.0.decoded.records.len();
        if total == 0 && !page.0.decoded.strange {
            self.end(Ended::EmptyPage);
            return page;
        }
        self.page_size = total.max(1) as u64;
        let equal = self
            .last
            .as_ref()
            .is_some_and(|last| last.body() == page.body());
        let id = page.0.decoded.model.id;
        let wanted = self.wanted.unwrap_or(u64::MAX);
        let mut kept = Vec::with_capacity(total);
        let mut looked_at = 0u64;
        for (&index, row) in page.0.decoded.records.iter().zip(page.rows()) {
            if kept.len() as u64 == wanted {
                break;
            }
            looked_at += 1;
            // Without an id nobody can tell whether it came before: it is delivered.
            let new = id
                .and_then(|id| row.text(id))
                .is_none_or(|id| self.seen.insert(id));
            if new && !equal {
                kept.push(index);
            }
        }
        // Nothing kept means that every record has an id delivered before: a server that ignores `page`, or a live
        // list that moved by a whole page. The next one tells which.
        self.stale = if kept.is_empty() { self.stale + 1 } else { 0 };
        let delivered = kept.len() as u64;
        self.summary.records += delivered;
        self.summary.duplicates += looked_at - delivered;
        self.wanted = self.wanted.map(|wanted| wanted - delivered);
        let page = if kept.len() == total {
            page
        } else {
            page.with_rows(kept)
        };
        if self.wanted == Some(0) {
            self.end(Ended::Taken);
        } else if equal || self.stale == 2 {
            self.end(Ended::RepeatedPage);
        }
        self.last = Some(page.clone());
        page
    }

    fn end(&mut self, ended: Ended) {
        self.summary.ended = Some(ended);
        self.summary.complete = matches!(ended, Ended::EmptyPage | Ended::NotFound);
        if ended == Ended::RepeatedPage {
            self.warn(WarningCode::RepeatedPage);
        } else if self.summary.complete
            && self.first == 1
            && self
                .announced
                .is_some_and(|announced| announced > self.summary.records)
        {
            // Who begins in the middle is not owed what stands before.
            self.warn(WarningCode::FewerThanAnnounced);
            self.summary.complete = false;
        }
        self.last = None;
    }

    fn warn(&mut self, code: WarningCode) {
        let page = if self.summary.ended == Some(Ended::NotFound) {
            self.next
        } else {
            self.next - 1
        };
        self.warnings.push(Warning {
            code,
            page,
            at: String::new(),
            offset: None,
        });
    }
}
