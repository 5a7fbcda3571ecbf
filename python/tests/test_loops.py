"""Event loops that have ended are let go of, and with them the sockets that they watched."""

from __future__ import annotations

import asyncio
import gc
import sys
import types
import weakref

import pytest

import tagove


@pytest.mark.parametrize("notebook", [False, True])
def test_loop_that_ended_is_let_go_of(demo: str, notebook: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if notebook:
        monkeypatch.setitem(sys.modules, "ipykernel", types.ModuleType("ipykernel"))
    else:
        monkeypatch.delitem(sys.modules, "ipykernel", raising=False)
    loops: list[weakref.ref[asyncio.AbstractEventLoop]] = []

    async def run() -> None:
        loops.append(weakref.ref(asyncio.get_running_loop()))
        async with tagove.AsyncClient("test-key", base_url=demo) as client:
            assert [chat async for chat in client.list_chats(limit=10)]

    for _ in range(5):
        asyncio.run(run())
    gc.collect()
    assert [loop() for loop in loops] == [None] * 5
