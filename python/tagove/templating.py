"""What the helpers of Django and Jinja have in common: a template's values as a customer's fields."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tagove._native import customer_snippet


def snippet(fields: Mapping[str, object], *, nonce: object, form: object, user_hash: object) -> str:
    """The HTML for what a template gave: texts, values that become one when they are looked at, and none."""
    given: dict[str, Any] = {name: text(value) for name, value in fields.items()}
    return customer_snippet(given, nonce=text(nonce), form=text(form), user_hash=text(user_hash))


def text(value: object) -> Any:  # noqa: ANN401, what it is says the call that refuses it
    # Bytes as a text would be `b'…'`, which nobody is called.
    if value is None or isinstance(value, (bytes, bytearray, memoryview)):
        return value
    # A lazy nonce is false until it is looked at, and the policy names it only then: so no truth of it is asked for.
    return str(value)
