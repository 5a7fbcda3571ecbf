"""How a coroutine waits for the core: a mailbox a loop, whose socket the loop watches."""

from __future__ import annotations

import sys
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from tagove._native import Call, Mailbox
from tagove.callbacks import known

if TYPE_CHECKING:
    import asyncio

TICK = 0.2
"""Seconds."""


class Waiting:
    """The calls of one event loop that are on their way."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = weakref.ref(loop)
        self._mailbox = Mailbox()
        self._mail: deque[tuple[bool, int, Any, BaseException | None]] = deque()
        self._futures: dict[int, asyncio.Future[Any]] = {}
        # The loop of a Jupyter kernel hears of the stop button only when it is awake for another reason. So it is woken
        # now and then, as long as somebody waits.
        self._ticks = "ipykernel" in sys.modules
        self._tick: asyncio.TimerHandle | None = None
        loop.add_reader(self._mailbox.fileno(), self._deliver)

    def _deliver(self) -> None:
        self._mail.extend(self._mailbox.take())
        if not self._futures:
            # Nobody waits: of a loop that is about to end, a callback would be a task too late to be cancelled. So what
            # is told of pages asked ahead lies here until somebody waits, and results are of calls that were cancelled.
            self._mail = deque(one for one in self._mail if not one[0])
            return
        self._hand_over_all()

    def rest(self) -> None:
        """Hands over what was told while nobody waited."""
        self._mail.extend(self._mailbox.take())
        self._hand_over_all()

    def _hand_over_all(self) -> None:
        try:
            while self._mail:
                self._hand_over(*self._mail.popleft())
        finally:
            # An exception that ends the loop, out of a callback: should the loop go on, so does the rest.
            loop = self._loop()
            if self._mail and loop is not None:
                loop.call_soon(self._deliver)

    def _hand_over(self, is_result: bool, number: int, value: Any, error: BaseException | None) -> None:  # noqa: ANN401
        if not is_result:
            client = known.get(number)
            if client is not None:
                client.hear(value)
            return
        future = self._futures.get(number)
        if future is None or future.done():
            return  # cancelled while the result was on its way
        if error is None:
            future.set_result(value)
        else:
            future.set_exception(error)

    async def on(self, start: Callable[[Mailbox], Call]) -> Any:  # noqa: ANN401, the caller knows the type
        """Starts a call and waits for it. A cancelled wait cancels the call, which closes its connection."""
        loop = self._loop()
        assert loop is not None
        future: asyncio.Future[Any] = loop.create_future()
        call = start(self._mailbox)
        self._futures[call.ticket] = future
        if self._mail:
            loop.call_soon(self._deliver)
        if self._ticks and self._tick is None:
            self._wake(loop)
        try:
            return await future
        finally:
            call.cancel()  # does nothing to one that has ended
            del self._futures[call.ticket]

    def _wake(self, loop: asyncio.AbstractEventLoop) -> None:
        self._tick = loop.call_later(TICK, self._wake, loop) if self._futures else None


_loops: WeakKeyDictionary[asyncio.AbstractEventLoop, Waiting] = WeakKeyDictionary()


def waiting() -> Waiting:
    """The calls of the running loop."""
    # Here, for who has no loop need not wait for the import.
    import asyncio

    loop = asyncio.get_running_loop()
    found = _loops.get(loop)
    if found is None:
        found = _loops[loop] = Waiting(loop)
    return found


async def settled(tasks: Iterable[asyncio.Future[Any]]) -> None:
    """Until these tasks have ended, as far as they are of the running loop."""
    import asyncio

    loop = asyncio.get_running_loop()
    # Results that came in this turn are handed over first.
    await asyncio.sleep(0)
    waiting().rest()
    ours = [task for task in tasks if task.get_loop() is loop and task is not asyncio.current_task()]
    await asyncio.gather(*ours, return_exceptions=True)
