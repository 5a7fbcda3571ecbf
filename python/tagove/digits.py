"""Whole numbers of more digits than an `int` may have."""

from __future__ import annotations

from decimal import Decimal


def whole(digits: str) -> int | Decimal:
    """Every digit: as an `int`, or as a `Decimal` where Python refuses one (`sys.get_int_max_str_digits()`)."""
    try:
        return int(digits)
    except ValueError:
        return Decimal(digits)
