"""The peers: each reads the same pages and touches the same three fields of every message, and says how many.

Each is made for a URL, before it is measured, and then run as often as wanted on its kept connections.
"""

from __future__ import annotations

import asyncio

import aiohttp
import httpx
import msgspec
import pydantic
import urllib3

HEADERS = {"authorization": "Bearer bench-key", "accept": "application/json"}


def pages(url: str):
    """The address of each page: as many as it takes."""
    number = 0
    while True:
        number += 1
        yield f"{url}/chats?page={number}&limit=100&with=messages"


def touch(chats) -> int:
    count = 0
    for item in chats:
        for message in item.chat.messages:
            message.id, message.sender_type, message.message
            count += 1
    return count


class PydanticMessage(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="allow")
    id: str
    chat_id: str
    account_id: str
    sender_type: str
    sender_id: str | None = None
    type: str
    message: str | None = None
    date_created: str
    seen: str


class PydanticChat(pydantic.BaseModel):
    model_config = pydantic.ConfigDict(extra="allow")
    id: str
    account_id: str
    session_id: str
    type: str
    status: str
    date_created: str
    date_updated: str
    department_id: str | None = None
    chat_duration: str | None = None
    chat_wait_time: str | None = None
    feedback_rating: str | None = None
    feedback_message: str | None = None
    comments: str | None = None
    initiator: str | None = None
    messages: list[PydanticMessage]


class PydanticItem(pydantic.BaseModel):
    chat: PydanticChat


class PydanticPage(pydantic.BaseModel):
    success: bool
    data: list[PydanticItem]


class Message(msgspec.Struct):
    id: str
    chat_id: str
    account_id: str
    sender_type: str
    type: str
    date_created: str
    seen: str
    sender_id: str | None = None
    message: str | None = None


class ChatAlone(msgspec.Struct):
    """As `GET /chat/{id}` gives it."""

    id: str
    status: str


class Chat(msgspec.Struct):
    id: str
    account_id: str
    session_id: str
    type: str
    status: str
    date_created: str
    date_updated: str
    messages: list[Message]
    department_id: str | None = None
    chat_duration: str | None = None
    chat_wait_time: str | None = None
    feedback_rating: str | None = None
    feedback_message: str | None = None
    comments: str | None = None
    initiator: str | None = None


class Item(msgspec.Struct):
    chat: Chat


class Page(msgspec.Struct):
    success: bool
    data: list[Item]


DECODER = msgspec.json.Decoder(Page)


def until_empty(items_of, url: str) -> int:
    count = 0
    for page in pages(url):
        items = items_of(page)
        if not items:
            return count
        count += touch(items)
    raise AssertionError("the list never ended")


def httpx_pydantic(url: str):
    client = httpx.Client(trust_env=False, headers=HEADERS)
    return lambda: until_empty(lambda page: PydanticPage.model_validate_json(client.get(page).content).data, url)


def urllib3_msgspec(url: str):
    pool = urllib3.PoolManager(headers=HEADERS)
    return lambda: until_empty(lambda page: DECODER.decode(pool.request("GET", page).data).data, url)


def aiohttp_msgspec(url: str):
    # A session belongs to one loop, so it is made within what is measured: it costs next to nothing.
    async def run() -> int:
        count = 0
        async with aiohttp.ClientSession(headers=HEADERS) as session:
            for page in pages(url):
                async with session.get(page) as answer:
                    items = DECODER.decode(await answer.read()).data
                if not items:
                    return count
                count += touch(items)
        raise AssertionError("the list never ended")

    return lambda: asyncio.run(run())


ALL = {
    "httpx + pydantic": httpx_pydantic,
    "urllib3 + msgspec": urllib3_msgspec,
    "aiohttp + msgspec": aiohttp_msgspec,
}
