"""The client for code without asyncio."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, TypeVar

from tagove._native import Page, RawAnswer, RecordList
from tagove.callbacks import Callbacks, Credentials, OnPage, OnRequest, OnResponse, OnRetry
from tagove.lifetime import Lifetime
from tagove.options import opened
from tagove.parameters import (
    Accept,
    Auth,
    Day,
    Include,
    OnRateLimit,
    Place,
    Query,
    Zone,
    id_text,
    include_words,
    path_text,
    query_pairs,
)

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from tagove.records import Chat, Recording, VisitorSession

Record = TypeVar("Record")
_Client = TypeVar("_Client", bound="Client")


class RecordTuple(tuple[Record, ...]):
    """The records of a single answer, with the page that they came with."""

    page: Page[Record]

    @classmethod
    def of(cls, page: Page[Record]) -> RecordTuple[Record]:
        records = cls(page)
        records.page = page
        return records

    def __reduce__(self) -> tuple[Callable[[Page[Record]], RecordTuple[Record]], tuple[Page[Record]]]:
        return RecordTuple.of, (self.page,)

    def to_arrow(self) -> pyarrow.Table:
        """A `pyarrow.Table`, one row a record; needs `pip install "tagove[arrow]"`."""
        return self.page.to_arrow()

    def to_pandas(self) -> pandas.DataFrame:
        """A `pandas.DataFrame`, one row a record; needs `pip install "tagove[pandas]"`."""
        return self.page.to_pandas()

    def to_polars(self) -> polars.DataFrame:
        """A `polars.DataFrame`, one row a record; needs `pip install "tagove[polars]"`."""
        return self.page.to_polars()

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.page.__arrow_c_stream__(requested_schema)


class Client(Lifetime):
    """A client of the API. Safe to share between threads, and usable in a forked child; `with` closes it.

    - `api_key`, `base_url`: from `TAGOVE_API_KEY` and `TAGOVE_BASE_URL` where they are not given.
    - `auth`: how the key is sent, `"bearer"` or `"basic"`.
    - `timeout`: what one request may take in all, in seconds, above 0: one page, not the list; its attempts, the waits
      between them, and the body to its last byte.
    - `attempt_timeout`: what one attempt may take, in seconds, above 0.
    - `connect_timeout`: what the making of a connection may take, in seconds, above 0.
    - `max_retries`: how often a request that failed in a way that may pass is made again within `timeout`, from 0 on:
      after 408, 425, 429 and 5xx, a connection that could not be made or broke, an attempt that was too slow, a body
      that was not whole. The wait before it is drawn from 0 to 0.5, 1, 2, 4, 8 seconds, and never shorter than the
      server's `Retry-After`; if that does not fit into `timeout`, the error comes at once, with its `retry_after`.
    - `on_rate_limit`: what happens at a 429: `"wait"` asks again within `max_retries` and `timeout`, `"raise"` never.
    - `requests_per_second`: at most so many, evenly spaced, above 0; `None`: no limit. A forked child counts its own.
    - `prefetch`: how many pages of a list are asked ahead, 0 to 64.
    - `accept`: the form in which answers are asked for, `"json"` or `"xml"`. An answer is read as what it is, whatever
      was asked for.
    - `strict`: whatever would be a page's warning is a `DecodeError` instead. What is noticed of a list as a whole
      (`repeated_page`, `fewer_than_announced`) stays a warning.
    - `time_zone`: the zone that the account's times are in, by its IANA name or as a `ZoneInfo`. Times are aware then,
      with that zone's offset; one that the zone skips or repeats stays naive, with a warning.
    - `max_body_bytes`: the largest answer that is taken, in bytes after decompression, 1 to 268 435 456 (256 MiB).
    - `max_rows`: how many records of all kinds one answer may hold, 1 to 10 000 000.
    - `max_depth`: how deep an answer may be nested, 1 to 512.
    - `proxy`: a proxy for all requests, as `http://user:password@proxy.example.com:3128`; never shown. `None`: that of
      the environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`), not for this machine's loopback.
    - `ca_file`: a file of certificates in PEM that are trusted besides the system's.
    - `client_certificate`: a file with a certificate and its private key, both in PEM, that is shown to the server.
    - `record`: a folder, empty or not there yet, into which every request and answer is written: without the key, but
      with people's words unless `redact` is on. The first call is in the folder itself, later ones are in folders
      inside, `2`, `3`, …; a list is one call.
    - `replay`: a folder that was recorded: answers come from there, no connection is made, and no key is needed. Each
      call plays one recorded call, in any order. A request that was not recorded raises `ConfigurationError`.
    - `redact`: whether people's words and addresses are made unreadable in what is recorded;
      ids and parameters that could be somebody's words are then refused.
    - `credentials`: a function that gives the key, in place of `api_key`: as text, as `ApiKey`, or as `(key, seconds)`
      for how long it is good. It is called before an attempt when there is no key yet or the last one expired, and once
      when the server answered 401; not through this client. What it raises is the cause (`__cause__`) of an
      `AuthenticationError`; its time counts to `timeout`.
    - `on_request`, `on_response`, `on_retry`, `on_page`: functions that are told of each attempt, whole answer, retry
      and read page, by a `RequestEvent`, `ResponseEvent`, `RetryEvent` or `PageEvent`, which hold neither the key nor a
      body. What one raises is told by `sys.unraisablehook`, and the call goes on.

    Callbacks run on the thread that waits for the call, while it waits. Of a page that was asked ahead they hear when a
    thread waits for this client next, or with `close`.

    An option out of its range, and a file that cannot be used, raises `ConfigurationError`, one of another type
    `TypeError`; an answer beyond a limit raises `DecodeError` where it is asked for. An error tells by `attempts` how
    many requests were made.

        client = tagove.Client(time_zone="Europe/Berlin", strict=True, max_body_bytes=8 << 20)
    """

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
        credentials: Credentials | None = None,
        on_request: OnRequest | None = None,
        on_response: OnResponse | None = None,
        on_retry: OnRetry | None = None,
        on_page: OnPage | None = None,
    ) -> None:
        self._zone = time_zone
        self._callbacks = Callbacks(credentials, on_request, on_response, on_retry, on_page)
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

    def list_chats(
        self,
        *,
        start_date: Day | None = None,
        end_date: Day | None = None,
        page: int | None = None,
        limit: int | None = None,
        include: Iterable[Include] | None = None,
    ) -> RecordList[Chat]:
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
        return self._free().list_chats(*self._range(start_date, end_date, page, limit), include_words(include))

    def get_chat(self, chat_id: str) -> Chat:
        """One chat, without its messages; `NotFoundError` if there is none. The vendor's `GET /chat/{id}`."""
        return self._free().get("get_chat", id_text("get_chat", chat_id))[0]

    def list_messages(self, chat_id: str) -> Chat:
        """One chat with its messages. The vendor's `GET /chat/{id}/messages`."""
        return self._free().get("list_messages", id_text("list_messages", chat_id))[0]

    def get_recording(self, chat_id: str) -> Recording:
        """One chat with the paths of its recorded files. The vendor's `GET /chat/{id}/recording`."""
        return self._free().get("get_recording", id_text("get_recording", chat_id))[0]

    def list_visitor_sessions(
        self,
        *,
        start_date: Day | None = None,
        end_date: Day | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> RecordList[VisitorSession]:
        """All visitor sessions of a date range, one by one, or as `.pages()`; `.take(10)` ends after ten at most.

        Parameters as of `list_chats`. The vendor's `GET /visitor`.
        """
        return self._free().list_visitor_sessions(*self._range(start_date, end_date, page, limit))

    def get_visitor_sessions(self, visitor_id: str) -> RecordTuple[VisitorSession]:
        """All sessions of one visitor, in the server's order. The vendor's `GET /visitor/{id}`."""
        return RecordTuple.of(self._free().get("get_visitor_sessions", id_text("get_visitor_sessions", visitor_id)))

    def request(self, method: str, path: str, query: Query | None = None) -> RawAnswer:
        """Asks for a path below `base_url` that no operation models, with the same key, retries and errors.

        The only method is `"GET"`: this API only reads. `query`: names and their values, as a mapping or as pairs.
        `InvalidRequestError` for another method, or a path that leaves `base_url`; a status of 300 or above is the
        error of its kind.

            answer = client.request("GET", "/departments", {"limit": 5})
            print(answer.status, len(answer.body))
        """
        return self._free().request(path_text("method", method), path_text("path", path), query_pairs(query))

    def close(self) -> None:
        """Lets the connections go. Calls on their way in other threads end with `CancelledError`.

        Later calls and further pages of its lists raise `ConfigurationError`; records stay. Closing again does nothing.
        """
        self._native.close()

    def __enter__(self: _Client) -> _Client:
        self._native.check_open()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        # Options may hold a secret: none is shown.
        return "<tagove.Client>"
