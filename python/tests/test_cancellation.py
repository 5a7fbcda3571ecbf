"""A cancelled call hangs up: the server's journal is the witness."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable

import pytest

import tagove

from .local_server import answering, journal, serve

Ask = Callable[[tagove.AsyncClient], Awaitable[object]]


@pytest.mark.parametrize(
    "ask",
    [lambda client: client.get_chat("1"), lambda client: anext(client.list_chats())],
    ids=["get_chat", "list_chats"],
)
def test_cancelled_task_closes_its_connection(slow: str, ask: Ask) -> None:
    async def cancel() -> None:
        async def call() -> None:
            await ask(tagove.AsyncClient("test-key", base_url=slow))

        task = asyncio.create_task(call())
        await asyncio.to_thread(journal, slow, requests=1)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        told = await asyncio.to_thread(journal, slow, hang_ups=1)
        assert (told.request_count, told.hang_ups) == (1, 1)

    asyncio.run(cancel())


def test_cancelled_list_stops_what_is_asked_ahead_and_goes_on_without_loss() -> None:
    async def cancel(url: str) -> None:
        listed = tagove.AsyncClient("test-key", base_url=url, prefetch=3).list_chats(limit=5)
        before = [await anext(listed) for _ in range(5)]

        async def next_one() -> tagove.Chat:
            return await anext(listed)

        task = asyncio.create_task(next_one())
        await asyncio.to_thread(journal, url, requests=4)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        # The list is still held: cancelling alone must have hung up on all three.
        assert (await asyncio.to_thread(journal, url, hang_ups=3)).hang_ups == 3
        after = [chat async for chat in listed]
        assert len({chat.id for chat in before + after}) == 25
        assert listed.summary.complete

    # Those asked ahead are never answered: nothing but giving them up ends them.
    with serve("--chats", "25", "--fault", "2=silence", "--fault", "3=silence", "--fault", "4=silence") as url:
        asyncio.run(cancel(url))


def test_dropped_list_stops_what_it_asked_ahead() -> None:
    with serve("--chats", "25", "--fault", "2=silence", "--fault", "3=silence") as url:
        listed = tagove.Client("test-key", base_url=url, prefetch=2).list_chats(limit=5)
        next(listed)
        journal(url, requests=3)
        del listed
        assert journal(url, hang_ups=2).hang_ups == 2


CTRL_C = """
import signal, sys, tagove
# A shell's background job ignores Ctrl-C, and with it all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
client = tagove.Client("test-key", base_url=sys.argv[1], on_retry=lambda event: print("waiting", flush=True))
try:
    {call}
except KeyboardInterrupt:
    print("interrupted", flush=True)
    sys.stdin.read()  # alive until the test has seen the hang-up
"""


@pytest.mark.parametrize("call", ['client.get_chat("1")', "next(client.list_chats())", "list(client.list_chats())"])
def test_ctrl_c_ends_a_waiting_call_at_once(slow: str, call: str) -> None:
    command = [sys.executable, "-c", CTRL_C.format(call=call), slow]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdin is not None
        journal(slow, requests=1)
        begin = time.monotonic()
        os.kill(process.pid, signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
        took = time.monotonic() - begin
        assert journal(slow, hang_ups=1).hang_ups == 1
        process.stdin.close()
        assert process.wait(timeout=20) == 0
    assert took < 15, f"{took:.2f} s until KeyboardInterrupt"


@pytest.mark.parametrize(
    "ask",
    [lambda client: client.get_chat("1"), lambda client: anext(client.list_chats())],
    ids=["get_chat", "list_chats"],
)
def test_cancelled_task_ends_the_wait_for_a_retry_at_once(ask: Ask) -> None:
    async def cancel(url: str) -> float:
        waiting = asyncio.Event()

        async def call() -> None:
            await ask(tagove.AsyncClient("test-key", base_url=url, on_retry=lambda event: waiting.set()))

        task = asyncio.create_task(call())
        await asyncio.wait_for(waiting.wait(), 20)
        begin = time.monotonic()
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        return time.monotonic() - begin

    with answering("{}", statuses=[503], headers={"retry-after": "30"}) as stub:
        took = asyncio.run(cancel(stub.url))
        assert len(stub.requests) == 1
    assert took < 15, f"{took:.2f} s until it was cancelled"


def test_cancelled_wait_for_a_retry_asks_no_more() -> None:
    async def cancel(url: str) -> None:
        retries: asyncio.Queue[tagove.RetryEvent] = asyncio.Queue()
        client = tagove.AsyncClient("test-key", base_url=url, max_retries=1, on_retry=retries.put_nowait)
        asks = asyncio.gather(client.get_chat("1"), anext(client.list_chats()))
        for _ in range(2):
            await asyncio.wait_for(retries.get(), 20)
        asks.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asks
        # Another that waits as long, from now on: when it has asked again, so would have the cancelled ones.
        with pytest.raises(tagove.ServerError):
            await client.get_chat("2")

    with answering("{}", statuses=[503], headers={"retry-after": "4"}) as stub:
        asyncio.run(cancel(stub.url))
        assert [target for target, _ in stub.requests[2:]] == ["/chat/2"] * 2
        assert len(stub.requests) == 4


@pytest.mark.parametrize("call", ['client.get_chat("1")', "next(client.list_chats())"])
def test_ctrl_c_ends_the_wait_for_a_retry_at_once(call: str) -> None:
    with answering("{}", statuses=[503], headers={"retry-after": "30"}) as stub:
        command = [sys.executable, "-c", CTRL_C.format(call=call), stub.url]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            assert process.stdin is not None
            assert process.stdout.readline() == "waiting\n"
            begin = time.monotonic()
            os.kill(process.pid, signal.SIGINT)
            assert process.stdout.readline() == "interrupted\n"
            took = time.monotonic() - begin
            process.stdin.close()
            assert process.wait(timeout=20) == 0
        assert len(stub.requests) == 1
    assert took < 15, f"{took:.2f} s until KeyboardInterrupt"


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no timers on this system")
def test_interrupt_just_before_an_answer_loses_nothing() -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        with serve("--chats", "25", "--latency", "0.03") as url:
            listed = tagove.Client("test-key", base_url=url, prefetch=0).list_chats(limit=10)

            def step() -> None:
                signal.setitimer(signal.ITIMER_REAL, 0.01)
                next(listed)

            with pytest.raises(KeyboardInterrupt):
                step()
            assert len({chat.id for chat in listed}) == 25
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
