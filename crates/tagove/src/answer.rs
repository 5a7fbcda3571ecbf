//! What a request gives: pages of records, with all that is known of each.

use crate::page::Decoded;
use crate::row::{Record, Row, View};
use crate::schema::Model;
use crate::warning::Warning;
use crate::zone::Zone;
use crate::{Extra, TagoveError, read, shape};
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

/// What is known of an answer besides its records. Cheap to clone; a clone keeps the whole page in memory (its body,
/// commonly half a megabyte, and about a third of that again).
#[derive(Clone)]
pub struct PageInfo(pub(crate) Arc<Inner>);

pub(crate) struct Inner {
    pub(crate) decoded: Arc<Decoded>,
    pub(crate) number: u64,
    pub(crate) status: u16,
    pub(crate) request_id: Option<String>,
    pub(crate) attempts: u32,
    pub(crate) elapsed: Duration,
    /// The zone in which its times were read, if the caller gave one.
    pub(crate) zone: Option<Zone>,
    /// Which rows are delivered: all, unless the pager dropped what it had delivered before.
    pub(crate) kept: Option<Vec<u32>>,
}

impl PageInfo {
    /// The page's number, from 1; 1 for single answers.
    #[must_use]
    pub fn number(&self) -> u64 {
        self.0.number
    }
    /// The answer's HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        self.0.status
    }
    /// The answer's `X-Request-Id`, if it had one.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }
    /// How many requests were made for it.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }
    /// From the first request to the last byte.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.0.elapsed
    }
    /// The client's `time_zone`, in which times without an offset were read, by its IANA name.
    #[must_use]
    pub fn time_zone(&self) -> Option<&str> {
        self.0.zone.as_ref().and_then(Zone::name)
    }
    /// The model of its records, of which there may be none.
    #[must_use]
    pub fn model(&self) -> &'static Model {
        self.0.decoded.model
    }
    /// The answer's bytes, as they came.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.0.decoded.body().as_bytes()
    }
    /// What was read with a reservation.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.0.decoded.warnings
    }
    /// The members around the records that nobody has documented; those of `data` under `data`.
    #[must_use]
    pub fn extra(&self) -> Extra {
        Extra::from_json(self.0.decoded.extra.clone())
    }
    /// The records by row, for code that walks any model.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        let Inner { decoded, kept, .. } = &*self.0;
        kept.as_ref()
            .unwrap_or(&decoded.records)
            .iter()
            .map(|&row| Row::new(decoded, decoded.model, row))
    }

    /// A row of any model by its index: for bindings, whose records outlive a borrow of the page.
    ///
    /// ```
    /// use tagove::{Chat, Page, View as _};
    ///
    /// let page = Page::<Chat>::from_body(br#"{"data": {"chat": {"id": "7"}}}"#)?;
    /// let row = page.iter().next().unwrap().row();
    /// let again = page.row_of(row.model(), row.index());
    /// assert_eq!(again.and_then(|row| row.text(0)), Some("7"));
    /// # Ok::<(), tagove::TagoveError>(())
    /// ```
    #[must_use]
    pub fn row_of(&self, model: &'static Model, index: u32) -> Option<Row<'_>> {
        self.0
            .decoded
            .has_row(model, index)
            .then(|| Row::new(&self.0.decoded, model, index))
    }

    /// The same page with only these rows delivered.
    pub(crate) fn with_rows(&self, kept: Vec<u32>) -> Self {
        let Inner {
            decoded,
            number,
            status,
            request_id,
            attempts,
            elapsed,
            zone,
            ..
        } = &*self.0;
        Self(Arc::new(Inner {
            decoded: decoded.clone(),
            number: *number,
            status: *status,
            request_id: request_id.clone(),
            attempts: *attempts,
            elapsed: *elapsed,
            zone: zone.clone(),
            kept: Some(kept),
        }))
    }

    /// The same page with only its first records delivered.
    pub(crate) fn with_first(&self, count: usize) -> Self {
        let Inner { decoded, kept, .. } = &*self.0;
        let rows = kept.as_ref().unwrap_or(&decoded.records);
        self.with_rows(rows.iter().take(count).copied().collect())
    }

    fn row(&self, index: usize) -> Option<Row<'_>> {
        let Inner { decoded, kept, .. } = &*self.0;
        let row = *kept.as_ref().unwrap_or(&decoded.records).get(index)?;
        Some(Row::new(decoded, decoded.model, row))
    }
}

impl fmt::Debug for PageInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("number", &self.number())
            .field("records", &self.rows().len())
            .field("status", &self.status())
            .field("request_id", &self.request_id())
            .field("warnings", &self.warnings().len())
            .finish_non_exhaustive()
    }
}

/// A page of records. Cheap to clone; see [`PageInfo`], to which it derefs, for what a clone keeps.
pub struct Page<R> {
    info: PageInfo,
    record: PhantomData<fn() -> R>,
}

impl<R: Record> Page<R> {
    pub(crate) fn new(info: PageInfo) -> Self {
        Self {
            info,
            record: PhantomData,
        }
    }

    /// The records, as views that borrow the page. `for record in &page` does the same.
    pub fn iter(&self) -> PageRecords<'_, R> {
        PageRecords {
            page: self,
            next: 0,
        }
    }

    /// How many records it holds; those delivered by an earlier page are not among them.
    #[must_use]
    pub fn len(&self) -> usize {
        self.info.rows().len()
    }

    /// Whether it holds none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The page without the type of its records.
    #[must_use]
    pub fn info(&self) -> &PageInfo {
        &self.info
    }
}

impl Page<crate::Chat> {
    /// Reads a body of `GET /chats` that was kept, for example one that [`PageInfo::body`] gave.
    ///
    /// ```
    /// let body = br#"{"success": true, "data": {"chat": {"id": "43074", "mood": "fine"}}}"#;
    /// let page = tagove::Page::<tagove::Chat>::from_body(body)?;
    /// let chat = page.iter().next().unwrap();
    /// assert_eq!((chat.id(), chat.status()), (Some("43074"), None));
    /// assert_eq!(chat.extra_json(), r#"{"mood":"fine"}"#);
    /// # Ok::<(), tagove::TagoveError>(())
    /// ```
    ///
    /// # Errors
    /// `Decode` if it cannot be read, or the kind of the failure that it tells of.
    pub fn from_body(body: &[u8]) -> Result<Self, TagoveError> {
        read::kept_body(body, &shape::CHATS).map(Self::new)
    }
}

impl Page<crate::VisitorSession> {
    /// Reads a body of `GET /visitor` or `GET /visitor/{visitor-id}` that was kept.
    ///
    /// # Errors
    /// `Decode` if it cannot be read, or the kind of the failure that it tells of.
    pub fn from_body(body: &[u8]) -> Result<Self, TagoveError> {
        read::kept_body(body, &shape::SESSIONS).map(Self::new)
    }
}

/// The records of a page, as views that borrow it.
#[derive(Debug)]
pub struct PageRecords<'p, R> {
    page: &'p Page<R>,
    next: usize,
}

impl<'p, R: Record> Iterator for PageRecords<'p, R> {
    type Item = R::Ref<'p>;

    fn next(&mut self) -> Option<R::Ref<'p>> {
        let row = self.page.info.row(self.next)?;
        self.next += 1;
        Some(R::Ref::from_row(row))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.page.len() - self.next;
        (left, Some(left))
    }
}

impl<R: Record> ExactSizeIterator for PageRecords<'_, R> {}

impl<'p, R: Record> IntoIterator for &'p Page<R> {
    type Item = R::Ref<'p>;
    type IntoIter = PageRecords<'p, R>;

    fn into_iter(self) -> PageRecords<'p, R> {
        self.iter()
    }
}

impl<R> Clone for Page<R> {
    fn clone(&self) -> Self {
        Self {
            info: self.info.clone(),
            record: PhantomData,
        }
    }
}

impl<R> Deref for Page<R> {
    type Target = PageInfo;
    fn deref(&self) -> &PageInfo {
        &self.info
    }
}

impl<R> fmt::Debug for Page<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.info.fmt(f)
    }
}

/// One record of a list, with its page, which it keeps in memory: [`Pinned::to_owned`] lets go of it.
pub struct Pinned<R> {
    page: Page<R>,
    index: usize,
}

impl<R: Record> Pinned<R> {
    /// The record at this place of the page.
    pub(crate) fn new(page: &Page<R>, index: usize) -> Option<Self> {
        (index < page.len()).then(|| Self {
            page: page.clone(),
            index,
        })
    }

    /// The record, as a view.
    #[must_use]
    pub fn get(&self) -> R::Ref<'_> {
        match self.page.info.row(self.index) {
            Some(row) => R::Ref::from_row(row),
            None => unreachable!(
                "the index was checked when the record was pinned, and pages do not change"
            ),
        }
    }

    /// The record as a struct of its own.
    #[must_use]
    pub fn to_owned(&self) -> R {
        R::from_view(self.get())
    }

    /// The page that it came with.
    #[must_use]
    pub fn page(&self) -> &Page<R> {
        &self.page
    }
}

impl<R> Clone for Pinned<R> {
    fn clone(&self) -> Self {
        Self {
            page: self.page.clone(),
            index: self.index,
        }
    }
}

impl<R: Record> fmt::Debug for Pinned<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} {:?} of {:?}",
            R::Ref::MODEL.name,
            self.index,
            self.page
        )
    }
}

impl<R: Record> serde::Serialize for Pinned<R> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
}
