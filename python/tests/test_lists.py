"""Lists: records and pages of one list, in both clients."""

from __future__ import annotations

import asyncio
import threading

import pytest

import tagove

from .local_server import journal, serve


def test_list_sends_nothing_before_the_first_record() -> None:
    with serve("--chats", "5") as url:
        listed = tagove.Client("test-key", base_url=url).list_chats()
        assert journal(url).request_count == 0
        assert next(listed).id
        assert journal(url, requests=1).request_count >= 1


def test_list_summary_tells_of_the_end(demo: str) -> None:
    listed = tagove.Client("test-key", base_url=demo).list_chats(limit=10)
    assert listed.summary.ended is None
    assert len({chat.id for chat in listed}) == 25
    assert listed.summary.to_dict() == {
        "pages": 4,
        "records": 25,
        "duplicates": 0,
        "ended": "empty_page",
        "complete": True,
    }
    assert listed.warnings == []
    assert list(listed) == []


def test_list_pages_and_records_share_one_list(demo: str) -> None:
    listed = tagove.Client("test-key", base_url=demo).list_chats(limit=10)
    first = next(listed.pages())
    assert len(first) == 10
    assert len(list(listed)) == 15


def test_list_parameters_reach_the_server() -> None:
    with serve("--chats", "5") as url:
        client = tagove.Client("test-key", base_url=url, prefetch=0)
        listed = client.list_chats(
            start_date="2016-08-01", end_date="2016-12-31", limit=2, page=2, include=["messages", "account"]
        )
        assert len(list(listed)) == 3
        asked = journal(url).requests[0]
    for part in ("start_date=2016-08-01", "end_date=2016-12-31", "limit=2", "page=2", "with=messages%2Caccount"):
        assert part in asked


def test_list_prefetch_asks_ahead() -> None:
    with serve("--chats", "50") as url:
        listed = tagove.Client("test-key", base_url=url, prefetch=2).list_chats(limit=10)
        next(listed)
        assert journal(url, requests=3).request_count == 3


def test_async_list_gives_what_the_list_gives(demo: str) -> None:
    async def read() -> tuple[list[tagove.Chat], tagove.Summary]:
        listed = tagove.AsyncClient("test-key", base_url=demo).list_chats(limit=10, include=["messages"])
        return [chat async for chat in listed], listed.summary

    chats, summary = asyncio.run(read())
    listed = tagove.Client("test-key", base_url=demo).list_chats(limit=10, include=["messages"])
    assert chats == list(listed)
    assert summary == listed.summary


def test_async_calls_run_side_by_side() -> None:
    async def ask(url: str, ids: list[str]) -> list[str | None]:
        client = tagove.AsyncClient("test-key", base_url=url)
        calls = [asyncio.create_task(client.get_chat(chat_id)) for chat_id in ids]
        # All of them are at the server before one is answered: one after another they would never all be there.
        await asyncio.to_thread(journal, url, requests=len(ids) + 2)
        return [chat.id for chat in await asyncio.gather(*calls)]

    with serve("--chats", "20", "--latency", "0.3") as url:
        ids = [chat.id or "" for chat in tagove.Client("test-key", base_url=url).list_chats(limit=20)]
        assert asyncio.run(ask(url, ids)) == ids


def test_async_client_serves_one_loop_after_another(demo: str) -> None:
    client = tagove.AsyncClient("test-key", base_url=demo)

    async def first() -> str | None:
        return (await anext(client.list_chats())).id

    assert len({asyncio.run(first()) for _ in range(3)}) == 1


@pytest.mark.parametrize("by_page", [False, True])
def test_threads_share_a_list_and_lose_nothing(hundred_twenty: str, by_page: bool) -> None:
    client = tagove.Client("test-key", base_url=hundred_twenty)
    expected = [chat.id for chat in client.list_chats(limit=10)]
    listed = client.list_chats(limit=10)
    seen: list[str | None] = []
    start = threading.Barrier(4)

    def read() -> None:
        start.wait()
        if by_page:
            for page in listed.pages():
                seen.extend(chat.id for chat in page)
        else:
            seen.extend(chat.id for chat in listed)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(expected) == 120
    assert sorted(map(str, seen)) == sorted(map(str, expected))


@pytest.mark.parametrize("by_page", [False, True])
def test_tasks_share_a_list_and_lose_nothing(hundred_twenty: str, by_page: bool) -> None:
    async def read(listed: tagove.AsyncRecordList[tagove.Chat], seen: list[str | None]) -> None:
        if by_page:
            async for page in listed.pages():
                seen.extend(chat.id for chat in page)
                await asyncio.sleep(0)
        else:
            async for chat in listed:
                seen.append(chat.id)
                await asyncio.sleep(0)

    async def run() -> list[str | None]:
        listed = tagove.AsyncClient("test-key", base_url=hundred_twenty).list_chats(limit=10)
        seen: list[str | None] = []
        await asyncio.gather(*[read(listed, seen) for _ in range(4)])
        return seen

    expected = [chat.id for chat in tagove.Client("test-key", base_url=hundred_twenty).list_chats(limit=10)]
    assert len(expected) == 120
    assert sorted(map(str, asyncio.run(run()))) == sorted(map(str, expected))


def test_gathered_steps_of_a_list_lose_nothing(hundred_twenty: str) -> None:
    async def run() -> list[str | None]:
        listed = tagove.AsyncClient("test-key", base_url=hundred_twenty).list_chats(limit=10)
        first = await asyncio.gather(*[anext(listed) for _ in range(5)])
        return [chat.id for chat in first] + [chat.id async for chat in listed]

    seen = asyncio.run(run())
    assert len(seen) == len(set(seen)) == 120
