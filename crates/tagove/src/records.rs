//! A list, record by record.

use crate::TagoveError;
use crate::answer::{Page, PageInfo, Pinned};
use crate::pages::{Ended, Pager, Summary};
use crate::row::Record;
use crate::warning::Warning;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// The records of a list, each with its page. A `Stream`; [`Records::next`] works without any other crate.
///
/// After an error the next call asks the same page again, so a loop that ignores errors does not end.
pub struct Records<R> {
    state: State,
    page: Option<Page<R>>,
    index: usize,
    /// How many more records the caller wants; all if it did not say.
    wanted: Option<u64>,
    summary: Summary,
    warnings: Vec<Warning>,
}

type Turn = (Box<Pager>, Result<Option<PageInfo>, TagoveError>);

enum State {
    Idle(Box<Pager>),
    Asking(Pin<Box<dyn Future<Output = Turn> + Send>>),
    /// While the pager changes hands, and for good once it is no longer needed.
    Moving,
}

impl<R: Record> Records<R> {
    pub(crate) fn new(pager: Pager) -> Self {
        Self {
            state: State::Idle(Box::new(pager)),
            page: None,
            index: 0,
            wanted: None,
            summary: Summary::default(),
            warnings: Vec::new(),
        }
    }

    /// The next record; none after the end.
    ///
    /// # Errors
    /// As of [`Pages::next_page`](crate::Pages::next_page), inside the option.
    pub async fn next(&mut self) -> Option<Result<Pinned<R>, TagoveError>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// At most this many records from here on, then `ended` is `Taken` and no further page is asked for.
    ///
    /// ```no_run
    /// # async fn run(client: tagove::Client) -> Result<(), tagove::TagoveError> {
    /// let mut some = client.list_chats(tagove::ListChats::new()).records().take(10);
    /// while let Some(chat) = some.next().await {
    ///     println!("{:?}", chat?.get().id());
    /// }
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn take(mut self, records: u64) -> Self {
        self.wanted = Some(self.wanted.unwrap_or(records).min(records));
        self.cut();
        self
    }

    /// What is known of the list so far. Its counts are of whole pages: the page in use is counted in full, unless
    /// [`Records::take`] cut it.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.summary
    }

    /// What was noticed about the list as a whole, once it has ended.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    /// Ends the list inside the page in use, if that has more records than are wanted.
    fn cut(&mut self) {
        let Some((page, wanted)) = self.page.as_ref().zip(self.wanted) else {
            return;
        };
        let unread = (page.len() - self.index) as u64;
        let Some(left_out) = unread.checked_sub(wanted).filter(|&count| count > 0) else {
            return;
        };
        let end = page.len() - left_out as usize;
        self.page = Some(Page::new(page.info().with_first(end)));
        self.summary.records -= left_out;
        self.summary.ended = Some(Ended::Taken);
        self.summary.complete = false;
        // The pager goes, and with it what it asked for ahead.
        self.state = State::Moving;
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Pinned<R>, TagoveError>>> {
        loop {
            if let Some(record) = self
                .page
                .as_ref()
                .and_then(|page| Pinned::new(page, self.index))
            {
                self.index += 1;
                self.wanted = self.wanted.map(|wanted| wanted.saturating_sub(1));
                return Poll::Ready(Some(Ok(record)));
            }
            self.page = None;
            self.state = match std::mem::replace(&mut self.state, State::Moving) {
                State::Idle(mut pager) => {
                    // The list may have been given a number before it became a stream.
                    pager.wanted = pager.wanted.into_iter().chain(self.wanted).min();
                    State::Asking(Box::pin(turn(pager)))
                }
                other => other,
            };
            let State::Asking(turn) = &mut self.state else {
                return Poll::Ready(None);
            };
            let (pager, asked) = ready!(turn.as_mut().poll(context));
            self.summary = pager.summary;
            self.warnings.clone_from(&pager.warnings);
            self.state = State::Idle(pager);
            self.index = 0;
            match asked {
                Ok(Some(page)) => {
                    self.page = Some(Page::new(page));
                    // Only a page that was on its way when the caller said how many it wants is still too long.
                    self.cut();
                }
                Ok(None) => return Poll::Ready(None),
                Err(error) => return Poll::Ready(Some(Err(error))),
            }
        }
    }
}

async fn turn(mut pager: Box<Pager>) -> Turn {
    let asked = pager.next_page().await;
    (pager, asked)
}

impl<R: Record> Stream for Records<R> {
    type Item = Result<Pinned<R>, TagoveError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll(context)
    }
}

impl<R> fmt::Debug for Records<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Records")
            .field("summary", &self.summary)
            .finish_non_exhaustive()
    }
}
