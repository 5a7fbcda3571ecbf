"""The `tagove` command of this checkout as a server on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "corpus"
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
COMMAND = Path(os.environ.get("TAGOVE_COMMAND", TARGET / "debug" / "tagove"))


@dataclass(frozen=True)
class Journal:
    """What a server was asked."""

    request_count: int
    hang_ups: int
    requests: list[str]


def journal(url: str, **at_least: int) -> Journal:
    """What was asked so far; with `requests=N` or `hang_ups=N` as soon as there are as many."""
    query = "&".join(f"{name}={count}" for name, count in at_least.items())
    with urllib.request.urlopen(f"{url}/__requests?{query}", timeout=20) as answer:
        told: dict[str, Any] = json.load(answer)
    return Journal(told["request_count"], told["hang_ups"], told["requests"])


@contextlib.contextmanager
def serve(*arguments: str) -> Iterator[str]:
    """A server for the time of a `with`; gives its URL."""
    command = [str(COMMAND), "serve", "--port", "0", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            url = process.stdout.readline().strip()
            assert url.startswith("http://127.0.0.1:"), f"{COMMAND} did not start"
            yield url
        finally:
            process.terminate()
