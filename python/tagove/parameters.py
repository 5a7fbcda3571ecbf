"""What the operations take, in the form that the core takes."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from tagove.errors import ConfigurationError

Accept: TypeAlias = Literal["json", "xml"]
Auth: TypeAlias = Literal["bearer", "basic"]
Include: TypeAlias = Literal["messages", "account"]
OnRateLimit: TypeAlias = Literal["wait", "raise"]
"""What happens when the server says that there were too many requests."""
Operation: TypeAlias = Literal["get_chat", "list_messages", "get_recording", "get_visitor_sessions"]
"""The operations that give one answer."""
Day: TypeAlias = "str | date"
"""A day as `yyyy-mm-dd` or as a date."""

Place: TypeAlias = "str | os.PathLike[str]"
"""The path of a file or a folder."""

Zone: TypeAlias = "str | ZoneInfo"
"""A time zone by its IANA name, or as Python has it."""


def day_text(day: Day | None) -> str | None:
    """The day as text; whether it is one the core judges."""
    return day.isoformat() if isinstance(day, date) else day


def include_words(include: Iterable[Include] | None) -> list[str]:
    """The words as a list. A single text is an iterable of letters, which nobody means."""
    if isinstance(include, str):
        raise TypeError(f"include takes a list, for example [{include!r}]")
    return list(include or ())


def id_text(operation: Operation, value: object) -> str:
    """The id; its own name stands in the error if it is none."""
    if not isinstance(value, str):
        name = "visitor_id" if operation == "get_visitor_sessions" else "chat_id"
        raise TypeError(f"{operation}: {name} is a str, not {type(value).__name__}")
    return value


def zone_name(zone: Zone | None) -> str | None:
    """The zone's name; whether there is such a zone the core judges."""
    if not isinstance(zone, ZoneInfo):
        return zone
    name: str | None = zone.key  # none if it was read from a file
    if name is None:
        raise ConfigurationError("time_zone is a ZoneInfo without a name; give the IANA name of the zone")
    return name
