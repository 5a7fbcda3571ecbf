"""`take`: so many records of a list, and no request more."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

import tagove

from .local_server import journal, serve

Ids = list[str | None]


def summary(pages: int, records: int, ended: str = "taken", complete: bool = False) -> dict[str, object]:
    return {"pages": pages, "records": records, "duplicates": 0, "ended": ended, "complete": complete}


def read(how: str, url: str, n: int, **options: Any) -> tuple[Ids, tagove.Summary]:
    """The ids of a list of pages of ten, of which `n` are taken."""
    if how.startswith("async"):
        return asyncio.run(read_async(how, url, n, **options))
    listed = tagove.Client("test-key", base_url=url, **options).list_chats(limit=10).take(n)
    if how == "records":
        return [chat.id for chat in listed], listed.summary
    return [chat.id for page in listed.pages() for chat in page], listed.summary


async def read_async(how: str, url: str, n: int, **options: Any) -> tuple[Ids, tagove.Summary]:
    listed = tagove.AsyncClient("test-key", base_url=url, **options).list_chats(limit=10).take(n)
    if how == "async records":
        return [chat.id async for chat in listed], listed.summary
    return [chat.id async for page in listed.pages() for chat in page], listed.summary


@pytest.mark.parametrize("how", ["records", "pages", "async records", "async pages"])
@pytest.mark.parametrize(
    ("n", "expected"),
    [
        (0, summary(0, 0)),
        (1, summary(1, 1)),
        (7, summary(1, 7)),
        (10, summary(1, 10)),
        (11, summary(2, 11)),
        (24, summary(3, 24)),
        (25, summary(3, 25)),
        (26, summary(4, 25, "empty_page", complete=True)),
        (2**80, summary(4, 25, "empty_page", complete=True)),
    ],
)
def test_take_gives_so_many_and_tells_so(demo: str, how: str, n: int, expected: dict[str, object]) -> None:
    everything, _ = read("records", demo, 2**63)
    for prefetch in (0, 1, 3):
        ids, told = read(how, demo, n, prefetch=prefetch)
        assert ids == everything[:n]
        assert told.to_dict() == expected


@pytest.mark.parametrize(("n", "requests"), [(0, 0), (10, 1), (15, 2)])
@pytest.mark.parametrize("how", ["records", "pages", "async records", "async pages"])
def test_take_makes_no_request_more(how: str, n: int, requests: int) -> None:
    with serve("--chats", "25") as url:
        assert len(read(how, url, n, prefetch=0)[0]) == n
        assert journal(url).request_count == requests


def test_take_of_sessions(demo: str) -> None:
    listed = tagove.Client("test-key", base_url=demo).list_visitor_sessions(limit=3).take(4)
    assert len(list(listed)) == 4
    assert listed.summary.ended == "taken"
    assert list(listed) == []


def test_take_gives_the_list_itself_and_the_last_call_counts(demo: str) -> None:
    listed = tagove.Client("test-key", base_url=demo).list_chats()
    assert listed.take(1) is listed
    assert len(list(listed.take(3))) == 3
    later = tagove.AsyncClient("test-key", base_url=demo).list_chats()
    assert later.take(1) is later


@pytest.mark.parametrize("n", [-1, -(2**80)])
def test_take_of_less_than_none_is_an_invalid_request(demo: str, n: int) -> None:
    for client in (tagove.Client("test-key", base_url=demo), tagove.AsyncClient("test-key", base_url=demo)):
        listed = client.list_chats()
        with pytest.raises(tagove.InvalidRequestError, match="take: n is -") as raised:
            listed.take(n)
        assert raised.value.attempts == 0
    for wrong in (1.5, "1", None):
        with pytest.raises(TypeError):
            listed.take(wrong)  # type: ignore[arg-type]


def test_take_of_a_list_that_has_begun_is_refused(demo: str) -> None:
    by_record = tagove.Client("test-key", base_url=demo).list_chats(limit=10)
    next(by_record)
    by_page = tagove.Client("test-key", base_url=demo).list_chats(limit=10)
    next(by_page.pages())
    for listed in (by_record, by_page):
        with pytest.raises(tagove.InvalidRequestError, match="has begun"):
            listed.take(3)
    # What was begun goes on as if nothing had been said.
    assert len(list(by_record)) == 24
    assert len(list(by_page)) == 15
    with pytest.raises(tagove.InvalidRequestError, match="has begun"):
        by_page.take(0)

    async def begun() -> int:
        listed = tagove.AsyncClient("test-key", base_url=demo).list_chats(limit=10)
        await anext(listed)
        with pytest.raises(tagove.InvalidRequestError, match="has begun"):
            listed.take(3)
        return len([chat async for chat in listed])

    assert asyncio.run(begun()) == 24


def test_take_keeps_a_refused_parameter(demo: str) -> None:
    listed = tagove.Client("test-key", base_url=demo).list_chats(page=0).take(0)
    with pytest.raises(tagove.InvalidRequestError, match="page"):
        next(listed)
    assert listed.summary.ended == "error"


def test_take_of_a_list_with_an_error_goes_on_after_it() -> None:
    # The server comes up only after the first step has failed.
    with serve("--chats", "25", "--key", "right-key") as url:
        listed = tagove.Client("wrong-key", base_url=url).list_chats().take(3)
        for _ in range(2):
            with pytest.raises(tagove.AuthenticationError):
                next(listed)
        assert listed.summary.to_dict() == summary(0, 0, "error")
