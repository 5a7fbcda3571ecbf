"""A native module among others: what it costs to import, and how it gets on with processes, threads and loops.

Each figure that is measured is printed: `pytest -s tests/test_citizen.py`.
"""

from __future__ import annotations

import asyncio
import os
import resource
import subprocess
import sys
import threading
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

import tagove

from .local_server import journal, serve

KEY = "test-key"


def run(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, "-W", "ignore::DeprecationWarning", *arguments]
    done = subprocess.run(command, timeout=120, capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def cpu_of(code: str) -> float:
    """The least CPU time, in seconds, of several processes: what is not ours only adds to it."""
    least = float("inf")
    for _ in range(7):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("-c", code)[0] == 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        least = min(least, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return least


def test_import_is_cheap() -> None:
    took = cpu_of("import tagove") - cpu_of("pass")
    print(f"\nimport tagove: {took * 1000:.0f} ms of CPU over the bare interpreter")
    # The aim is 30 ms; this is a machine of any speed, a debug build, and whoever else is on it.
    assert took < 0.3


def test_import_leaves_alone_what_takes_long() -> None:
    heavy = ["asyncio", "dataclasses", "inspect", "logging", "zoneinfo", "json", "http", "pyarrow", "pandas"]
    code = f"import sys, tagove; print([name for name in {heavy} if name in sys.modules], file=sys.stderr)"
    assert run("-c", code) == (0, "[]\n")


POOL = """
import multiprocessing, sys, tagove

client = None

def own(url):
    global client
    client = tagove.Client("test-key", base_url=url)

def with_own(chat_id):
    return client.get_chat(chat_id).to_dict()

def with_inherited(chat_id):
    return inherited.get_chat(chat_id).to_dict()

if __name__ == "__main__":
    url, method = sys.argv[1:]
    inherited = tagove.Client("test-key", base_url=url)
    # Threads and connections of the parent exist now, and a hook of it has been heard.
    chats = [chat.id for chat in inherited.list_chats()]
    context = multiprocessing.get_context(method)
    wanted = [inherited.get_chat(chat_id).to_dict() for chat_id in chats]
    with context.Pool(2, own, (url,)) as pool:
        assert pool.map(with_own, chats) == wanted
        if method == "fork":
            assert pool.map(with_inherited, chats) == wanted
        pool.close()
        pool.join()
    assert inherited.get_chat(chats[0]).to_dict() == wanted[0]
"""


@pytest.mark.parametrize("method", ["fork", "spawn", "forkserver"])
def test_works_in_processes_of_multiprocessing(demo: str, tmp_path: Path, method: str) -> None:
    script = tmp_path / "pool.py"
    script.write_text(POOL)
    assert run(str(script), demo, method) == (0, "")


FORKED_CALLBACKS = """
import os, signal, sys, tagove
heard = []
client = tagove.Client(base_url=sys.argv[1], credentials=lambda: "test-key", on_page=heard.append)
demo = tagove.Client.demo(chats=5)
closed = tagove.Client.demo(chats=5)
ids = [chat.id for chat in client.list_chats()]
closed.close()
other = client.with_options(strict=True)
other.get_chat(ids[0])
heard.clear()
child = os.fork()
if child == 0:
    signal.alarm(20)  # a child that hangs ends otherwise
    good = client.get_chat(ids[0]).id == other.get_chat(ids[0]).id and len(heard) == 2
    good = good and len(list(demo.list_chats())) == 5 and closed.closed
    client.close()
    demo.close()
    os._exit(0 if good and other.closed else 1)
_, status = os.waitpid(child, 0)
assert len(heard) == 0 and client.get_chat(ids[0]).id == ids[0] and len(heard) == 1
assert len(list(demo.list_chats())) == 5  # the child has closed its own
sys.exit(os.waitstatus_to_exitcode(status))
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_callbacks_and_close_work_in_a_forked_child(demo: str) -> None:
    assert run("-c", FORKED_CALLBACKS, demo) == (0, "")


async def read_all(client: tagove.AsyncClient) -> int:
    chats = [chat async for chat in client.list_chats(limit=5, include=["messages"])]
    assert len(await asyncio.gather(*(client.get_chat(chat.id or "") for chat in chats))) == len(chats)
    return len(chats)


def test_one_client_serves_loops_of_several_threads_and_one_after_another(demo: str) -> None:
    on: dict[str, set[int]] = {"get_chat": set(), "list_chats": set()}

    def hook(event: tagove.PageEvent) -> None:
        on[event.operation].add(threading.get_ident())

    client = tagove.AsyncClient(KEY, base_url=demo, on_page=hook)
    counts: list[int] = []
    threads = [threading.Thread(target=lambda: counts.append(asyncio.run(read_all(client)))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert counts == [25] * 4
    # Each call's hooks run on its own loop.
    assert len(on["get_chat"]) == 4
    for _ in range(2):
        assert asyncio.run(read_all(client)) == 25


def uvloop_run() -> Callable[[Coroutine[Any, Any, int]], int]:
    if sys.platform == "win32":
        pytest.skip("there is no uvloop for this system")
    import uvloop

    def run(coroutine: Coroutine[Any, Any, int]) -> int:
        loop = uvloop.new_event_loop()
        try:
            result: int = loop.run_until_complete(coroutine)
            return result
        finally:
            loop.close()

    return run


def test_works_on_uvloop(demo: str) -> None:
    heard: list[str] = []

    async def hook(event: tagove.RequestEvent) -> None:
        await asyncio.sleep(0)
        heard.append(event.operation)

    async def main() -> int:
        assert "uvloop" in type(asyncio.get_running_loop()).__module__
        async with tagove.AsyncClient(KEY, base_url=demo, on_request=hook) as client:
            return await read_all(client)

    assert uvloop_run()(main()) == 25
    assert set(heard) == {"get_chat", "list_chats"}


def test_cancelled_task_on_uvloop_hangs_up(slow: str) -> None:
    async def main() -> int:
        client = tagove.AsyncClient(KEY, base_url=slow)
        task = asyncio.ensure_future(client.get_chat("1"))
        await asyncio.to_thread(journal, slow, requests=1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return (await asyncio.to_thread(journal, slow, hang_ups=1)).hang_ups

    assert uvloop_run()(main()) == 1


def test_iterator_of_two_threads_gives_each_page_once(hundred_twenty: str) -> None:
    listed = tagove.Client(KEY, base_url=hundred_twenty, prefetch=2).list_chats(limit=10)
    pages, records = listed.pages(), list[str]()
    numbers: list[int] = []

    def read_pages() -> None:
        for page in pages:
            numbers.append(page.number)
            records.extend(chat.id or "" for chat in page)

    def read_records() -> None:
        records.extend(chat.id or "" for chat in listed)

    threads = [threading.Thread(target=target) for target in (read_pages, read_pages, read_records, read_records)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(records) == len(set(records)) == 120
    assert len(numbers) == len(set(numbers))


def test_other_threads_run_while_a_call_waits(slow: str) -> None:
    client = tagove.Client(KEY, base_url=slow, timeout=600, attempt_timeout=600)

    def ask() -> None:
        with pytest.raises(tagove.CancelledError):
            client.get_chat("1")

    thread = threading.Thread(target=ask)
    thread.start()
    # It would not come back from here if the interpreter were held.
    assert journal(slow, requests=1).request_count == 1
    client.close()
    thread.join(20)
    assert not thread.is_alive()


# Threads that nobody waits for are inside of a call when the interpreter goes; what goes last takes its time.
THREADS_EXIT = """
import sys, threading, tagove, time, urllib.request
class Last:
    def __del__(self, now=time.monotonic):
        end = now() + 0.06  # longer than a slice of a wait
        while now() < end:
            pass
client = tagove.Client("test-key", base_url=sys.argv[1], on_request=lambda event: None)
calls = [lambda: client.get_chat("1"), lambda: next(client.list_chats())]
for call in calls * 2:
    threading.Thread(target=call, daemon=True).start()
urllib.request.urlopen(sys.argv[1] + "/__requests?requests=4").read()
sys.last = Last()
sys.exit(7)
"""

CALLBACKS_EXIT = """
import asyncio, sys, tagove
async def hook(event):
    await asyncio.sleep(0)
async def key():
    await asyncio.sleep(0)
    return "test-key"
client = tagove.AsyncClient.demo(credentials=key, on_request=hook, on_page=hook, chats=25)
async def run():
    calls = [asyncio.create_task(client.get_chat("43074")) for _ in range(4)]
    await anext(client.list_chats(limit=5))
    if sys.argv[2] == "hard":
        sys.exit(7)
asyncio.run(run())
sys.exit(7)
"""


@pytest.mark.parametrize(("code", "how"), [(THREADS_EXIT, ""), (CALLBACKS_EXIT, "soft"), (CALLBACKS_EXIT, "hard")])
def test_process_exits_cleanly_with_threads_and_callbacks_on_their_way(code: str, how: str) -> None:
    # scripts/exits counts to 200.
    for _ in range(int(os.environ.get("TAGOVE_EXITS", "7"))):
        with serve("--chats", "5", "--latency", "120") as url:
            assert run("-c", code, url, how) == (7, "")
