"""One small answer after another, on a kept connection: ours and the peers, in one run, interleaved."""

from __future__ import annotations

import asyncio
import json
import urllib.request

import aiohttp
import httpx
import msgspec
import peers
import urllib3

import tagove

CALLS = 300


class Data(msgspec.Struct):
    chat: peers.ChatAlone


class Answer(msgspec.Struct):
    success: bool
    data: Data


DECODER = msgspec.json.Decoder(Answer)


def some_id(url: str) -> str:
    request = urllib.request.Request(f"{url}/chats?page=1&limit=1", headers=peers.HEADERS)
    item = json.load(urllib.request.urlopen(request))["data"]
    return (item[0] if isinstance(item, list) else item)["chat"]["id"]


def ours(url: str):
    client, chat_id = tagove.Client("bench-key", base_url=url), some_id(url)
    return lambda: sum(client.get_chat(chat_id).status == "closed" for _ in range(CALLS))


def ours_async(url: str):
    client, chat_id = tagove.AsyncClient("bench-key", base_url=url), some_id(url)

    async def run() -> int:
        return sum([(await client.get_chat(chat_id)).status == "closed" for _ in range(CALLS)])

    return lambda: asyncio.run(run())


def urllib3_msgspec(url: str):
    pool, place = urllib3.PoolManager(headers=peers.HEADERS), f"{url}/chat/{some_id(url)}"
    return lambda: sum(
        DECODER.decode(pool.request("GET", place).data).data.chat.status == "closed" for _ in range(CALLS)
    )


def httpx_msgspec(url: str):
    client, place = httpx.Client(trust_env=False, headers=peers.HEADERS), f"{url}/chat/{some_id(url)}"
    return lambda: sum(DECODER.decode(client.get(place).content).data.chat.status == "closed" for _ in range(CALLS))


def aiohttp_msgspec(url: str):
    place = f"{url}/chat/{some_id(url)}"

    async def run() -> int:
        count = 0
        async with aiohttp.ClientSession(headers=peers.HEADERS) as session:
            for _ in range(CALLS):
                async with session.get(place) as answer:
                    count += DECODER.decode(await answer.read()).data.chat.status == "closed"
        return count

    return lambda: asyncio.run(run())


CONTENDERS = {
    "tagove": ours,
    "httpx + msgspec": httpx_msgspec,
    "urllib3 + msgspec": urllib3_msgspec,
}
ASYNC_CONTENDERS = {
    "tagove async": ours_async,
    "aiohttp + msgspec": aiohttp_msgspec,
}
