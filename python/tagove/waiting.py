"""How a coroutine waits for the core: a mailbox a loop, whose socket the loop watches."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from tagove._native import Call, Mailbox


class Waiting:
    """The calls of one event loop that are on their way."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._mailbox = Mailbox()
        self._futures: dict[int, asyncio.Future[Any]] = {}
        loop.add_reader(self._mailbox.fileno(), self._deliver)

    def _deliver(self) -> None:
        for ticket, result, error in self._mailbox.take():
            future = self._futures.get(ticket)
            if future is None or future.done():
                continue  # cancelled while the result was on its way
            if error is None:
                future.set_result(result)
            else:
                future.set_exception(error)

    async def on(self, start: Callable[[Mailbox], Call]) -> Any:  # noqa: ANN401, the caller knows the type
        """Starts a call and waits for it. A cancelled wait cancels the call, which closes its connection."""
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        call = start(self._mailbox)
        self._futures[call.ticket] = future
        try:
            return await future
        finally:
            call.cancel()  # does nothing to one that has ended
            del self._futures[call.ticket]


_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, Waiting] = WeakKeyDictionary()


def waiting() -> Waiting:
    """The calls of the running loop."""
    loop = asyncio.get_running_loop()
    found = _loops.get(loop)
    if found is None:
        found = _loops[loop] = Waiting(loop)
    return found
