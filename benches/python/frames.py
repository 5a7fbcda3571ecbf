"""Every message of every page as an Arrow table: ours, and what is written without us."""

from __future__ import annotations

import httpx
import orjson
import peers
import pyarrow

import tagove


def ours(url: str):
    client = tagove.Client("bench-key", base_url=url)
    return lambda: client.list_chats(limit=100, include=["messages"]).messages().to_arrow().num_rows


def ours_streamed(url: str):
    client = tagove.Client("bench-key", base_url=url)
    return lambda: pyarrow.table(client.list_chats(limit=100, include=["messages"]).messages()).num_rows


def from_pylist(url: str):
    """Texts as they were sent: times are not parsed, which ours are."""
    client = httpx.Client(trust_env=False, headers=peers.HEADERS)

    def rows():
        for page in peers.pages(url):
            chats = orjson.loads(client.get(page).content)["data"]
            if not chats:
                return
            for item in chats:
                yield from item["chat"]["messages"]

    return lambda: pyarrow.Table.from_pylist(list(rows())).num_rows


CONTENDERS = {
    "tagove": ours,
    "tagove, C stream": ours_streamed,
    "httpx + orjson + pylist": from_pylist,
}
