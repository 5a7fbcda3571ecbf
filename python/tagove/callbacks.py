"""What a client calls back: the provider of its key, hooks, and the logger `tagove`.

The core puts down what it has to tell, and whoever waits for it takes it up: the thread that called, or the event loop.
So a callback never runs on a thread that Python does not know.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias
from weakref import WeakValueDictionary

from tagove._native import KeyWanted, PageEvent, RequestEvent, ResponseEvent, RetryEvent, report
from tagove.errors import ConfigurationError

if TYPE_CHECKING:
    import asyncio
    import logging

Event: TypeAlias = "RequestEvent | ResponseEvent | RetryEvent | PageEvent"
"""What hooks are told."""


class ApiKey(NamedTuple):
    """A key, and for how many seconds it is good; `None`: until the server refuses it. Its `repr` shows no key."""

    key: str
    expires_in: float | None = None

    def __repr__(self) -> str:
        return f"ApiKey(expires_in={self.expires_in!r})"


Key: TypeAlias = "str | tuple[str, float | None]"
"""What a provider gives: the key, or `ApiKey`, or both of its parts as a tuple."""
Credentials: TypeAlias = "Callable[[], Key]"
"""Where a client's key comes from."""
AsyncCredentials: TypeAlias = "Callable[[], Key | Awaitable[Key]]"
"""The same for asyncio."""
OnRequest: TypeAlias = "Callable[[RequestEvent], object]"
"""Is told before every attempt."""
OnResponse: TypeAlias = "Callable[[ResponseEvent], object]"
"""Is told of every whole answer, whatever its status."""
OnRetry: TypeAlias = "Callable[[RetryEvent], object]"
"""Is told of every attempt that failed and is made again."""
OnPage: TypeAlias = "Callable[[PageEvent], object]"
"""Is told of every page, and every single answer, that was read."""

# Bits of what is listened to, as the core's side has them.
_RETRY = 1
_PAGE = 2
_RESPONSE = 4
_COROUTINE_FUNCTION = 0x80
"""`inspect.CO_COROUTINE`; `inspect` itself takes as long to import as the rest of this package."""


_asked: ContextVar[tuple[Callbacks, KeyWanted] | None] = ContextVar("tagove_asked", default=None)
"""Whose provider runs here, and the key that it owes: what it began may go on when it has answered."""


def parts(given: object) -> ApiKey:
    """The key of a provider. What was given instead of one is not shown: it may be the key."""
    if isinstance(given, str):
        return ApiKey(given)
    if isinstance(given, tuple) and len(given) == 2 and isinstance(given[0], str):
        return ApiKey(*given)
    raise TypeError(f"credentials gives a str, an ApiKey or (str, seconds), not {type(given).__name__}")


def _is_coroutine_function(function: object) -> bool:
    for candidate in (function, getattr(type(function), "__call__", None)):  # noqa: B004, its code is looked at
        if getattr(getattr(candidate, "__code__", None), "co_flags", 0) & _COROUTINE_FUNCTION:
            return True
    return False


class Callbacks:
    """The callbacks of a client without asyncio, run by the thread that waits."""

    hears_answers: bool
    """Whether answers can be told of: a hook is given, or they were logged when the client was made."""
    number: int
    """By which a mailbox knows whom it has something for; set by the core's side."""

    def __init__(
        self,
        credentials: Callable[[], object] | None,
        on_request: OnRequest | None,
        on_response: OnResponse | None,
        on_retry: OnRetry | None,
        on_page: OnPage | None,
    ) -> None:
        import logging

        self.credentials = credentials
        self.on_request = on_request
        self.on_response = on_response
        self.on_retry = on_retry
        self.on_page = on_page
        for name in ("credentials", "on_request", "on_response", "on_retry", "on_page"):
            given = getattr(self, name)
            if given is not None:
                self.check(name, given)
        self._hooks: dict[type[Event], Callable[[Any], object] | None] = {
            RequestEvent: on_request,
            ResponseEvent: on_response,
            RetryEvent: on_retry,
            PageEvent: on_page,
        }
        self._always = (_RETRY if on_retry else 0) | (_PAGE if on_page else 0) | (_RESPONSE if on_response else 0)
        self._log: logging.Logger = logging.getLogger("tagove")
        self._info, self._debug = logging.INFO, logging.DEBUG
        self.hears_answers = on_response is not None or self._log.isEnabledFor(self._debug)

    def check(self, name: str, given: object) -> None:
        """Refuses what cannot be called back."""
        if not callable(given):
            raise TypeError(f"{name} is a function, not {type(given).__name__}")
        if _is_coroutine_function(given):
            raise TypeError(f"{name} is a coroutine function, which only AsyncClient can run; give a plain function")

    def listens(self) -> int:
        """Which events somebody hears just now."""
        if self._log.isEnabledFor(self._debug):
            return _RETRY | _PAGE | _RESPONSE
        if self._log.isEnabledFor(self._info):
            return self._always | _RETRY
        return self._always

    def hear(self, told: KeyWanted | Event | None) -> None:
        """Takes up one thing; `None`: a key that was asked for is of no use any more.

        What a hook raises is told by `sys.unraisablehook`, and the call goes on.
        """
        if told is None:
            self.drop_keys()
            return
        if isinstance(told, KeyWanted):
            self.provide(told)
            return
        hook = self._hooks[type(told)]
        try:
            self._note(told)
            if hook is not None:
                self.run(hook, told)
        except Exception as error:
            report(error, hook)

    def provide(self, wanted: KeyWanted) -> None:
        """Asks the provider. What it raises becomes the cause of the call's `AuthenticationError`."""
        assert self.credentials is not None
        token = _asked.set((self, wanted))
        try:
            wanted.give(*parts(self.credentials()))
        except BaseException as error:
            wanted.fail(error)
            if not isinstance(error, Exception):
                raise
        finally:
            _asked.reset(token)

    def refuse_within(self) -> None:
        """Refuses a call that the provider of its key makes, and would wait for: neither of the two could end."""
        if self.credentials is None:
            return
        asked = _asked.get()
        if asked is not None and asked[0] is self and asked[1].is_wanted():
            raise ConfigurationError(
                "credentials asks through its own client, which waits for it; ask through another client"
            )

    def drop_keys(self) -> None:
        """Ends providers whose key nobody waits for. Here they end by themselves."""

    def run(self, hook: Callable[[Any], object], event: Event) -> None:
        """Calls a hook."""
        hook(event)

    def _note(self, event: Event) -> None:
        if isinstance(event, RetryEvent):
            asked, status = event.request, "no answer" if event.status is None else f"status {event.status}"
            self._log.info(
                "%s: attempt %d failed (%s, %s); the next one in %.3f s, request id %s",
                *(asked.operation, asked.attempt, event.kind, status, event.wait, asked.request_id),
            )
        elif isinstance(event, ResponseEvent):
            asked = event.request
            self._log.debug(
                "%s: attempt %d was answered with status %d and %d bytes in %.3f s, request id %s",
                *(asked.operation, asked.attempt, event.status, event.bytes, event.elapsed, asked.request_id),
            )
        elif isinstance(event, PageEvent):
            self._log.debug(
                "%s: page %d has %d records and %d warnings, read in %.3f s",
                *(event.operation, event.page, event.records, event.warnings, event.elapsed),
            )


class AsyncCallbacks(Callbacks):
    """The callbacks of a client for asyncio, run by the loop: plain functions at once, coroutines as tasks."""

    def __init__(self, *given: Any) -> None:  # noqa: ANN401, as `Callbacks`
        super().__init__(*given)
        self.tasks: set[asyncio.Future[Any]] = set()
        """Coroutines of hooks."""
        self._providers: dict[asyncio.Future[Any], KeyWanted] = {}

    def check(self, name: str, given: object) -> None:
        if not callable(given):
            raise TypeError(f"{name} is a function, not {type(given).__name__}")

    def provide(self, wanted: KeyWanted) -> None:
        assert self.credentials is not None
        token = _asked.set((self, wanted))

        def done(task: asyncio.Future[Any]) -> None:
            try:
                wanted.give(*parts(task.result()))
            except BaseException as error:  # cancelled, or one that the loop itself raises
                wanted.fail(error)

        try:
            given = self.credentials()
            if isinstance(given, Awaitable):
                task = _task(given)
                self._providers[task] = wanted
                task.add_done_callback(self._providers.pop)
                task.add_done_callback(done)
            else:
                wanted.give(*parts(given))
        except BaseException as error:
            wanted.fail(error)
            if not isinstance(error, Exception):
                raise
        finally:
            _asked.reset(token)

    def run(self, hook: Callable[[Any], object], event: Event) -> None:
        def done(task: asyncio.Future[Any]) -> None:
            error = None if task.cancelled() else task.exception()
            if isinstance(error, Exception):
                report(error, hook)

        result = hook(event)
        if isinstance(result, Awaitable):
            task = _task(result)
            self.tasks.add(task)
            task.add_done_callback(self.tasks.discard)
            task.add_done_callback(done)

    def drop_keys(self) -> None:
        for task, wanted in list(self._providers.items()):
            if not wanted.is_wanted():
                task.cancel()


def _task(given: Awaitable[Any]) -> asyncio.Future[Any]:
    """A task of just that: around it, one that is cancelled before it began would leave a coroutine never awaited.

    The loop itself holds its tasks only weakly.
    """
    import asyncio

    return asyncio.ensure_future(given)


known: WeakValueDictionary[int, AsyncCallbacks] = WeakValueDictionary()
"""Whom a mailbox has something for. Clients and lists keep theirs."""
