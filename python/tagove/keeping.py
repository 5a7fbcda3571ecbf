"""What `pickle` calls to make records and pages again: their places in a pickle are those of these functions."""

from __future__ import annotations

from typing import Any

from tagove._native import Page, kept_page
from tagove.errors import DecodeError


def page(text: str) -> Page[Any]:
    """A page that was pickled, whole."""
    return kept_page(text)


def record(text: str) -> Any:  # noqa: ANN401, of any model
    """A record that was pickled, alone on a page of its own."""
    alone: Page[Any] = kept_page(text)
    if len(alone) != 1:
        raise DecodeError(f"this pickle is of {len(alone)} records, not of one; it is no record of tagove's")
    return alone[0]
