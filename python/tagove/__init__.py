"""Client for the Tagove live-chat history API: the whole history, typed, with nothing lost and nothing invented."""

from tagove._native import (
    Page,
    PageEvent,
    RawAnswer,
    RecordList,
    RequestEvent,
    ResponseEvent,
    RetryEvent,
    Summary,
    Warning,
    __version__,
)
from tagove.async_client import AsyncClient, AsyncRecordList
from tagove.async_frames import AsyncMessages
from tagove.callbacks import ApiKey
from tagove.client import Client, RecordTuple
from tagove.errors import (
    AuthenticationError,
    CancelledError,
    ConfigurationError,
    ConnectionError,
    DecodeError,
    InvalidRequestError,
    NotFoundError,
    PermissionDeniedError,
    RateLimitedError,
    ServerError,
    TagoveError,
    TimeoutError,
)
from tagove.frames import Messages
from tagove.records import Account, Chat, Message, Recording, Visitor, VisitorDetail, VisitorSession

__all__ = [
    "Account",
    "ApiKey",
    "AsyncClient",
    "AsyncMessages",
    "AsyncRecordList",
    "AuthenticationError",
    "CancelledError",
    "Chat",
    "Client",
    "ConfigurationError",
    "ConnectionError",
    "DecodeError",
    "InvalidRequestError",
    "Message",
    "Messages",
    "NotFoundError",
    "Page",
    "PageEvent",
    "PermissionDeniedError",
    "RateLimitedError",
    "RawAnswer",
    "RecordList",
    "RecordTuple",
    "Recording",
    "RequestEvent",
    "ResponseEvent",
    "RetryEvent",
    "ServerError",
    "Summary",
    "TagoveError",
    "TimeoutError",
    "Visitor",
    "VisitorDetail",
    "VisitorSession",
    "Warning",
    "__version__",
]
