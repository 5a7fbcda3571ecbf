"""Callbacks and finalizers that use the client or the list that is in use: an answer or an error, never a hang.

Each program that could hang has a process of its own, and an alarm that ends it.
"""

from __future__ import annotations

import asyncio
import contextvars
import gc
import subprocess
import sys
import weakref
from typing import Any

import pytest

import tagove
from tagove.testing import LocalServer

KEY = "test-key"


def ends(code: str, url: str = "") -> str:
    """What a program prints that must end within half a minute."""
    limited = f"import signal, sys, threading, tagove\nsignal.alarm(30)\n{code}"
    done = subprocess.run([sys.executable, "-c", limited, url], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


REFUSED = """
client = tagove.Client("test-key", base_url="http://127.0.0.1:9")
other = client.with_options(strict=True)
client.close()
def refused():
    for one in (client, other) * 5000:
        try:
            one.get_chat("1")
        except tagove.ConfigurationError:
            pass
threads = [threading.Thread(target=refused) for _ in range(3)]
sys.setswitchinterval(1e-5)
[thread.start() for thread in threads]
[thread.join() for thread in threads]
"""


def test_closed_client_refuses_threads_without_a_hang() -> None:
    ends(REFUSED)


FORKED_WHILE_REFUSED = """
import os
client = tagove.Client("test-key", base_url="http://127.0.0.1:9")
client.close()
done = threading.Event()
def refused():
    while not done.is_set():
        try:
            client.get_chat("1")
        except tagove.ConfigurationError:
            pass
thread = threading.Thread(target=refused)
sys.setswitchinterval(1e-5)
thread.start()
for _ in range(30):
    child = os.fork()
    if child == 0:
        signal.alarm(10)
        try:
            client.get_chat("1")
        except tagove.ConfigurationError:
            os._exit(0)
        os._exit(1)
    assert os.waitpid(child, 0)[1] == 0
done.set()
thread.join()
"""


@pytest.mark.skipif(not hasattr(__import__("os"), "fork"), reason="no fork on this system")
def test_fork_while_a_closed_client_refuses_leaves_no_lock() -> None:
    ends(FORKED_WHILE_REFUSED)


FINALIZERS = """
client = tagove.Client("test-key", base_url=sys.argv[1])
listed = client.list_chats(limit=5)
class Garbage:
    def __init__(self):
        self.me = self
    def __del__(self):
        extra.extend(chat.id for chat in [next(listed, None)] if chat)
extra, ids = [], []
import gc
gc.set_threshold(1)
for chat in listed:
    Garbage()
    ids.append(chat.id)
gc.set_threshold(700)
gc.collect()
print(len(set(ids + extra)), len(ids + extra))
"""


def test_finalizer_that_steps_the_list_in_use_takes_a_record_of_it(demo: str) -> None:
    assert ends(FINALIZERS, demo) == "25 25\n"


@pytest.mark.parametrize("hook", ["on_request", "on_response", "on_page"])
def test_hook_that_steps_the_list_that_waits_for_it_does_not_hang(hook: str) -> None:
    code = f"""
heard, ids = [], []
def step(event):
    try:
        ids.append(next(listed).id)
    except StopIteration:
        pass
    except tagove.InvalidRequestError as error:
        heard.append(str(error))
client = tagove.Client.demo(chats=12, prefetch=0, {hook}=step)
listed = client.list_chats(limit=5)
ids.extend(chat.id for chat in listed)
assert len(ids) == len(set(ids)) == 12, ids
# A record that has come is given, one that has not cannot be waited for.
assert all("being read by the very call" in told for told in heard), heard
"""
    ends(code)


def test_hook_may_use_another_list_and_deep_nesting_is_an_error() -> None:
    code = """
deepest, unraisable = 0, []
sys.unraisablehook = lambda told: unraisable.append(told.exc_type)
def ask(event):
    global deepest
    deepest += 1
    client.get_chat("43074")
client = tagove.Client.demo(chats=3, on_page=ask)
threading.stack_size(2 << 20)
thread = threading.Thread(target=lambda: client.get_chat("43074"))
thread.start()
thread.join()
assert 5 < deepest < 20, deepest
assert unraisable == [RecursionError], unraisable
"""
    ends(code)


def test_hooks_that_close_their_client_do_not_wait_for_each_other() -> None:
    async def main() -> None:
        async def close(event: tagove.RequestEvent) -> None:
            await asyncio.sleep(0)
            await client.aclose()

        client = tagove.AsyncClient.demo(chats=3, latency=60.0, on_request=close)
        calls = await asyncio.gather(*(client.get_chat("43074") for _ in range(3)), return_exceptions=True)
        assert {type(call) for call in calls} <= {tagove.CancelledError, tagove.ConfigurationError}
        await asyncio.wait_for(client.aclose(), 20)

    asyncio.run(main())


@pytest.mark.parametrize("how", ["timeout", "cancel", "close"])
def test_provider_that_hangs_ends_with_its_call(how: str) -> None:
    ended: list[str] = []

    async def key() -> str:
        asked.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            ended.append("cancelled")
            over.set()
            raise
        return KEY

    async def main() -> None:
        async with tagove.AsyncClient.demo(chats=3, credentials=key, timeout=0.2 if how == "timeout" else 60) as client:
            task = asyncio.create_task(client.get_chat("43074"))
            await asyncio.wait_for(asked.wait(), 20)
            if how == "cancel":
                task.cancel()
            elif how == "close":
                await client.aclose()
            with pytest.raises((tagove.TagoveError, asyncio.CancelledError)):
                await task
            await asyncio.wait_for(over.wait(), 20)

    asked, over = asyncio.Event(), asyncio.Event()
    asyncio.run(main())
    assert ended == ["cancelled"]


tenant: contextvars.ContextVar[str] = contextvars.ContextVar("tenant", default="nobody")


def test_callbacks_of_asyncio_see_the_variables_of_their_own_call() -> None:
    seen: list[tuple[str, str]] = []

    def of_call(event: tagove.RequestEvent) -> None:
        seen.append((event.url.rpartition("/")[2], tenant.get()))

    async def later(event: tagove.PageEvent) -> None:
        await asyncio.sleep(0)
        seen.append(("page", tenant.get()))

    async def key() -> tagove.ApiKey:
        seen.append(("key", tenant.get()))
        return tagove.ApiKey(KEY, expires_in=0)

    async def ask(client: tagove.AsyncClient, name: str) -> None:
        tenant.set(name)
        with pytest.raises(tagove.NotFoundError):
            await client.get_chat(name)
        await client.get_chat("43074")

    async def main() -> None:
        options: dict[str, Any] = {"on_request": of_call, "on_page": later, "credentials": key}
        async with tagove.AsyncClient.demo(chats=3, **options) as client:
            await asyncio.create_task(ask(client, "alice"))
            await asyncio.create_task(ask(client, "bob"))

    asyncio.run(main())
    expected = [
        [("key", name), (name, name), ("key", name), ("43074", name), ("page", name)] for name in ("alice", "bob")
    ]
    assert sorted(seen) == sorted(expected[0] + expected[1])


def test_list_goes_on_in_another_loop_although_its_next_page_lacks_a_key() -> None:
    asked: list[int] = []

    async def key() -> tagove.ApiKey:
        asked.append(1)
        return tagove.ApiKey(KEY, expires_in=0)

    with LocalServer(chats=25) as server:
        client = tagove.AsyncClient(base_url=server.url, credentials=key, timeout=60, requests_per_second=20)
        listed = client.list_chats(limit=5)

        async def some(count: int) -> list[str | None]:
            return [(await anext(listed)).id for _ in range(count)]

        async def rest() -> list[str | None]:
            return [chat.id async for chat in listed]

        # Each in a loop of its own; the first has ended while the page that was asked ahead wants a key.
        first, second = asyncio.run(some(1)), asyncio.run(rest())
        assert len(set(first + second)) == 25


def test_hook_that_holds_the_pages_of_its_client_is_collected(demo: str) -> None:
    class Reader:
        def __init__(self) -> None:
            self.client = tagove.Client(KEY, base_url=demo, on_page=self.heard)
            self.pages = self.client.list_chats().pages()

        def heard(self, event: tagove.PageEvent) -> None: ...

    reader = weakref.ref(Reader())
    gc.collect()
    assert reader() is None


def test_subinterpreter_is_refused() -> None:
    interpreters = pytest.importorskip("_xxsubinterpreters", reason="this Python has them elsewhere")
    other = interpreters.create()
    try:
        with pytest.raises(interpreters.RunFailedError, match="does not work in a subinterpreter"):
            interpreters.run_string(other, "import tagove")
    finally:
        interpreters.destroy(other)
    assert tagove.Client.demo(chats=1).get_chat("43074").id == "43074"


def asked_within(client: Any, how: str) -> Any:
    return {
        "get_chat": lambda: client.get_chat("43074"),
        "request": lambda: client.request("GET", "/chats"),
        "list_chats": lambda: client.list_chats(),
        "relative": lambda: client.with_options(timeout=5).get_chat("43074"),
    }[how]()


WITHIN = ["get_chat", "request", "list_chats", "relative"]


@pytest.mark.parametrize("how", WITHIN)
def test_provider_that_asks_its_own_client_is_refused_at_once(how: str) -> None:
    def key() -> str:
        asked_within(client, how)
        return KEY

    with tagove.Client.demo(chats=3, credentials=key, timeout=3600) as client:
        with pytest.raises(tagove.AuthenticationError) as failed:
            client.get_chat("43074")
        assert isinstance(failed.value.__cause__, tagove.ConfigurationError)
        assert "its own client" in failed.value.__cause__.reason


@pytest.mark.parametrize("how", WITHIN)
@pytest.mark.parametrize("kind", ["function", "coroutine"])
def test_provider_of_asyncio_that_asks_its_own_client_is_refused_at_once(how: str, kind: str) -> None:
    async def ask() -> str:
        asked = asked_within(client, how)
        if how != "list_chats":
            await asked
        return KEY

    def begin() -> object:
        return asyncio.create_task(ask())

    client: tagove.AsyncClient

    async def main() -> None:
        nonlocal client
        given: Any = ask if kind == "coroutine" else begin
        async with tagove.AsyncClient.demo(chats=3, credentials=given, timeout=3600) as client:
            with pytest.raises(tagove.AuthenticationError) as failed:
                await asyncio.wait_for(client.get_chat("43074"), 60)
            assert isinstance(failed.value.__cause__, tagove.ConfigurationError)

    asyncio.run(main())


def test_what_a_provider_leaves_running_may_ask_its_client() -> None:
    later: list[asyncio.Task[Any]] = []

    async def key() -> str:
        async def after() -> str | None:
            await given.wait()
            return (await client.get_chat("43074")).id

        later.append(asyncio.create_task(after()))
        return KEY

    client: tagove.AsyncClient

    async def main() -> None:
        nonlocal client
        async with tagove.AsyncClient.demo(chats=3, credentials=key) as client:
            assert (await client.get_chat("43074")).id == "43074"
            given.set()
            assert await asyncio.wait_for(later[0], 60) == "43074"

    given = asyncio.Event()
    asyncio.run(main())
