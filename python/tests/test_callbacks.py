"""Who is called back, when, and on which thread: the provider of the key, and hooks."""

from __future__ import annotations

import asyncio
import functools
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import tagove

from .local_server import answering, journal, serve

KEY = "sekret-key-of-a-customer"
ANSWER = '{"success": true, "data": {"chat": {"id": "7"}}}'


@pytest.fixture
def unraisable(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """What was told by `sys.unraisablehook`."""
    told: list[BaseException] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda args: told.append(args.exc_value))
    return told


def hooks(heard: list[object]) -> dict[str, Any]:
    return dict.fromkeys(("on_request", "on_response", "on_retry", "on_page"), heard.append)


def names(heard: list[Any]) -> list[str]:
    return [type(event).__name__ for event in heard]


def test_hooks_hear_each_step_on_the_thread_that_waits() -> None:
    heard: list[Any] = []
    threads: set[int] = set()

    def hook(event: object) -> None:
        heard.append(event)
        threads.add(threading.get_ident())

    with answering(ANSWER, statuses=[503, 200], headers={"retry-after": "0"}) as stub:
        client = tagove.Client(KEY, base_url=stub.url, on_request=hook, on_response=hook, on_retry=hook, on_page=hook)
        client.get_chat("7")
    names_ = ["RequestEvent", "ResponseEvent", "RetryEvent", "RequestEvent", "ResponseEvent", "PageEvent"]
    assert names(heard) == names_
    first, answered, again, second, _, page = heard
    assert (first.operation, first.url, first.attempt) == ("get_chat", f"{stub.url}/chat/7", 1)
    assert (second.attempt, second.request_id) == (2, first.request_id)
    assert (answered.request, answered.status, answered.bytes) == (first, 503, len(ANSWER))
    assert (again.request, again.status, again.kind) == (first, 503, "Server")
    assert 0 <= again.wait < 30
    assert (page.operation, page.page, page.records, page.warnings) == ("get_chat", 1, 1, 0)
    assert page.elapsed >= answered.elapsed >= 0
    assert threads == {threading.get_ident()}


def test_events_are_frozen_values_without_the_key() -> None:
    heard: list[Any] = []
    with answering(ANSWER, statuses=[500, 200]) as stub:
        client = tagove.Client(KEY, base_url=stub.url, **hooks(heard))
        client.request("GET", "/x", {"token": KEY})
    assert len(heard) == 5
    for event in heard:
        assert KEY not in repr(event)
        assert repr(event).startswith(type(event).__name__ + "(")
        with pytest.raises(AttributeError):
            event.status = 1
    request = heard[0]
    assert KEY not in request.url
    assert request == heard[0]
    assert hash(request) == hash(heard[0])
    assert request != heard[3]  # another attempt


@pytest.mark.parametrize("prefetch", [0, 2])
def test_hooks_hear_of_every_page_of_a_list(demo: str, prefetch: int) -> None:
    heard: list[Any] = []
    with tagove.Client(KEY, base_url=demo, prefetch=prefetch, **hooks(heard)) as client:
        assert len(list(client.list_chats(limit=10))) == 25
    pages = {event.page: event.records for event in heard if isinstance(event, tagove.PageEvent)}
    assert {page: pages[page] for page in (1, 2, 3)} == {1: 10, 2: 10, 3: 5}
    assert names(heard).count("ResponseEvent") == len(pages)


def test_close_tells_what_nobody_waited_for() -> None:
    asked: list[str] = []

    def hook(event: tagove.RequestEvent) -> None:
        asked.append(event.url.partition("?")[2])

    with serve("--chats", "25") as url:
        # The page that is asked ahead has its turn when nobody waits any more.
        client = tagove.Client(KEY, base_url=url, on_request=hook, requests_per_second=20)
        listed = client.list_chats(limit=10)
        next(listed)
        journal(url, requests=2)
        assert asked == ["limit=10&page=1"]
        client.close()
    assert asked == ["limit=10&page=1", "limit=10&page=2"]


def test_exception_of_a_hook_is_told_and_the_call_goes_on(unraisable: list[BaseException]) -> None:
    def hook(event: object) -> None:
        raise ValueError("of a hook")

    with answering(ANSWER) as stub:
        assert tagove.Client(KEY, base_url=stub.url, on_request=hook, on_page=hook).get_chat("7").id == "7"
        assert [repr(error) for error in unraisable] == ["ValueError('of a hook')"] * 2
        unraisable.clear()
        client = tagove.AsyncClient(KEY, base_url=stub.url, on_request=hook, on_page=hook)
        assert asyncio.run(client.get_chat("7")).id == "7"
        assert [repr(error) for error in unraisable] == ["ValueError('of a hook')"] * 2


def test_interrupt_in_a_hook_ends_the_call(demo: str) -> None:
    def hook(event: object) -> None:
        raise KeyboardInterrupt

    client = tagove.Client(KEY, base_url=demo, on_request=hook)
    with pytest.raises(KeyboardInterrupt):
        client.get_chat("43074")


def test_hook_may_use_the_client(demo: str) -> None:
    seen: list[str | None] = []

    def hook(event: tagove.PageEvent) -> None:
        if event.operation == "list_chats":
            seen.append(client.get_chat("43074").id)

    client = tagove.Client(KEY, base_url=demo, on_page=hook, prefetch=0)
    next(client.list_chats())
    assert seen == ["43074"]


def test_coroutine_hooks_are_tasks_that_aclose_waits_for(unraisable: list[BaseException], demo: str) -> None:
    heard: list[str] = []

    async def hook(event: tagove.RequestEvent) -> None:
        await ending.wait()
        for _ in range(10):  # longer than the end takes by itself
            await asyncio.sleep(0)
        heard.append(event.operation)
        raise ValueError("of a coroutine")

    async def run() -> None:
        async with tagove.AsyncClient(KEY, base_url=demo, on_request=hook, prefetch=0) as client:
            assert len([chat async for chat in client.list_chats(limit=100)]) == 25
            await client.get_chat("43074")
            assert heard == []
            ending.set()

    ending = asyncio.Event()
    asyncio.run(run())
    assert (heard[0], heard[-1]) == ("list_chats", "get_chat")
    assert {repr(error) for error in unraisable} == {"ValueError('of a coroutine')"}
    assert len(unraisable) == len(heard)


def given(*keys: object) -> Iterator[object]:
    """A provider's answers, one behind the other."""
    yield from keys


def test_provider_is_asked_first_when_expired_and_at_401() -> None:
    keys = given(("first", 3600.0), "second", tagove.ApiKey("third", 0), "fourth")
    with answering(ANSWER, statuses=[200, 200, 401, 200]) as stub:
        client = tagove.Client(base_url=stub.url, credentials=lambda: next(keys))  # type: ignore[arg-type, return-value]
        for _ in range(5):
            client.get_chat("7")
        sent = [headers["authorization"] for _, headers in stub.requests]
    # The first until it is refused; the second until the server would refuse it.
    assert sent == ["Bearer first"] * 3 + ["Bearer second"] * 3
    with answering(ANSWER) as stub:
        client = tagove.Client(base_url=stub.url, credentials=lambda: next(keys))  # type: ignore[arg-type, return-value]
        client.get_chat("7")
        client.get_chat("7")
        sent = [headers["authorization"] for _, headers in stub.requests]
    assert sent == ["Bearer third", "Bearer fourth"]


def test_provider_runs_on_the_thread_that_waits_and_on_the_loop(demo: str) -> None:
    threads: list[int] = []

    def provider() -> str:
        threads.append(threading.get_ident())
        return KEY

    async def later() -> tagove.ApiKey:
        threads.append(threading.get_ident())
        await asyncio.sleep(0)
        return tagove.ApiKey(KEY, expires_in=60)

    assert len(list(tagove.Client(base_url=demo, credentials=provider).list_chats())) == 25
    for function in (provider, later):
        client = tagove.AsyncClient(base_url=demo, credentials=function)
        assert asyncio.run(client.get_chat("43074")).id == "43074"
    assert threads == [threading.get_ident()] * 3


class ProviderError(Exception):
    pass


@pytest.mark.parametrize("cls", [tagove.Client, tagove.AsyncClient])
def test_exception_of_a_provider_is_the_cause(cls: type[Any], demo: str) -> None:
    def fails() -> str:
        raise ProviderError(f"holds {KEY}")

    async def fails_later() -> str:
        await asyncio.sleep(0)
        return fails()

    def ask(function: Callable[[], object]) -> BaseException:
        client = cls(base_url=demo, credentials=function)
        with pytest.raises(tagove.AuthenticationError) as raised:
            asyncio.run(client.get_chat("7")) if cls is tagove.AsyncClient else client.get_chat("7")
        error = raised.value
        assert (error.kind, error.attempts) == ("Authentication", 0)
        assert KEY not in str(error) + repr(error) + str(error.to_dict())
        assert error.__cause__ is not None
        return error.__cause__

    assert isinstance(ask(fails), ProviderError)
    if cls is tagove.AsyncClient:
        assert isinstance(ask(fails_later), ProviderError)
    wrongs: list[object] = [None, 7, KEY.encode(), (KEY,), (1, KEY), [KEY, 1.0], (KEY, "soon"), (KEY, -1)]
    for wrong in [*wrongs, (KEY, float("nan"))]:
        cause = ask(functools.partial(lambda given: given, wrong))
        assert isinstance(cause, (TypeError, ValueError)), wrong
        assert KEY not in str(cause)


@pytest.mark.parametrize("name", ["credentials", "on_request", "on_response", "on_retry", "on_page"])
def test_what_cannot_be_called_back_is_a_type_error(name: str) -> None:
    class Callable_:  # noqa: N801
        async def __call__(self, *_: object) -> str:
            return KEY

    async def coroutine(*_: object) -> str:
        return KEY

    own: dict[str, Any] = {} if name == "credentials" else {"api_key": KEY}
    plain: Any = tagove.Client
    loop: Any = tagove.AsyncClient
    for wrong in (7, KEY, object()):
        for cls in (plain, loop):
            with pytest.raises(TypeError, match=f"{name} is a function, not") as raised:
                cls(base_url="http://127.0.0.1:9", **own, **{name: wrong})
            assert KEY not in str(raised.value)
    for function in (coroutine, Callable_()):
        with pytest.raises(TypeError, match="AsyncClient"):
            plain(base_url="http://127.0.0.1:9", **own, **{name: function})
        loop(base_url="http://127.0.0.1:9", **own, **{name: function})


def test_key_and_provider_together_are_refused() -> None:
    with pytest.raises(tagove.ConfigurationError, match="give one of them"):
        tagove.Client(KEY, base_url="http://127.0.0.1:9", credentials=lambda: KEY)


def test_api_key_shows_no_key() -> None:
    assert repr(tagove.ApiKey(KEY, 60)) == "ApiKey(expires_in=60)"
    assert KEY not in f"{tagove.ApiKey(KEY)!s}{[tagove.ApiKey(KEY)]}"


def test_page_that_was_asked_ahead_waits_for_its_key_until_somebody_waits() -> None:
    asked: list[None] = []

    def provider() -> tagove.ApiKey:
        asked.append(None)
        return tagove.ApiKey(KEY, expires_in=0)

    with serve("--chats", "25") as url:
        # The page that is asked ahead has its turn, and wants a key, when nobody waits any more.
        client = tagove.Client(base_url=url, credentials=provider, timeout=3, requests_per_second=20)
        listed = client.list_chats(limit=10)
        next(listed)
        threading.Event().wait(3.1)  # in which it is given up, of which nothing can be seen
        assert len(list(listed)) == 24
    assert len(asked) >= 4


def test_client_in_a_cycle_with_its_hook_is_collected(demo: str) -> None:
    import gc
    import weakref

    class Reader:
        def __init__(self, cls: type[Any]) -> None:
            self.client = cls(KEY, base_url=demo, on_page=self.heard)
            self.listed = self.client.list_chats()

        def heard(self, event: tagove.PageEvent) -> None: ...

    readers = [weakref.ref(Reader(cls)) for cls in (tagove.Client, tagove.AsyncClient)]
    gc.collect()
    assert [reader() for reader in readers] == [None, None]
