"""`tagove.testing.LocalServer`."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

import tagove
from tagove.testing import LocalServer

FORKED = """
import os, sys, tagove
from tagove.testing import LocalServer
server = LocalServer(chats=3)
client = tagove.Client("test-key", base_url=server.url, max_retries=0)
assert len(list(client.list_chats())) == 3
child = os.fork()
if child == 0:
    assert len(list(client.list_chats())) == 3
    server.stop()
    del server
    os._exit(0)
_, status = os.waitpid(child, 0)
assert len(list(client.list_chats())) == 3  # the child did not stop it
sys.exit(os.waitstatus_to_exitcode(status))
"""


def test_server_tells_what_it_was_asked() -> None:
    with LocalServer(chats=3, key="test-key", faults={2: "404"}) as server:
        client = tagove.Client("test-key", base_url=server.url, prefetch=0)
        assert len(list(client.list_chats(limit=2).take(2))) == 2
        with pytest.raises(tagove.NotFoundError) as raised:
            client.get_chat("43074")
        first, second = server.requests()
    assert (first.number, first.method, first.target) == (1, "GET", "/chats?limit=2&page=1")
    assert (first.fault, first.authorization) == (None, True)
    assert (second.fault, second.request_id) == ("404", raised.value.request_id)
    # What was asked is still told after the end.
    assert server.requests() == [first, second]


def test_server_counts_who_hangs_up() -> None:
    with LocalServer(faults={1: "silence"}) as server:
        client = tagove.Client("test-key", base_url=server.url, attempt_timeout=3, max_retries=0)
        with pytest.raises(tagove.TimeoutError):
            client.get_chat("43074")
        assert server.wait_for_hang_ups(1)
        assert server.hang_ups == 1
        assert not server.wait_for_requests(2, timeout=0.01)


def test_stopped_server_refuses_and_stops_again() -> None:
    server = LocalServer(chats=0)
    server.stop()
    server.stop()
    with pytest.raises(tagove.ConnectionError):
        tagove.Client("test-key", base_url=server.url, max_retries=0).get_chat("43074")
    with pytest.raises(tagove.ConfigurationError, match="has stopped"):
        server.wait_for_requests(1)


def test_server_lets_in_its_key_only_and_shows_it_nowhere() -> None:
    with LocalServer(key="the-servers-key") as server:
        with pytest.raises(tagove.AuthenticationError):
            tagove.Client("another", base_url=server.url).get_chat("43074")
        assert "the-servers-key" not in f"{server!r}{server.requests()}"


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"faults": {1: "503x"}}, "503x"),
        ({"faults": {0: "503"}}, "counted from 1"),
        ({"faults": {-(10**30): "503"}}, "counted from 1"),
        ({"chats": -1}, "chats"),
        ({"chats": 10**30}, "chats"),
        ({"latency": -1.0}, "latency"),
        ({"latency": float("nan")}, "latency"),
    ],
)
def test_server_refuses_what_it_cannot_do(arguments: dict[str, object], named: str) -> None:
    with pytest.raises(tagove.ConfigurationError, match=named) as raised:
        LocalServer(**arguments)  # type: ignore[arg-type]
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("arguments", [{"chats": "three"}, {"key": 7}, {"faults": {"1": "503"}}, {"chat": 3}])
def test_server_refuses_wrong_types(arguments: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        LocalServer(**arguments)  # type: ignore[arg-type]


def test_servers_stop_while_somebody_waits_for_them() -> None:
    server = LocalServer()

    def wait() -> None:
        with pytest.raises(tagove.ConfigurationError, match="the local server has stopped"):
            server.wait_for_requests(1, timeout=600)
        told.append(True)

    told: list[bool] = []
    waiting = threading.Thread(target=wait)
    waiting.start()
    server.stop()
    waiting.join(timeout=20)
    assert told == [True]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_forked_child_asks_and_does_not_stop_the_server() -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore::DeprecationWarning", "-c", FORKED],
        timeout=60,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("held", ["server = ", ""], ids=["running", "let go of"])
def test_process_exits_cleanly_with_a_server_that_nobody_stopped(held: str) -> None:
    code = f"""
import sys, tagove
from tagove.testing import LocalServer
{held}LocalServer(faults={{1: "silence"}})
{"tagove.AsyncClient('test-key', base_url=server.url).list_chats()" if held else ""}
sys.exit(7)
"""
    for _ in range(5):
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-c", code], timeout=60, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (7, "")
