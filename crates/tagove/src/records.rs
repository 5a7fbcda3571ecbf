//! A list, record by record.

use crate::TagoveError;
use crate::answer::{Page, PageInfo, Pinned};
use crate::pages::{Pager, Summary};
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
    summary: Summary,
    warnings: Vec<Warning>,
}

type Turn = (Box<Pager>, Result<Option<PageInfo>, TagoveError>);

enum State {
    Idle(Box<Pager>),
    Asking(Pin<Box<dyn Future<Output = Turn> + Send>>),
    /// Only while the pager changes hands.
    Moving,
}

impl<R: Record> Records<R> {
    pub(crate) fn new(pager: Pager) -> Self {
        Self {
            state: State::Idle(Box::new(pager)),
            page: None,
            index: 0,
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

    /// What is known of the list so far. Its counts are of whole pages: the page in use is counted in full.
    #[must_use]
    pub fn summary(&self) -> Summary {
        self.summary
    }

    /// What was noticed about the list as a whole, once it has ended.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.warnings
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Pinned<R>, TagoveError>>> {
        loop {
            if let Some(record) = self
                .page
                .as_ref()
                .and_then(|page| Pinned::new(page, self.index))
            {
                self.index += 1;
                return Poll::Ready(Some(Ok(record)));
            }
            self.page = None;
            self.state = match std::mem::replace(&mut self.state, State::Moving) {
                State::Idle(pager) => State::Asking(Box::pin(turn(pager))),
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
                Ok(Some(page)) => self.page = Some(Page::new(page)),
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
