"""What goes to the logger `tagove`."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest

import tagove

from .local_server import answering

KEY = "sekret-key-of-a-customer"
ANSWER = '{"success": true, "data": {"chat": {"id": "7", "comments": "words of somebody"}}}'


def ask(cls: type[Any], url: str) -> None:
    client = cls(KEY, base_url=url)
    asyncio.run(client.get_chat("7")) if cls is tagove.AsyncClient else client.get_chat("7")


@pytest.mark.parametrize("cls", [tagove.Client, tagove.AsyncClient])
def test_logger_hears_of_retries_and_pages_as_its_level_says(cls: type[Any], caplog: pytest.LogCaptureFixture) -> None:
    expected = {logging.DEBUG: ["DEBUG", "INFO", "DEBUG", "DEBUG"], logging.INFO: ["INFO"], logging.WARNING: []}
    for level, levels in expected.items():
        caplog.clear()
        with answering(ANSWER, statuses=[503, 200], headers={"retry-after": "0"}) as stub:
            caplog.set_level(level, "tagove")
            ask(cls, stub.url)
        records = [record for record in caplog.records if record.name == "tagove"]
        assert [record.levelname for record in records] == levels
        told = "\n".join(record.getMessage() for record in records)
        assert KEY not in told
        assert "somebody" not in told
        if level == logging.DEBUG:
            assert "get_chat: attempt 1 failed (Server, status 503); the next one in " in told
            assert "get_chat: attempt 2 was answered with status 200 and " in told
            assert "get_chat: page 1 has 1 records and 0 warnings, read in " in told


@pytest.mark.parametrize(("made", "each"), [(logging.WARNING, 1), (logging.DEBUG, 2)])
def test_level_may_change_while_a_client_lives(
    demo: str, caplog: pytest.LogCaptureFixture, made: int, each: int
) -> None:
    # Answers are logged, beside pages, by a client that was made when they were.
    caplog.set_level(made, "tagove")
    client = tagove.Client(KEY, base_url=demo)
    for level, calls in ((logging.WARNING, 0), (logging.DEBUG, 1), (logging.INFO, 1), (logging.DEBUG, 2)):
        count = calls * each
        caplog.set_level(level, "tagove")
        client.get_chat("43074")
        assert len([record for record in caplog.records if record.name == "tagove"]) == count


def test_nothing_is_evaluated_for_a_logger_that_is_off(demo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from tagove import callbacks

    def hear(*_: object) -> None:
        raise AssertionError("an event was made")

    monkeypatch.setattr(callbacks.Callbacks, "hear", hear)
    logging.getLogger("tagove").setLevel(logging.NOTSET)
    client = tagove.Client(KEY, base_url=demo)
    assert len(list(client.list_chats())) == 25
    assert asyncio.run(tagove.AsyncClient(KEY, base_url=demo).get_chat("43074")).id == "43074"
