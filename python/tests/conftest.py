"""Servers that several tests look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .local_server import CORPUS, serve


@pytest.fixture(scope="session")
def demo() -> Iterator[str]:
    """Twenty-five made-up chats, answered at once."""
    with serve("--chats", "25") as url:
        yield url


@pytest.fixture(scope="session")
def hundred_twenty() -> Iterator[str]:
    """More made-up chats, twelve pages of ten, answered slowly enough that several wait for the same page."""
    with serve("--chats", "120", "--latency", "0.01") as url:
        yield url


@pytest.fixture
def slow() -> Iterator[str]:
    """Made-up chats whose answers take longer than any test: only hanging up ends a request."""
    with serve("--chats", "25", "--latency", "120") as url:
        yield url


@pytest.fixture(scope="session")
def player() -> Iterator[str]:
    """The corpus, to look at single cases."""
    with serve("--replay", str(CORPUS)) as url:
        yield url


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for the vendor's server or a real key fails instead."""
    monkeypatch.delenv("TAGOVE_API_KEY", raising=False)
    monkeypatch.setenv("TAGOVE_BASE_URL", "http://127.0.0.1:9")
