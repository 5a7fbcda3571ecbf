"""The API on this machine, with made-up chats."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType
from typing import NamedTuple

from tagove import _native


class AskedRequest(NamedTuple):
    """A request that a `LocalServer` had. Never holds a key."""

    number: int
    """From 1 on, in order of arrival."""
    method: str
    target: str
    """The path with its query, as sent: `/chats?page=1`."""
    fault: str | None
    """What its answer suffered, by `faults`."""
    request_id: str | None
    """Its header `X-Request-Id`."""
    authorization: bool
    """Whether it had a header `Authorization`."""


class LocalServer:
    """A server of the API on 127.0.0.1, on a free port, in this process. It runs from the first moment until `stop`.

    - `chats`: how many chats are made up, from 0 to 1 000 000.
    - `days`: over how many days they spread, from 2016-08-01 on, 1 to 36 500.
    - `seed`: the same seed makes up the same chats everywhere, from 0 on.
    - `key`: the only key that is let in; `None`: any that is not empty.
    - `latency`: how long every answer waits, in seconds, from 0 on.
    - `faults`: what goes wrong with the request of a number, counted from 1: a status (`"503"`, or `"503:2"` with
      `Retry-After: 2`), `"reset-before-head"`, `"closed-before-head"`, `"reset-in-body"`, `"truncated"`,
      `"slow:SECONDS"`, `"dribbled:BYTES:SECONDS"`, `"wrong-content-type"`, `"false-gzip"`, `"redirect"`, `"silence"`.

    Raises `ConfigurationError` for a fault that there is not, and for a number or a time out of its range. It belongs
    to the process that started it: a forked child can ask it, and cannot stop it.

        with LocalServer(chats=3, faults={1: "503"}) as server:
            client = tagove.Client("any-key", base_url=server.url)
            assert len(list(client.list_chats())) == 3
            assert server.requests()[0].fault == "503"
    """

    def __init__(
        self,
        *,
        chats: int = 25,
        days: int = 123,
        seed: int = 838_161,
        key: str | None = None,
        latency: float = 0.0,
        faults: Mapping[int, str] | None = None,
    ) -> None:
        self._native = _native.LocalServer(chats, days, seed, key, latency, list((faults or {}).items()))

    @property
    def url(self) -> str:
        """The `base_url` of a client that asks it."""
        return self._native.url

    def requests(self) -> list[AskedRequest]:
        """What was asked so far, in order, the latest 10 000 at most; after `stop`, what was asked until then."""
        return [AskedRequest(*told) for told in self._native.requests()]

    @property
    def hang_ups(self) -> int:
        """How many requests their clients gave up before the answer was written."""
        return self._native.hang_ups

    def wait_for_requests(self, count: int, timeout: float = 10.0) -> bool:
        """Waits until so many requests came, for `timeout` seconds at most; gives whether they did.

        Raises `ConfigurationError` after `stop`.
        """
        return self._native.wait_for_requests(count, timeout)

    def wait_for_hang_ups(self, count: int, timeout: float = 10.0) -> bool:
        """Waits until so many requests were given up, for `timeout` seconds at most; gives whether they were.

        Raises `ConfigurationError` after `stop`.
        """
        return self._native.wait_for_hang_ups(count, timeout)

    def stop(self) -> None:
        """Ends it and cuts its connections; called again, it does nothing."""
        self._native.stop()

    def __enter__(self) -> LocalServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def __repr__(self) -> str:
        # The key is not shown, a test's own neither.
        started = "_native" in self.__dict__
        return f"<tagove.testing.LocalServer {self.url if started else 'that did not start'}>"
