"""What happens at the edges of a process: fork, and exit with calls on their way."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import tagove

from .local_server import answering

FORK = """
import os, sys, tagove
client = tagove.Client("test-key", base_url=sys.argv[1])
first = client.get_chat(sys.argv[2]).id  # threads and connections of the parent exist now
child = os.fork()
if child == 0:
    os._exit(0 if client.get_chat(sys.argv[2]).id == first else 1)
_, status = os.waitpid(child, 0)
assert client.get_chat(sys.argv[2]).id == first
sys.exit(os.waitstatus_to_exitcode(status))
"""

# A child's client has every option of the parent's: by default the error would come after three attempts.
FORKED_OPTIONS = """
import os, sys, tagove
client = tagove.Client("test-key", base_url=sys.argv[1], max_retries=0, accept="xml", requests_per_second=1000)
def attempts():
    try:
        client.get_chat("7")
    except tagove.ServerError as error:
        return error.attempts
assert attempts() == 1
child = os.fork()
if child == 0:
    os._exit(0 if attempts() == 1 else 1)
_, status = os.waitpid(child, 0)
sys.exit(os.waitstatus_to_exitcode(status))
"""

# Two processes cannot write one recording, whether the parent's has begun or not.
FORKED_RECORDING = """
import os, sys, tagove
clients = [tagove.Client("test-key", base_url=sys.argv[1], record=folder) for folder in sys.argv[3:5]]
clients[0].get_chat(sys.argv[2])
child = os.fork()
if child == 0:
    refused = 0
    for client in clients:
        try:
            client.get_chat(sys.argv[2])
        except tagove.ConfigurationError as error:
            refused += "folder of its own in each forked child" in str(error)
    tagove.Client("test-key", base_url=sys.argv[1], record=sys.argv[5]).get_chat(sys.argv[2])
    os._exit(0 if refused == 2 else 1)
_, status = os.waitpid(child, 0)
clients[1].get_chat(sys.argv[2])
sys.exit(os.waitstatus_to_exitcode(status))
"""

# The parent has begun to read: what it asked ahead belongs to threads that the child has not.
FORKED_LIST = """
import asyncio, os, signal, sys, tagove
listed = tagove.Client("test-key", base_url=sys.argv[1]).list_chats(limit=10)
next(listed)
child = os.fork()
if child == 0:
    signal.alarm(20)  # a child that hangs ends otherwise
    async def astep():
        await anext(tagove.AsyncRecordList(listed))
    refused = 0
    for step in (lambda: next(listed), lambda: next(listed.pages()), lambda: asyncio.run(astep())):
        try:
            step()
        except tagove.ConfigurationError as error:
            refused += "begin a new one" in str(error)
    os._exit(0 if refused == 3 else 1)
_, status = os.waitpid(child, 0)
assert len(list(listed)) == 24
sys.exit(os.waitstatus_to_exitcode(status))
"""

# Calls are on their way when the interpreter goes: some answered at that very moment, some never.
EXITS = """
import asyncio, sys, tagove
client = tagove.AsyncClient("test-key", base_url=sys.argv[1], prefetch=2)
async def run():
    calls = [asyncio.create_task(client.get_chat(sys.argv[3])) for _ in range(4)]
    await anext(client.list_chats(limit=5))
    if sys.argv[2] == "hard":
        sys.exit(7)
asyncio.run(run())
sys.exit(7)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_list_begun_before_fork_is_refused_in_the_child(demo: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKED_LIST, demo],
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_client_works_in_a_forked_child(demo: str) -> None:
    chat = next(tagove.Client("test-key", base_url=demo).list_chats())
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORK, demo, chat.id or ""],
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_client_keeps_its_options_in_a_forked_child() -> None:
    with answering("{}", statuses=[500]) as stub:
        done = subprocess.run(
            [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKED_OPTIONS, stub.url],
            timeout=60,
            capture_output=True,
            text=True,
            check=False,
        )
        assert stub.accepted == ["application/xml"] * 2
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_client_that_records_is_refused_in_a_forked_child(demo: str, tmp_path: Path) -> None:
    chat = next(tagove.Client("test-key", base_url=demo).list_chats())
    folders = [tmp_path / name for name in ("begun", "not-begun", "the-childs")]
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKED_RECORDING, demo, chat.id or "", *folders],
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    for folder in folders:
        assert tagove.Client(replay=folder).get_chat(chat.id or "") == chat


@pytest.mark.parametrize("how", ["soft", "hard"])
def test_process_exits_cleanly_with_calls_on_their_way(demo: str, how: str) -> None:
    chat = next(tagove.Client("test-key", base_url=demo).list_chats())
    for _ in range(int(os.environ.get("TAGOVE_EXITS", "10"))):
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-c", EXITS, demo, how, chat.id or ""],
            timeout=60,
            capture_output=True,
            text=True,
            check=False,
        )
        assert (done.returncode, done.stderr) == (7, "")


def test_client_is_shared_between_threads(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    listed = client.list_chats(limit=5)
    seen: list[str | None] = []

    def read() -> None:
        seen.extend(chat.id for chat in listed)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(seen) == len(set(seen)) == 25
