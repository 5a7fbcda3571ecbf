"""How a coroutine waits for the core: a mailbox a loop, whose socket the loop watches."""

from __future__ import annotations

import sys
import weakref
from collections import deque
from collections.abc import Callable, Iterable
from contextvars import Context, copy_context
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

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
        self._mail: deque[tuple[int, int, Any, BaseException | None]] = deque()
        self._calls: dict[int, tuple[asyncio.Future[Any], Context]] = {}
        # The loop of a Jupyter kernel hears of the stop button only when it is awake for another reason. So it is woken
        # now and then, as long as somebody waits.
        self._ticks = "ipykernel" in sys.modules
        # Not the timer itself: it would hold the loop, which must not be held from here.
        self._ticking = False
        # In a context of nobody: the first call of a loop is not the cause of all that comes later.
        Context().run(loop.add_reader, self._mailbox.fileno(), self._deliver)

    def _deliver(self) -> None:
        # While nobody waits, what is told of pages asked ahead lies where it is: of a loop that is about to end, a
        # callback would be a task too late to be cancelled, and another loop may take it over.
        self._mail.extend(self._mailbox.take(bool(self._calls)))
        self._hand_over_all()

    def rest(self) -> None:
        """Hands over what was told while nobody waited."""
        self._mail.extend(self._mailbox.take(True))
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

    def _hand_over(self, ticket: int, client: int, value: Any, error: BaseException | None) -> None:  # noqa: ANN401
        future, context = self._calls.get(ticket, (None, None))
        if client:
            callbacks = known.get(client)
            if callbacks is not None:
                # Callbacks see the variables of the call that they belong to; of a page asked ahead, of none.
                (context.copy() if context else Context()).run(callbacks.hear, value)
            return
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
        if not self._calls and self._mailbox.holds():
            # What lies there since nobody waited.
            loop.call_soon(self._deliver)
        self._calls[call.ticket] = future, copy_context()
        if self._ticks and not self._ticking:
            self._wake()
        try:
            return await future
        finally:
            call.cancel()  # does nothing to one that has ended
            del self._calls[call.ticket]

    def _wake(self) -> None:
        loop = self._loop()
        self._ticking = bool(self._calls) and loop is not None
        if self._ticking and loop is not None:
            loop.call_later(TICK, self._wake)


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


_settling: WeakSet[asyncio.Task[Any]] = WeakSet()
"""Tasks that wait for others to end: hooks that close their own client, which would wait for each other."""


async def settled(tasks: Iterable[asyncio.Future[Any]]) -> None:
    """Until these tasks have ended, as far as they are of the running loop, and do not themselves wait for this."""
    import asyncio

    loop = asyncio.get_running_loop()
    current = asyncio.current_task()
    assert current is not None
    _settling.add(current)
    try:
        # Results that came in this turn are handed over first.
        await asyncio.sleep(0)
        waiting().rest()
        ours = [task for task in tasks if task.get_loop() is loop and task not in _settling]
        await asyncio.gather(*ours, return_exceptions=True)
    finally:
        _settling.discard(current)
