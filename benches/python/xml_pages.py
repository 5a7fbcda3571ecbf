"""The pages in XML: ours and the peers, in one run, interleaved.

Each contender is made for a URL and gives, page by page, the three texts of every message: what is measured is what
`verified` has compared.
"""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ElementTree

import peers
import urllib3
from lxml import etree

import tagove

HEADERS = {"authorization": "Bearer bench-key", "accept": "application/xml"}
FIELDS = ("id", "sender_type", "message")
# What XML cannot carry, the server's XML has as U+FFFD; its JSON has the character.
CARRIED = dict.fromkeys({*range(0x20), 0xFFFE, 0xFFFF} - set(map(ord, "\t\n\r")), "\ufffd")
MESSAGES = "data/item/chat/messages/message"


def ours(accept: str, prefetch: int = 1):
    def made(url: str):
        client = tagove.Client("bench-key", base_url=url, accept=accept, prefetch=prefetch)

        def read():
            for page in client.list_chats(limit=100, include=["messages"]).pages():
                yield [(row.id, row.sender_type, row.message) for chat in page for row in chat.messages or ()]

        return read

    return made


def peer(parse, rows, coding: str = "identity"):
    """On urllib3, whose own `Accept-Encoding` is `identity`: over loopback the cheapest."""

    def made(url: str):
        pool = urllib3.PoolManager(headers={**HEADERS, "accept-encoding": coding})

        def read():
            for page in peers.pages(url):
                root = parse(pool.request("GET", page).data)
                if not len(root.find("data")):
                    return
                yield rows(root)

        return read

    return made


def children(root) -> list:
    """One walk over the three children, picked out in C: of those tried, the fastest that takes a missing one."""
    rows = []
    for row in root.iterfind(MESSAGES):
        row_id = sender_type = message = None
        for child in row.iterchildren("id", "sender_type", "message"):
            tag = child.tag
            if tag == "id":
                row_id = child.text
            elif tag == "message":
                message = child.text or ""
            else:
                sender_type = child.text
        rows.append((row_id, sender_type, message))
    return rows


COLUMNS = [etree.XPath(f"{MESSAGES}/{field}") for field in FIELDS]


def columns(root) -> list:
    """Each field of the whole page at once, by a compiled XPath: right only where every message has all three."""
    texts = [[element.text or "" for element in column(root)] for column in COLUMNS]
    return list(zip(*texts, strict=True))


def findtext(root) -> list:
    """What is written first. With `xml.etree` it costs next to nothing beside the parsing."""
    return [
        (row.findtext("id"), row.findtext("sender_type"), row.findtext("message")) for row in root.iterfind(MESSAGES)
    ]


READERS = {
    "tagove, XML": ours("xml"),
    "tagove, XML, none ahead": ours("xml", prefetch=0),
    "tagove, JSON": ours("json"),
    "urllib3 + lxml": peer(etree.fromstring, children),
    "urllib3 + lxml, gzip": peer(etree.fromstring, children, "gzip"),
    "urllib3 + lxml, columns": peer(etree.fromstring, columns),
    "urllib3 + lxml, findtext": peer(etree.fromstring, findtext),
    "urllib3 + xml.etree": peer(ElementTree.fromstring, findtext),
}


def counting(made):
    def counter(url: str):
        read = made(url)
        return lambda: sum(len(rows) for rows in read())

    return counter


CONTENDERS = {name: counting(made) for name, made in READERS.items()}


def verified(url: str) -> int:
    """How many texts there are; every contender must read the same ones."""
    first, *others = [
        [text and text.translate(CARRIED) for row in itertools.chain.from_iterable(made(url)()) for text in row]
        for made in READERS.values()
    ]
    for name, texts in zip(list(READERS)[1:], others, strict=True):
        differ = [pair for pair in zip(first, texts, strict=True) if pair[0] != pair[1]]
        assert not differ, f"{name}: {len(differ)} texts differ, the first: {differ[0]}"
    return len(first)


def sizes(url: str) -> str:
    """The bytes of the first page: plain is what urllib3 asks for, ours asks for gzip, br or zstd and gets zstd."""
    place = next(peers.pages(url))

    def size(media: str, coding: str) -> str:
        headers = {**HEADERS, "accept": f"application/{media}", "accept-encoding": coding}
        answer = urllib3.request("GET", place, headers=headers, preload_content=False, decode_content=False)
        return f"{answer.headers.get('content-encoding', 'plain')} {len(answer.data):,}"

    asked = ("identity", "gzip", "gzip, br, zstd")
    return "; ".join(
        f"{media.upper()} bytes of a page: {', '.join(size(media, coding) for coding in asked)}"
        for media in ("json", "xml")
    )
