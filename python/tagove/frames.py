"""Records as frames. `tagove` needs no frame library: each is imported by the call that makes its frame."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tagove._native import Batches, Page, RecordList, arrow_stream

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from tagove.records import Chat, Message


class Messages:
    """The messages of a list's or a page's chats: one by one, or as a frame with one row a message.

    In a frame `chat_id` is that of the chat where a message does not say its own.

        for message in client.list_chats(include=["messages"]).messages():
            print(message.date_created, message.sender_type)
    """

    def __init__(self, chats: RecordList[Chat] | Page[Chat]) -> None:
        self._chats = chats

    def __iter__(self) -> Iterator[Message]:
        for chat in self._chats:
            yield from chat.messages or ()

    def to_arrow(self) -> pyarrow.Table:
        """A `pyarrow.Table`, one row a message; needs `pip install "tagove[arrow]"`."""
        return to_arrow(self._chats, messages=True)

    def to_pandas(self) -> pandas.DataFrame:
        """A `pandas.DataFrame`, one row a message; needs `pip install "tagove[pandas]"`."""
        return to_pandas(self._chats, messages=True)

    def to_polars(self) -> polars.DataFrame:
        """A `polars.DataFrame`, one row a message; needs `pip install "tagove[polars]"`."""
        return to_polars(self._chats, messages=True)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return arrow_stream(self._chats, messages=True)

    def __repr__(self) -> str:
        return f"<tagove.Messages of {self._chats!r}>"


def to_arrow(records: RecordList[Any] | Page[Any], *, messages: bool = False) -> pyarrow.Table:
    """A list or a page as a table."""
    libraries = needed("to_arrow")
    return arrow_of(read(records, messages), *libraries)


def to_pandas(records: RecordList[Any] | Page[Any], *, messages: bool = False) -> pandas.DataFrame:
    """A list or a page as a frame."""
    libraries = needed("to_pandas")
    return pandas_of(read(records, messages), *libraries)


def to_polars(records: RecordList[Any] | Page[Any], *, messages: bool = False) -> polars.DataFrame:
    """A list or a page as a frame."""
    libraries = needed("to_polars")
    return polars_of(read(records, messages), *libraries)


def read(records: RecordList[Any] | Page[Any], messages: bool) -> Batches:
    """All that is left as batches. A page that fails raises here: there is no frame of the pages before it, which are
    kept for whoever reads the list next.
    """
    if isinstance(records, Page):
        batches = Batches(records, messages)
        batches.add(records)
        return batches
    return records._gather(messages)


def arrow_of(batches: Batches, pyarrow: Any) -> pyarrow.Table:  # noqa: ANN401, a library
    """The batches, taken over without a copy."""
    return pyarrow.table(batches)


def pandas_of(batches: Batches, pyarrow: Any, _pandas: Any) -> pandas.DataFrame:  # noqa: ANN401, libraries
    """The batches as pandas has them: by way of pyarrow."""
    frame: pandas.DataFrame = pyarrow.table(batches).to_pandas()
    return frame


def polars_of(batches: Batches, library: Any) -> polars.DataFrame:  # noqa: ANN401, a library
    """The batches, taken over without pyarrow."""
    frame: polars.DataFrame = library.DataFrame(batches)
    return frame


NEEDS = {"to_arrow": ("pyarrow",), "to_pandas": ("pyarrow", "pandas"), "to_polars": ("polars",)}
"""The libraries of each call; the extra that installs them has the name that follows `to_`."""


def needed(call: str) -> list[Any]:
    """Imports the libraries of a call before anything is sent; names the extra where one is missing."""
    libraries = []
    for name in NEEDS[call]:
        try:
            libraries.append(importlib.import_module(name))
        except ImportError as error:
            extra = call.removeprefix("to_")
            reason = f'{call}() needs {name}, which cannot be imported; install it with: pip install "tagove[{extra}]"'
            raise ImportError(reason, name=name) from error
    return libraries
