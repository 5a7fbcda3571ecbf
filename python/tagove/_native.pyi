"""What the extension module holds, apart from the record classes, which stand in `records.pyi`."""

from collections.abc import Iterator, Mapping
from types import GenericAlias
from typing import Any, Final, Generic, Literal, TypeVar, final, overload

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
from tagove.web import Customer

__all__ = [
    "BOOT_SCRIPT",
    "BOOT_SCRIPT_HASH",
    "SKIP_COBROWSE",
    "SKIP_UI_COBROWSE",
    "WEBHOOK_SIGNATURE_HEADER",
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
    "WebhookEvent",
    "__version__",
    "arrow_stream",
    "customer_snippet",
    "error_kinds",
    "kept_page",
    "parse_webhook",
    "report",
    "run_command",
    "user_hash",
    "verify_webhook_signature",
]

_Record = TypeVar("_Record", covariant=True)

__version__: str

def error_kinds() -> list[str]: ...
def run_command(args: list[str]) -> int: ...
def kept_page(text: str) -> Page[Any]: ...
def arrow_stream(of: RecordList[Any] | Page[Any], messages: bool) -> object: ...
def report(error: BaseException, hook: object) -> None: ...

BOOT_SCRIPT: Final[str]
"""The script of the form `"data_block"`, the same in every page."""
BOOT_SCRIPT_HASH: Final[str]
"""Its hash for a Content-Security-Policy, where it stands in single quotes: `script-src 'sha256-…'`."""
SKIP_COBROWSE: Final[str]
"""The attribute that hides an input from a co-browsing agent: `<input data-skip-cobrowse …>`, without a value.

Documented for text boxes and nothing else. Nothing promises that it hides an element that is no input, what stands
inside of one, a label, or what a script copies out of the input; nor can this library see whether the widget obeys.
"""
SKIP_UI_COBROWSE: Final[str]
"""The attribute that hides all text and fields inside of any element. Of the vendor's later product (Acquire, 2018).

Nothing promises that an account of Tagove's own obeys it, nor that it hides images or what styles draw.
"""
WEBHOOK_SIGNATURE_HEADER: Final[str]
"""The header that `verify_webhook_signature` checks. Of the vendor's later product (Acquire, 2021)."""

def customer_snippet(
    customer: Customer | Mapping[str, str | None],
    *,
    nonce: str | None = None,
    form: Literal["inline", "data_block"] = "inline",
    user_hash: str | None = None,
) -> str:
    """The HTML that tells the chat widget who is logged in; empty if the customer is.

    It belongs into `<head>`, before the widget's own code, as it is: a template must not escape it again. Every text
    arrives in the browser character for character, in HTML and XHTML pages of every charset that contains ASCII, and
    never ends the script or begins another element.

    `nonce` is the one of this answer's Content-Security-Policy. `form="data_block"` is a block of data and one script
    that is the same in every page, for policies that name its hash (`BOOT_SCRIPT_HASH`). `user_hash` is what
    `user_hash` gave for the customer's e-mail (of the vendor's later product, Acquire).

    `InvalidRequestError`, and nothing of the HTML: a nonce that is not base64 or base64url of 1 to 256 characters, a
    field above 64 KiB or with half of a surrogate pair, an unknown field, a hash that is none or comes without e-mail.
    """

def user_hash(secret: str, email: str) -> str:
    """The proof that a page's customer is who it says: 64 lower-case hex digits (HMAC-SHA256), of the e-mail as given.

    Of the vendor's later product (Acquire). On the server only: who has the secret can be every customer. It is worth
    nothing without the same e-mail in the page. `InvalidRequestError` if the secret or the e-mail is empty.
    """

@final
class WebhookEvent:
    """An event that the vendor posted. Of the vendor's later product (Acquire)."""

    @property
    def kind(self) -> Literal["ChatStarted", "ChatAccepted", "ChatMessage", "ChatClosed", "Other"]: ...
    @property
    def name(self) -> str: ...
    @property
    def chat_id(self) -> str | None: ...
    @property
    def key(self) -> str: ...
    @property
    def data(self) -> dict[str, Any]: ...
    @property
    def data_json(self) -> str: ...
    @property
    def raw(self) -> str: ...
    def to_dict(self) -> dict[str, Any]: ...
    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self, /) -> int: ...

def parse_webhook(body: bytes | bytearray | memoryview) -> WebhookEvent:
    """Reads the body of a webhook. Check it first with `verify_webhook_signature`: anybody can post to your address.

    Answer 200 at once and work afterwards: for any other answer, and a late one, the event comes again, with the same
    `key`. `DecodeError` for a body that is empty, above 4 MiB, no JSON object (set the webhook's format to JSON), or
    names no event.
    """

def verify_webhook_signature(secret: str, raw_body: bytes | bytearray | memoryview, header: str | None) -> bool:
    """Whether `header` (`x-acquire-signature`) is the signature of the body as it was received, byte for byte.

    Of the vendor's later product (Acquire, 2021). In constant time; a header that is absent or of another form gives
    `False`. `InvalidRequestError` if the secret is empty: everybody could sign.
    """

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
