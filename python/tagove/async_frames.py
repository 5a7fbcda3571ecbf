"""Frames for asyncio: pages are waited for on the loop, and become batches as they come."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

from tagove._native import Batches
from tagove.frames import arrow_of, needed, pandas_of, polars_of

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from tagove.async_client import AsyncRecordList
    from tagove.records import Chat, Message


class AsyncMessages:
    """The messages of a list's chats: one by one with `async for`, or as a frame with one row a message.

    In a frame `chat_id` is that of the chat where a message does not say its own.

        words = await client.list_chats(include=["messages"]).messages().to_pandas()
    """

    def __init__(self, chats: AsyncRecordList[Chat]) -> None:
        self._chats = chats

    async def __aiter__(self) -> AsyncIterator[Message]:
        async for chat in self._chats:
            for message in chat.messages or ():
                yield message

    async def to_arrow(self) -> pyarrow.Table:
        """A `pyarrow.Table`, one row a message; needs `pip install "tagove[arrow]"`."""
        return await to_arrow(self._chats, messages=True)

    async def to_pandas(self) -> pandas.DataFrame:
        """A `pandas.DataFrame`, one row a message; needs `pip install "tagove[pandas]"`."""
        return await to_pandas(self._chats, messages=True)

    async def to_polars(self) -> polars.DataFrame:
        """A `polars.DataFrame`, one row a message; needs `pip install "tagove[polars]"`."""
        return await to_polars(self._chats, messages=True)

    def __repr__(self) -> str:
        return f"<tagove.AsyncMessages of {self._chats!r}>"


async def to_arrow(records: AsyncRecordList[Any], *, messages: bool = False) -> pyarrow.Table:
    """A list as a table."""
    libraries = needed("to_arrow")
    return arrow_of(await read(records, messages), *libraries)


async def to_pandas(records: AsyncRecordList[Any], *, messages: bool = False) -> pandas.DataFrame:
    """A list as a frame."""
    libraries = needed("to_pandas")
    return pandas_of(await read(records, messages), *libraries)


async def to_polars(records: AsyncRecordList[Any], *, messages: bool = False) -> polars.DataFrame:
    """A list as a frame."""
    libraries = needed("to_polars")
    return polars_of(await read(records, messages), *libraries)


async def read(records: AsyncRecordList[Any], messages: bool) -> Batches:
    """All that is left as batches. A page that fails raises here: there is no frame of the pages before it, which are
    kept for whoever reads the list next; so are those of a call that was cancelled.
    """
    records._native._refuse_what_was_read()
    while await records._ask():
        pass
    return records._native._batches(messages)
