"""What both clients have beside the operations: a beginning, relatives, and an end."""

from __future__ import annotations

from typing import Any, TypeVar

from tagove import _native
from tagove._native import Client as NativeClient
from tagove.options import check
from tagove.parameters import Day, OnRateLimit, Zone, count, day_text, zone_name

Self = TypeVar("Self", bound="Lifetime")


class Lifetime:
    """A client, whichever way it waits."""

    _native: NativeClient
    _callbacks: Any  # each way of waiting has its own
    _zone: Zone | None

    @classmethod
    def demo(
        cls: type[Self],
        *,
        chats: int = 500,
        days: int = 123,
        seed: int = 838_161,
        latency: float = 0.0,
        **options: Any,  # noqa: ANN401, each is checked as the client's own
    ) -> Self:
        """A client of made-up chats, which a server inside of this process answers on 127.0.0.1: no key, no network.

        - `chats`: how many, from 0 to 1 000 000; each with some messages and the sessions of its visitor.
        - `days`: over how many days they spread, from 2016-08-01 on, 1 to 36 500.
        - `seed`: the same seed makes up the same chats everywhere, from 0 on.
        - `latency`: how long every answer waits, in seconds, from 0 on.
        - `options`: those of the client, but `base_url`.

        The server ends with the client: with `close`, or when nothing holds the client or one of its lists any more.
        `ConfigurationError` if a number is out of its range.

            for chat in tagove.Client.demo().list_chats().take(3):
                print(chat.id, chat.status)
        """
        check({"chats": chats, "days": days, "seed": seed, "latency": latency})
        if "base_url" in options:
            raise TypeError("demo: base_url is its own; for another server make the client without demo()")
        server = _native.LocalServer(chats, days, seed, None, latency, [])
        begin: Any = cls
        if options.get("credentials") is None:
            options.setdefault("api_key", "demo")
        client: Self = begin(base_url=server.url, **options)
        client._native.keep(server)
        return client

    def with_options(
        self: Self,
        *,
        timeout: float | None = None,
        attempt_timeout: float | None = None,
        max_retries: int | None = None,
        on_rate_limit: OnRateLimit | None = None,
        prefetch: int | None = None,
        strict: bool | None = None,
        time_zone: Zone | None = None,
        max_body_bytes: int | None = None,
        max_rows: int | None = None,
        max_depth: int | None = None,
    ) -> Self:
        """A client with other options that shares connections, key, callbacks, rate limit and retries with this one.

        What is `None` stays as it is. They end together: closing one closes all of them. `ConfigurationError` if an
        option is out of its range, `TypeError` if it is of another type.

            patient = client.with_options(timeout=600, max_retries=8)
        """
        given: dict[str, Any] = {
            "timeout": timeout,
            "attempt_timeout": attempt_timeout,
            "max_retries": max_retries,
            "on_rate_limit": on_rate_limit,
            "prefetch": prefetch,
            "strict": strict,
            "max_body_bytes": max_body_bytes,
            "max_rows": max_rows,
            "max_depth": max_depth,
        }
        check(given, given.keys())
        native = self._native.with_options(**given, time_zone=zone_name(time_zone))
        other = self.__class__.__new__(self.__class__)
        # All that a subclass has as well.
        other.__dict__.update(self.__dict__)
        other._native = native
        if time_zone is not None:
            other._zone = time_zone
        return other

    def _free(self) -> NativeClient:
        """The core's client, for a call; refused to the provider that the call would wait for."""
        self._callbacks.refuse_within()
        return self._native

    def _range(
        self, start_date: Day | None, end_date: Day | None, page: int | None, limit: int | None
    ) -> tuple[str | None, str | None, int | None, int | None]:
        """What both lists take."""
        first, last = day_text("start_date", start_date, self._zone), day_text("end_date", end_date, self._zone)
        return first, last, count("page", page), count("limit", limit)

    def __reduce__(self) -> str | tuple[Any, ...]:
        raise TypeError(f"{type(self).__name__} holds connections and cannot be pickled; make one in each process")

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._native.closed
