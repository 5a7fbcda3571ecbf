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
"""A day of the account as `yyyy-mm-dd` or as a date; of a `datetime` its date.

An aware `datetime` is of the day that it falls on in the client's `time_zone`; without that option it is refused.
"""

Query: TypeAlias = "Mapping[str, str | int | date] | Sequence[tuple[str, str | int | date]]"
"""What stands behind the `?` of a URL, not yet encoded."""

Place: TypeAlias = "str | os.PathLike[str]"
"""The path of a file or a folder."""

Zone: TypeAlias = "str | ZoneInfo"
"""A time zone by its IANA name, or as Python has it."""


def day_text(name: str, day: Day | None, zone: Zone | None) -> str | None:
    """The day as text; whether it is one the core judges."""
    if isinstance(day, datetime):
        day = _day_of(name, day, zone)
    if isinstance(day, date):
        return day.isoformat()
    if day is not None and not isinstance(day, str):
        raise TypeError(f"{name} is a str as yyyy-mm-dd, a date or a datetime, not {type(day).__name__}")
    return whole(name, day) if day else day


def _day_of(name: str, moment: datetime, zone: Zone | None) -> date:
    """Its date, where the account is."""
    if moment.tzinfo is None:
        return moment.date()
    if zone is None:
        raise InvalidRequestError(
            f"{name} is a datetime with a zone, and which day that is for the account only the client's time_zone can "
            "tell; give that option, or a date"
        )
    from zoneinfo import ZoneInfo

    try:
        return moment.astimezone(ZoneInfo(zone) if isinstance(zone, str) else zone).date()
    except (OverflowError, KeyError, ValueError):
        raise InvalidRequestError(f"{name} cannot be told in the client's time_zone; give a date") from None


def count(name: str, number: int | None) -> int | None:
    """A whole number; whether it is in its range the core judges."""
    if number is not None and (isinstance(number, bool) or not hasattr(number, "__index__")):
        raise TypeError(f"{name} is an int, not {type(number).__name__}")
    if number is not None and not -(2**63) <= number < 2**63:
        raise InvalidRequestError(f"{name} is out of range; it goes from 1 on")
    return number


def whole(name: str, text: str) -> str:
    """The text, which no halves of characters stand in. Python's own error would show all of it, also as a context."""
    text = str.__str__(text)
    if not text.isascii() and not _encodes(text):
        raise InvalidRequestError(f"{name} holds half a character (a lone surrogate); correct it")
    return text


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def query_pairs(query: Query | None) -> list[tuple[str, str]]:
    """Names and values as text."""
    pairs = query.items() if isinstance(query, Mapping) else query or ()
    if isinstance(query, (str, bytes)):
        raise TypeError('query is a mapping or pairs, for example {"limit": 5}')
    named = []
    for pair in pairs:
        if not isinstance(pair, (tuple, list)) or len(pair) != 2:
            raise TypeError(f"query: a pair is a name and a value, not {type(pair).__name__}")
        named.append((path_text("query", pair[0]), _value(pair[1])))
    return named


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
    # Their own `str` may say something else: that of an enum's member is its name.
    return whole("query", str(int(value)) if isinstance(value, int) else value)


def include_words(include: Iterable[Include] | None) -> list[str]:
    """The words as a list. A single text is an iterable of letters, which nobody means."""
    if isinstance(include, (str, bytes)):
        example = include if isinstance(include, str) else "messages"
        raise TypeError(f"include takes a list of str, for example [{example!r}]")
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
        raise TypeError(f"time_zone is an IANA name or a ZoneInfo, not {type(zone).__name__}")
    name: str | None = zone.key  # none if it was read from a file
    if name is None:
        raise ConfigurationError("time_zone is a ZoneInfo without a name; give the IANA name of the zone")
    return name
