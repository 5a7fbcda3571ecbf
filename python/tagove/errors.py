"""What can go wrong: one class a kind, all of them a `TagoveError`.

No error holds the key. `str(error)` is one line for people; the fields are for code.
"""

from __future__ import annotations

import builtins
from typing import Any, ClassVar


class TagoveError(Exception):
    """What went wrong, where, and what to do next."""

    kind: ClassVar[str | None] = None
    """The name of the kind, the same in every language."""

    reason: str
    """One line for people."""
    status: int | None
    """The HTTP status, if there was an answer."""
    code: str | None
    """The server's own code, for example `ERROR_RECORD_NOT_FOUND`."""
    request_id: str | None
    """The answer's `X-Request-Id`, which the vendor's support can look up."""
    retry_after: float | None
    """Seconds that the server asked to wait."""
    attempts: int
    """How many requests were made for it; 0 if it was refused before the first."""
    at: str | None
    """The place in the answer that could not be read: a JSON pointer, or `byte N`."""

    def __init__(
        self,
        reason: str,
        *,
        status: int | None = None,
        code: str | None = None,
        request_id: str | None = None,
        retry_after: float | None = None,
        attempts: int = 0,
        at: str | None = None,
    ) -> None:
        # The reason is the only argument, and the fields are attributes: so pickle and copy bring back all of it.
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.code = code
        self.request_id = request_id
        self.retry_after = retry_after
        self.attempts = attempts
        self.at = at

    def to_dict(self) -> dict[str, Any]:
        """The form that is the same in every language."""
        return {
            "kind": self.kind,
            "status": self.status,
            "code": self.code,
            "reason": self.reason,
            "request_id": self.request_id,
            "retry_after": self.retry_after,
            "attempts": self.attempts,
            "at": self.at,
        }


class ConfigurationError(TagoveError):
    """An option of the client is wrong, or the client is closed."""

    kind = "Configuration"


class InvalidRequestError(TagoveError):
    """The request makes no sense: refused before it was sent, or by the server."""

    kind = "InvalidRequest"


class AuthenticationError(TagoveError):
    """The key is missing, wrong or expired."""

    kind = "Authentication"


class PermissionDeniedError(TagoveError):
    """The key may not do this."""

    kind = "PermissionDenied"


class NotFoundError(TagoveError):
    """There is no such record."""

    kind = "NotFound"


class RateLimitedError(TagoveError):
    """Too many requests."""

    kind = "RateLimited"


class ServerError(TagoveError):
    """The server failed."""

    kind = "Server"


class ConnectionError(TagoveError, builtins.ConnectionError):
    """The server could not be reached, or the connection broke. Also Python's own `ConnectionError`."""

    kind = "Connection"


class TimeoutError(TagoveError, builtins.TimeoutError):
    """The time allowed was not enough. Also Python's own `TimeoutError`."""

    kind = "Timeout"


class DecodeError(TagoveError):
    """The answer cannot be read as what was asked for."""

    kind = "Decode"


class CancelledError(TagoveError):
    """The client was closed under a call. A cancelled asyncio task raises `asyncio.CancelledError`, as always."""

    kind = "Cancelled"


BY_KIND: dict[str, type[TagoveError]] = {
    cls.kind: cls
    for cls in (
        ConfigurationError,
        InvalidRequestError,
        AuthenticationError,
        PermissionDeniedError,
        NotFoundError,
        RateLimitedError,
        ServerError,
        ConnectionError,
        TimeoutError,
        DecodeError,
        CancelledError,
    )
    if cls.kind is not None
}
"""The class of each kind."""
