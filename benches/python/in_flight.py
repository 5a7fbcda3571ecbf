"""All pages from a server that takes 20 ms for each answer, eight of them asked for at once: asyncio."""

from __future__ import annotations

import asyncio

import aiohttp
import peers
from touching import touch

import tagove

LATENCY = 0.02
AT_ONCE = 8


def ours(url: str):
    client = tagove.AsyncClient("bench-key", base_url=url, prefetch=AT_ONCE)

    async def run() -> int:
        listed = client.list_chats(limit=100, include=["messages"])
        return sum([touch(page) async for page in listed.pages()])

    return lambda: asyncio.run(run())


def aiohttp_msgspec(url: str):
    """Eight workers, each with the next page, until one of them is empty."""

    async def run() -> int:
        pages, counts, ended = iter(peers.pages(url)), [], False

        async def worker(session: aiohttp.ClientSession) -> None:
            nonlocal ended
            while not ended:
                async with session.get(next(pages)) as answer:
                    items = peers.DECODER.decode(await answer.read()).data
                ended = ended or not items
                counts.append(peers.touch(items))

        async with aiohttp.ClientSession(headers=peers.HEADERS) as session:
            await asyncio.gather(*(worker(session) for _ in range(AT_ONCE)))
        return sum(counts)

    return lambda: asyncio.run(run())


CONTENDERS = {
    "tagove async, prefetch 8": ours,
    "aiohttp + msgspec, 8": aiohttp_msgspec,
}
