"""The options of both clients: their types are judged here, by name; their ranges by the core."""

from __future__ import annotations

import os
from collections.abc import Set
from typing import Any

from tagove import _native
from tagove.callbacks import Callbacks
from tagove.errors import ConfigurationError
from tagove.parameters import zone_name

TEXT = "a str"
WHOLE = "an int"
SECONDS = "a number of seconds"
SWITCH = "True or False"
PATH = "a str or an os.PathLike"

KINDS = {
    **dict.fromkeys(("api_key", "base_url", "auth", "on_rate_limit", "accept", "proxy"), TEXT),
    **dict.fromkeys(("timeout", "attempt_timeout", "connect_timeout", "latency"), SECONDS),
    **dict.fromkeys(("max_retries", "prefetch", "max_body_bytes", "max_rows", "max_depth"), WHOLE),
    **dict.fromkeys(("chats", "days", "seed"), WHOLE),
    **dict.fromkeys(("strict", "redact"), SWITCH),
    **dict.fromkeys(("ca_file", "client_certificate", "record", "replay"), PATH),
    "requests_per_second": "a number",
}
"""What each option is, in the words of an error."""

WORDS = ("auth", "accept", "on_rate_limit")
"""Options that are one of a few words."""

OPTIONAL = {
    *("api_key", "base_url", "requests_per_second", "proxy", "ca_file", "client_certificate", "record", "replay"),
}
"""Options that may be `None`."""


def fits(kind: str, value: object) -> bool:
    """Whether the value is of the kind: numbers of other libraries are numbers, `True` is none."""
    of = type(value)
    if kind == SWITCH:
        return isinstance(value, bool)
    if kind == WHOLE:
        return hasattr(of, "__index__") and of is not bool
    if kind in {SECONDS, KINDS["requests_per_second"]}:
        return (hasattr(of, "__float__") or hasattr(of, "__index__")) and of is not bool
    if kind == PATH:
        return isinstance(value, (str, os.PathLike))
    return isinstance(value, str)


def check(given: dict[str, Any], may_be_none: Set[str] = OPTIONAL) -> None:
    """A `TypeError` that names the first option of another type. Its value is not shown: it may be the key."""
    for name, value in given.items():
        if (value is not None or name not in may_be_none) and not fits(KINDS[name], value):
            of = "None" if value is None else type(value).__name__
            raise TypeError(f"{name} is {KINDS[name]}, not {of}")
        if name in WORDS and isinstance(value, str) and not str.isascii(value):
            raise ConfigurationError(f"{name} holds a character that none of its words has")
        if KINDS[name] == SECONDS and value is not None:
            _float(name, value)


def _float(name: str, number: Any) -> None:  # noqa: ANN401, of any library
    try:
        float(number)
    except OverflowError:
        raise ConfigurationError(f"{name} is no number of seconds that can be waited") from None


def opened(callbacks: Callbacks, **given: Any) -> _native.Client:  # noqa: ANN401, each is checked
    """The core's client with these options."""
    zone = zone_name(given.pop("time_zone"))
    check(given)
    return _native.Client(**given, time_zone=zone, callbacks=callbacks)
