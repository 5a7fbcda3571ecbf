"""All pages, and every field of every chat and of every message: where views have the least to win."""

from __future__ import annotations

from operator import attrgetter

import peers
import urllib3

import tagove

CHAT = (
    "id account_id session_id type status date_created date_updated department_id chat_duration chat_wait_time "
    "feedback_rating feedback_message comments initiator"
)
MESSAGE = "id chat_id account_id sender_type sender_id type message date_created seen"
CHAT_FIELDS = attrgetter(*CHAT.split())
MESSAGE_FIELDS = attrgetter(*MESSAGE.split())


def touch(chats) -> int:
    count = 0
    for chat in chats:
        CHAT_FIELDS(chat)
        for message in chat.messages or ():
            MESSAGE_FIELDS(message)
            count += 1
    return count


def ours(url: str):
    client = tagove.Client("bench-key", base_url=url)
    return lambda: touch(client.list_chats(limit=100, include=["messages"]))


def peer(items_of):
    def made(url: str):
        items = items_of()

        def run() -> int:
            count = 0
            for page in peers.pages(url):
                chats = [item.chat for item in items(page)]
                if not chats:
                    return count
                count += touch(chats)
            raise AssertionError("the list never ended")

        return run

    return made


def urllib3_msgspec():
    pool = urllib3.PoolManager(headers=peers.HEADERS)
    return lambda page: peers.DECODER.decode(pool.request("GET", page).data).data


def httpx_pydantic():
    client = peers.httpx.Client(trust_env=False, headers=peers.HEADERS)
    return lambda page: peers.PydanticPage.model_validate_json(client.get(page).content).data


CONTENDERS = {
    "tagove": ours,
    "httpx + pydantic": peer(httpx_pydantic),
    "urllib3 + msgspec": peer(urllib3_msgspec),
}
