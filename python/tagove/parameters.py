"""What the operations take, in the form that the core takes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal, TypeAlias

from tagove.errors import ConfigurationError, InvalidRequestError

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

Accept: TypeAlias = Literal["json", "xml"]
Auth: TypeAlias = Literal["bearer", "basic"]
Include: TypeAlias = Literal["messages", "account"]
OnRateLimit: TypeAlias = Literal["wait", "raise"]
"""What happens when the server says that there were too many requests."""
Operation: TypeAlias = Literal["get_chat", "list_messages", "get_recording", "get_visitor_sessions"]
"""The operations that give one answer."""
Day: TypeAlias = "str | date"
"""A day as `yyyy-mm-dd` or as a date; of a `datetime` its date."""

Query: TypeAlias = "Mapping[str, str | int | date] | Sequence[tuple[str, str | int | date]]"
"""What stands behind the `?` of a URL, not yet encoded."""

Place: TypeAlias = "str | os.PathLike[str]"
"""The path of a file or a folder."""

Zone: TypeAlias = "str | ZoneInfo"
"""A time zone by its IANA name, or as Python has it."""


def day_text(day: Day | None) -> str | None:
    """The day as text; whether it is one the core judges."""
    if isinstance(day, datetime):
        day = day.date()
    if isinstance(day, date):
        return day.isoformat()
    if day is not None and not isinstance(day, str):
        raise TypeError(f"a day is a str as yyyy-mm-dd, a date or a datetime, not {type(day).__name__}")
    return whole("the day", day) if day else day


def whole(name: str, text: str) -> str:
    """The text, which no halves of characters stand in. Python's own error would show all of it."""
    try:
        if not text.isascii():
            text.encode()
    except UnicodeEncodeError:
        raise InvalidRequestError(f"{name} holds half a character (a lone surrogate); correct it") from None
    return text


def query_pairs(query: Query | None) -> list[tuple[str, str]]:
    """Names and values as text."""
    pairs = query.items() if isinstance(query, Mapping) else query or ()
    if isinstance(query, (str, bytes)):
        raise TypeError('query is a mapping or pairs, for example {"limit": 5}')
    return [(path_text("query", name), _value(value)) for name, value in pairs]


def path_text(name: str, value: object) -> str:
    """A text of a request."""
    if not isinstance(value, str):
        raise TypeError(f"request: {name} is a str, not {type(value).__name__}")
    return whole(name, value)


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        raise TypeError(f"query: a value is a str, an int or a date, not {type(value).__name__}")
    return whole("query", str(value))


def include_words(include: Iterable[Include] | None) -> list[str]:
    """The words as a list. A single text is an iterable of letters, which nobody means."""
    if isinstance(include, (str, bytes)):
        raise TypeError(f"include takes a list, for example [{include!r}]")
    words = list(include or ())
    for word in words:
        if not isinstance(word, str):
            raise TypeError(f"include is a list of str, not of {type(word).__name__}")
    return [whole("include", word) for word in words]


def id_text(operation: Operation, value: object) -> str:
    """The id; its own name stands in the error if it is none."""
    name = "visitor_id" if operation == "get_visitor_sessions" else "chat_id"
    if not isinstance(value, str):
        raise TypeError(f"{operation}: {name} is a str, not {type(value).__name__}")
    return whole(name, value)


def zone_name(zone: Zone | None) -> str | None:
    """The zone's name; whether there is such a zone the core judges."""
    if zone is None or isinstance(zone, str):
        return zone
    # Here, for it takes its time and most have none.
    from zoneinfo import ZoneInfo

    if not isinstance(zone, ZoneInfo):
        return zone
    name: str | None = zone.key  # none if it was read from a file
    if name is None:
        raise ConfigurationError("time_zone is a ZoneInfo without a name; give the IANA name of the zone")
    return name
