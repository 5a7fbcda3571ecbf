"""What the extension module holds, apart from the record classes, which stand in `records.pyi`."""

from collections.abc import Iterator
from types import GenericAlias
from typing import Any, Generic, Literal, TypeVar, final, overload

import pandas
import polars
import pyarrow

from tagove.callbacks import Callbacks
from tagove.frames import Messages
from tagove.parameters import Operation, Place
from tagove.records import Account as Account
from tagove.records import Chat as Chat
from tagove.records import Message as Message
from tagove.records import Recording as Recording
from tagove.records import Visitor as Visitor
from tagove.records import VisitorDetail as VisitorDetail
from tagove.records import VisitorSession as VisitorSession

__all__ = [
    "Account",
    "Batches",
    "Call",
    "Chat",
    "Client",
    "KeyWanted",
    "LocalServer",
    "Mailbox",
    "Message",
    "Page",
    "PageEvent",
    "PageIterator",
    "RawAnswer",
    "RecordList",
    "Recording",
    "RequestEvent",
    "ResponseEvent",
    "RetryEvent",
    "Summary",
    "Visitor",
    "VisitorDetail",
    "VisitorSession",
    "Warning",
    "__version__",
    "arrow_stream",
    "error_kinds",
    "kept_page",
    "report",
    "run_command",
]

_Record = TypeVar("_Record", covariant=True)

__version__: str

def error_kinds() -> list[str]: ...
def run_command(args: list[str]) -> int: ...
def kept_page(text: str) -> Page[Any]: ...
def arrow_stream(of: RecordList[Any] | Page[Any], messages: bool) -> object: ...
def report(error: BaseException, hook: object) -> None: ...

@final
class RequestEvent:
    """An attempt is about to be made."""

    @property
    def operation(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def request_id(self) -> str: ...
    @property
    def attempt(self) -> int: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class ResponseEvent:
    """A whole answer came, whatever its status."""

    @property
    def request(self) -> RequestEvent: ...
    @property
    def status(self) -> int: ...
    @property
    def bytes(self) -> int: ...
    @property
    def elapsed(self) -> float: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class RetryEvent:
    """An attempt failed, and another one will be made."""

    @property
    def request(self) -> RequestEvent: ...
    @property
    def status(self) -> int | None: ...
    @property
    def kind(self) -> str: ...
    @property
    def wait(self) -> float: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class PageEvent:
    """A page, or a single answer, was read."""

    @property
    def operation(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def records(self) -> int: ...
    @property
    def warnings(self) -> int: ...
    @property
    def elapsed(self) -> float: ...
    def __eq__(self, other: object, /) -> bool: ...

@final
class KeyWanted:
    def give(self, key: str, expires_in: float | None) -> None: ...
    def is_wanted(self) -> bool: ...
    def fail(self, reason: BaseException) -> None: ...

@final
class RawAnswer:
    """A whole answer to `client.request`."""

    @property
    def status(self) -> int: ...
    @property
    def headers(self) -> list[tuple[str, str]]: ...
    @property
    def body(self) -> bytes: ...
    @property
    def text(self) -> str:
        """The body as text. `UnicodeDecodeError` if it is no UTF-8: nothing is replaced."""

    def json(self) -> Any:  # noqa: ANN401, whatever it holds
        """The body as `json.loads` reads it; its `ValueError` if it is no JSON."""

    @property
    def attempts(self) -> int: ...

@final
class Warning:
    """Something that was read with a reservation. The value as sent is in `extra`; nothing is lost."""

    @property
    def code(self) -> str: ...
    @property
    def page(self) -> int: ...
    @property
    def at(self) -> str: ...
    @property
    def offset(self) -> int | None: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class Summary:
    """What is known of a list so far."""

    @property
    def pages(self) -> int: ...
    @property
    def records(self) -> int: ...
    @property
    def duplicates(self) -> int: ...
    @property
    def ended(self) -> Literal["empty_page", "not_found", "repeated_page", "taken", "error"] | None: ...
    @property
    def complete(self) -> bool: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

@final
class Page(Generic[_Record]):
    """One page of records, or the page that a single answer came with."""

    def __class_getitem__(cls, key: object) -> GenericAlias: ...
    def __len__(self, /) -> int: ...
    @overload
    def __getitem__(self, at: int, /) -> _Record: ...
    @overload
    def __getitem__(self, at: slice, /) -> tuple[_Record, ...]: ...
    def __iter__(self, /) -> Iterator[_Record]: ...
    @property
    def records(self) -> tuple[_Record, ...]: ...
    @property
    def number(self) -> int: ...
    @property
    def status(self) -> int: ...
    @property
    def request_id(self) -> str | None: ...
    @property
    def attempts(self) -> int: ...
    @property
    def elapsed(self) -> float: ...
    @property
    def body(self) -> bytes: ...
    @property
    def warnings(self) -> list[Warning]: ...
    @property
    def extra(self) -> dict[str, Any]: ...
    @property
    def extra_json(self) -> str: ...
    def _repr_html_(self) -> str: ...
    def messages(self: Page[Chat]) -> Messages:
        """The messages of its chats, one by one or as a frame: `page.messages().to_pandas()`."""

    def to_arrow(self) -> pyarrow.Table:
        """A `pyarrow.Table`, one row a record; needs `pip install "tagove[arrow]"`."""

    def to_pandas(self) -> pandas.DataFrame:
        """A `pandas.DataFrame`, one row a record; needs `pip install "tagove[pandas]"`."""

    def to_polars(self) -> polars.DataFrame:
        """A `polars.DataFrame`, one row a record; needs `pip install "tagove[polars]"`."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class PageIterator(Generic[_Record]):
    def __class_getitem__(cls, key: object) -> GenericAlias: ...
    def __iter__(self, /) -> PageIterator[_Record]: ...
    def __next__(self, /) -> Page[_Record]: ...

@final
class RecordList(Generic[_Record]):
    """The records of a list, in order. Nothing is sent before the first is asked for."""

    def __class_getitem__(cls, key: object) -> GenericAlias: ...
    def __iter__(self, /) -> RecordList[_Record]: ...
    def __next__(self, /) -> _Record: ...
    def pages(self) -> PageIterator[_Record]: ...
    def take(self, n: int) -> RecordList[_Record]:
        """Ends the list after `n` records at most, and gives the list itself, which also its `.pages()` are of.

        `summary.ended` is `"taken"` then, and no further page is asked for; 0 asks for none at all. A list that has
        fewer ends as it would have. `InvalidRequestError` if `n` is below 0 or the list has begun; called again before
        that, the last call counts.

            newest = list(client.list_chats().take(10))
        """

    def _repr_html_(self) -> str: ...
    def messages(self: RecordList[Chat]) -> Messages:
        """The messages of all its chats, one by one or as a frame; the list needs `include=["messages"]`.

        words = client.list_chats(include=["messages"]).messages().to_pandas()
        """

    def to_arrow(self) -> pyarrow.Table:
        """What is left of the list as a `pyarrow.Table`, one row a record; needs `pip install "tagove[arrow]"`.

        A page that fails raises its `TagoveError`: there is no table of the pages before it.
        """

    def to_pandas(self) -> pandas.DataFrame:
        """What is left of the list as a `pandas.DataFrame`; needs `pip install "tagove[pandas]"`."""

    def to_polars(self) -> polars.DataFrame:
        """What is left of the list as a `polars.DataFrame`; needs `pip install "tagove[polars]"`."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """What is left, for every library that reads Arrow streams: a batch a page, asked for when it is read.

        reader = pyarrow.RecordBatchReader.from_stream(client.list_chats())
        """

    @property
    def summary(self) -> Summary: ...
    @property
    def warnings(self) -> list[Warning]: ...
    def _batches(self, messages: bool) -> Batches: ...
    def _gather(self, messages: bool) -> Batches: ...
    def _refuse_what_was_read(self) -> None: ...
    def _ready(self) -> _Record | None: ...
    def _arrived(self) -> Page[_Record] | None: ...
    def _ask(self, mailbox: Mailbox) -> Call: ...
    def _stop(self) -> None: ...

@final
class Batches:
    def __new__(cls, of: RecordList[Any] | Page[Any], messages: bool) -> Batches: ...
    def add(self, page: Page[Any]) -> None: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@final
class Call:
    @property
    def ticket(self) -> int: ...
    def cancel(self) -> None: ...

@final
class Mailbox:
    def __new__(cls) -> Mailbox: ...
    def fileno(self) -> int: ...
    def holds(self) -> bool: ...
    def take(self, told: bool) -> list[tuple[int, int, Any, BaseException | None]]: ...

@final
class Client:
    def __new__(
        cls,
        api_key: str | None,
        base_url: str | None,
        auth: str,
        timeout: float,
        attempt_timeout: float,
        connect_timeout: float,
        max_retries: int,
        on_rate_limit: str,
        requests_per_second: float | None,
        prefetch: int,
        accept: str,
        strict: bool,
        time_zone: str | None,
        max_body_bytes: int,
        max_rows: int,
        max_depth: int,
        proxy: str | None,
        ca_file: Place | None,
        client_certificate: Place | None,
        record: Place | None,
        replay: Place | None,
        redact: bool,
        callbacks: Callbacks,
    ) -> Client: ...
    def list_chats(
        self,
        start_date: str | None,
        end_date: str | None,
        page: int | None,
        limit: int | None,
        include: list[str],
    ) -> RecordList[Chat]: ...
    def list_visitor_sessions(
        self, start_date: str | None, end_date: str | None, page: int | None, limit: int | None
    ) -> RecordList[VisitorSession]: ...
    @overload
    def get(self, operation: Literal["get_chat", "list_messages"], id: str) -> Page[Chat]: ...
    @overload
    def get(self, operation: Literal["get_recording"], id: str) -> Page[Recording]: ...
    @overload
    def get(self, operation: Literal["get_visitor_sessions"], id: str) -> Page[VisitorSession]: ...
    def start(self, mailbox: Mailbox, operation: Operation, id: str) -> Call: ...
    def request(self, method: str, path: str, query: list[tuple[str, str]]) -> RawAnswer: ...
    def start_request(self, mailbox: Mailbox, method: str, path: str, query: list[tuple[str, str]]) -> Call: ...
    def with_options(
        self,
        timeout: float | None,
        attempt_timeout: float | None,
        max_retries: int | None,
        on_rate_limit: str | None,
        prefetch: int | None,
        strict: bool | None,
        time_zone: str | None,
        max_body_bytes: int | None,
        max_rows: int | None,
        max_depth: int | None,
    ) -> Client: ...
    def keep(self, server: LocalServer) -> None: ...
    def close(self) -> None: ...
    def check_open(self) -> None: ...
    @property
    def closed(self) -> bool: ...

@final
class LocalServer:
    def __new__(
        cls, chats: int, days: int, seed: int, key: str | None, latency: float, faults: list[tuple[int, str]]
    ) -> LocalServer: ...
    @property
    def url(self) -> str: ...
    def requests(self) -> list[tuple[int, str, str, str | None, str | None, bool]]: ...
    @property
    def hang_ups(self) -> int: ...
    def wait_for_requests(self, count: int, timeout: float) -> bool: ...
    def wait_for_hang_ups(self, count: int, timeout: float) -> bool: ...
    def stop(self) -> None: ...
