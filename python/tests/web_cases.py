"""The cases of `tests/corpus` that need no HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tagove

OPERATIONS = ("customer_snippet", "user_hash", "verify_webhook_signature", "parse_webhook")


def run(corpus: Path) -> Iterator[tuple[str, Any, Any]]:
    """Name, what is expected, what is given."""
    for operation in OPERATIONS:
        for folder in sorted((corpus / operation).glob("*/")):
            case = json.loads((folder / "case.json").read_text("utf-8"))
            expected = json.loads((folder / "expected.json").read_text("utf-8"))
            try:
                given: Any = {"value": value(case, folder)}
            except tagove.TagoveError as error:
                given = {"error": error.to_dict()}
            yield folder.relative_to(corpus).as_posix(), expected, given


def value(case: dict[str, Any], folder: Path) -> object:
    arguments = case["arguments"]
    if case["operation"] == "customer_snippet":
        return tagove.customer_snippet(arguments["customer"], **case["options"])
    if case["operation"] == "user_hash":
        return tagove.user_hash(**arguments)
    body = (folder / "input.bin").read_bytes()
    if case["operation"] == "verify_webhook_signature":
        return tagove.verify_webhook_signature(raw_body=body, **arguments)
    event = tagove.parse_webhook(body)
    assert event.raw.encode() == body.removeprefix(b"\xef\xbb\xbf")
    return event.to_dict()
