"""What a client is closed under, again and again: which of two threads comes first is a matter of microseconds."""

from __future__ import annotations

import asyncio
import concurrent.futures
import threading
from collections.abc import Callable

import tagove

TURNS = 300


def outcome(call: Callable[[], object]) -> str:
    """What a call ends as: the kind of its error, or that it has none."""
    try:
        call()
    except tagove.TagoveError as error:
        return type(error).__name__
    return "done"


def test_call_that_waits_for_a_key_ends_as_cancelled_when_its_client_closes(demo: str) -> None:
    def turn(asker: concurrent.futures.Executor, call: str) -> str:
        asked, closed = threading.Event(), threading.Event()

        def credentials() -> str:
            asked.set()
            closed.wait()
            raise RuntimeError("there is no key any more")

        client = tagove.Client(base_url=demo, credentials=credentials)
        asking = {"get": lambda: client.get_chat("7"), "list": lambda: next(client.list_chats())}[call]
        ended = asker.submit(outcome, asking)
        asked.wait()
        client.close()
        closed.set()
        return ended.result()

    with concurrent.futures.ThreadPoolExecutor(1) as asker:
        assert {turn(asker, call) for _ in range(TURNS) for call in ("get", "list")} == {"CancelledError"}


def test_async_call_that_waits_for_a_key_ends_as_cancelled_when_its_client_closes(demo: str) -> None:
    async def ended(call: asyncio.Task[object]) -> str:
        try:
            await call
        except tagove.TagoveError as error:
            return type(error).__name__
        return "done"

    async def turn(number: int) -> str:
        asked = asyncio.Event()

        async def credentials() -> str:
            asked.set()
            await asyncio.get_running_loop().create_future()
            raise AssertionError("nobody ends it")

        client = tagove.AsyncClient(base_url=demo, credentials=credentials)
        asking = client.get_chat("7") if number % 2 == 0 else anext(client.list_chats())
        call = asyncio.ensure_future(asking)
        # The call has begun; in every other turn its provider has, too.
        await (asyncio.sleep(0) if number % 4 < 2 else asked.wait())
        await client.aclose()
        return await ended(call)

    async def run() -> set[str]:
        return {await turn(number) for number in range(TURNS)}

    assert asyncio.run(run()) == {"CancelledError"}


def test_list_whose_client_closes_never_looks_as_if_it_had_ended(demo: str) -> None:
    def turn(reader: concurrent.futures.Executor, number: int) -> tuple[str, int]:
        client = tagove.Client("key", base_url=demo, prefetch=number % 3)
        chats = client.list_chats(limit=2)
        begun = threading.Event()
        read = 0

        def reading() -> None:
            nonlocal read
            for read, _ in enumerate(chats, 1):
                if read == number % 20 + 1:
                    begun.set()

        ended = reader.submit(outcome, reading)
        begun.wait()
        client.close()
        return ended.result(), read

    with concurrent.futures.ThreadPoolExecutor(1) as reader:
        ends = {turn(reader, number) for number in range(TURNS)}
    # Whoever asks behind the end is refused; who was asking is cancelled.
    assert {end for end, _ in ends} <= {"CancelledError", "ConfigurationError", "done"}
    assert {read for end, read in ends if end == "done"} <= {25}
