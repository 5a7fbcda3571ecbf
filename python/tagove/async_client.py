"""The client for asyncio."""

from __future__ import annotations

import html
from collections.abc import AsyncIterator, Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from tagove import async_frames
from tagove._native import Page, RawAnswer, RecordList, Summary, Warning
from tagove.async_frames import AsyncMessages
from tagove.callbacks import (
    AsyncCallbacks,
    AsyncCredentials,
    OnPage,
    OnRequest,
    OnResponse,
    OnRetry,
    known,
)
from tagove.client import RecordTuple
from tagove.lifetime import Lifetime
from tagove.options import opened
from tagove.parameters import (
    Accept,
    Auth,
    Day,
    Include,
    OnRateLimit,
    Operation,
    Place,
    Query,
    Zone,
    id_text,
    include_words,
    path_text,
    query_pairs,
)
from tagove.waiting import settled, waiting

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from tagove.records import Chat, Recording, VisitorSession

Record = TypeVar("Record")
_Client = TypeVar("_Client", bound="AsyncClient")


class AsyncRecordList(Generic[Record]):
    """The records of a list, in order, for `async for`. Nothing is sent before the first is asked for.

    After an error the next step asks the same page again. Cancelling stops what is on its way, and loses nothing.
    """

    def __init__(self, native: RecordList[Record]) -> None:
        self._native = native

    def __aiter__(self) -> AsyncRecordList[Record]:
        return self

    async def __anext__(self) -> Record:
        ended = False
        while (record := self._native._ready()) is None:
            if ended:
                raise StopAsyncIteration
            ended = not await self._ask()
        return record

    async def pages(self) -> AsyncIterator[Page[Record]]:
        """The same list, page by page. The last page may be empty."""
        ended = False
        while True:
            page = self._native._arrived()
            if page is not None:
                yield page
            elif ended:
                return
            else:
                ended = not await self._ask()

    def take(self, n: int) -> AsyncRecordList[Record]:
        """Ends the list after `n` records at most, and gives the list itself, which also its `.pages()` are of.

        `summary.ended` is `"taken"` then, and no further page is asked for; 0 asks for none at all. A list that has
        fewer ends as it would have. `InvalidRequestError` if `n` is below 0 or the list has begun; called again before
        that, the last call counts.

            newest = [chat async for chat in client.list_chats().take(10)]
        """
        self._native.take(n)
        return self

    def messages(self: AsyncRecordList[Chat]) -> AsyncMessages:
        """The messages of all its chats, one by one or as a frame; the list needs `include=["messages"]`."""
        self._native.messages()  # refuses what has none
        return AsyncMessages(self)

    async def to_arrow(self) -> pyarrow.Table:
        """What is left of the list as a `pyarrow.Table`, one row a record; needs `pip install "tagove[arrow]"`.

        A page that fails raises its `TagoveError`: there is no table of the pages before it.
        """
        return await async_frames.to_arrow(self)

    async def to_pandas(self) -> pandas.DataFrame:
        """What is left of the list as a `pandas.DataFrame`; needs `pip install "tagove[pandas]"`."""
        return await async_frames.to_pandas(self)

    async def to_polars(self) -> polars.DataFrame:
        """What is left of the list as a `polars.DataFrame`; needs `pip install "tagove[polars]"`."""
        return await async_frames.to_polars(self)

    async def _ask(self) -> bool:
        """Asks for the next page; false after the end. Another task may take the page before this one runs."""
        answered = False
        try:
            came: bool = await waiting().on(self._native._ask)
            answered = True
            return came
        finally:
            if not answered:
                self._native._stop()

    @property
    def summary(self) -> Summary:
        """What is known of the list so far."""
        return self._native.summary

    @property
    def warnings(self) -> list[Warning]:
        """What was noticed about the list as a whole, once it has ended."""
        return self._native.warnings

    def _repr_html_(self) -> str:
        return html.escape(f"{self!r} {self.summary!r}")

    def __repr__(self) -> str:
        return f"<tagove.AsyncRecordList, {self.summary.pages} pages so far>"


class AsyncClient(Lifetime):
    """A client of the API for asyncio; `async with` closes it. Any number of loops can use it.

    Its options are those of `Client`. Callbacks run on the loop of the call, and may be coroutine functions as well: a
    hook's coroutine is a task of its own, for which the call does not wait; the key's is waited for. A plain function
    holds the loop up as long as it takes.
    """

    _callbacks: AsyncCallbacks

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        auth: Auth = "bearer",
        timeout: float = 60.0,
        attempt_timeout: float = 30.0,
        connect_timeout: float = 10.0,
        max_retries: int = 2,
        on_rate_limit: OnRateLimit = "wait",
        requests_per_second: float | None = None,
        prefetch: int = 1,
        accept: Accept = "json",
        strict: bool = False,
        time_zone: Zone | None = None,
        max_body_bytes: int = 67_108_864,
        max_rows: int = 500_000,
        max_depth: int = 128,
        proxy: str | None = None,
        ca_file: Place | None = None,
        client_certificate: Place | None = None,
        record: Place | None = None,
        replay: Place | None = None,
        redact: bool = False,
        credentials: AsyncCredentials | None = None,
        on_request: OnRequest | None = None,
        on_response: OnResponse | None = None,
        on_retry: OnRetry | None = None,
        on_page: OnPage | None = None,
    ) -> None:
        self._zone = time_zone
        self._callbacks = AsyncCallbacks(credentials, on_request, on_response, on_retry, on_page)
        self._native = opened(
            self._callbacks,
            api_key=api_key,
            base_url=base_url,
            auth=auth,
            timeout=timeout,
            attempt_timeout=attempt_timeout,
            connect_timeout=connect_timeout,
            max_retries=max_retries,
            on_rate_limit=on_rate_limit,
            requests_per_second=requests_per_second,
            prefetch=prefetch,
            accept=accept,
            strict=strict,
            time_zone=time_zone,
            max_body_bytes=max_body_bytes,
            max_rows=max_rows,
            max_depth=max_depth,
            proxy=proxy,
            ca_file=ca_file,
            client_certificate=client_certificate,
            record=record,
            replay=replay,
            redact=redact,
        )
        known[self._callbacks.number] = self._callbacks

    def list_chats(
        self,
        *,
        start_date: Day | None = None,
        end_date: Day | None = None,
        page: int | None = None,
        limit: int | None = None,
        include: Iterable[Include] | None = None,
    ) -> AsyncRecordList[Chat]:
        """All chats of a date range, one by one, or page by page as `.pages()`. Nothing is sent before the first.

        - `start_date`, `end_date`: first and last day of the account, as `yyyy-mm-dd`, a `date` or a `datetime`; an
          aware one is of the day that it is in the client's `time_zone`. The vendor does not say whether the last day
          is included. `None`: without that end.
        - `page`: the page to begin with, from 1; the list goes on from there to its end.
        - `limit`: records *a page*, from 1; the server may give fewer. Not the length of the list: that is `.take(10)`.
        - `include`: what comes along with each chat, `"messages"`, `"account"` or both. A field that was not asked for
          is `None`.

        `InvalidRequestError`, before any request, for what is out of its range. The vendor's `GET /chats`.
        """
        words = include_words(include)
        return AsyncRecordList(
            self._free().list_chats(*self._range(start_date, end_date, page, limit), words),
        )

    async def get_chat(self, chat_id: str) -> Chat:
        """One chat, without its messages; `NotFoundError` if there is none. The vendor's `GET /chat/{id}`."""
        page: Page[Chat] = await self._get("get_chat", chat_id)
        return page[0]

    async def list_messages(self, chat_id: str) -> Chat:
        """One chat with its messages. The vendor's `GET /chat/{id}/messages`."""
        page: Page[Chat] = await self._get("list_messages", chat_id)
        return page[0]

    async def get_recording(self, chat_id: str) -> Recording:
        """One chat with the paths of its recorded files. The vendor's `GET /chat/{id}/recording`."""
        page: Page[Recording] = await self._get("get_recording", chat_id)
        return page[0]

    def list_visitor_sessions(
        self,
        *,
        start_date: Day | None = None,
        end_date: Day | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> AsyncRecordList[VisitorSession]:
        """All visitor sessions of a date range, one by one, or as `.pages()`; `.take(10)` ends after ten at most.

        Parameters as of `list_chats`. The vendor's `GET /visitor`.
        """
        return AsyncRecordList(
            self._free().list_visitor_sessions(*self._range(start_date, end_date, page, limit)),
        )

    async def get_visitor_sessions(self, visitor_id: str) -> RecordTuple[VisitorSession]:
        """All sessions of one visitor, in the server's order. The vendor's `GET /visitor/{id}`."""
        page: Page[VisitorSession] = await self._get("get_visitor_sessions", visitor_id)
        return RecordTuple.of(page)

    async def request(self, method: str, path: str, query: Query | None = None) -> RawAnswer:
        """Asks for a path below `base_url` that no operation models; as `Client.request`."""
        asked = path_text("method", method), path_text("path", path), query_pairs(query)
        answer: RawAnswer = await waiting().on(lambda mailbox: self._free().start_request(mailbox, *asked))
        return answer

    async def aclose(self) -> None:
        """Lets the connections go, and waits for the coroutines of hooks. Calls on their way end with `CancelledError`.

        Later calls and further pages of its lists raise `ConfigurationError`; records stay. Closing again does nothing.
        """
        self._native.close()
        await settled(self._callbacks.tasks)

    async def __aenter__(self: _Client) -> _Client:
        self._native.check_open()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.aclose()

    async def _get(self, operation: Operation, record_id: str) -> Any:  # noqa: ANN401, the operations name it
        known = id_text(operation, record_id)
        return await waiting().on(lambda mailbox: self._free().start(mailbox, operation, known))

    def __repr__(self) -> str:
        # Options may hold a secret: none is shown.
        return "<tagove.AsyncClient>"
