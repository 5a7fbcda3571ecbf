"""The pytest plugin: a local server, a client that asks it, and recorded answers beside the test.

Installed with the package; `pytest -p no:tagove` goes without it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    # Only a test that uses a fixture pays for the package.
    from tagove import Client
    from tagove.testing import Cassette, LocalServer

_passed = pytest.StashKey[bool]()
_recorded = pytest.StashKey["Cassette"]()

LONGEST = 80
"""Characters of a folder's name: longer ones do not fit everywhere."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("tagove").addoption(
        "--tagove-record",
        action="store_true",
        help="tests with tagove_cassette ask the server and record what it answers, instead of replaying it",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "tagove_server(chats=25, days=123, seed=838161, key=None, latency=0.0, faults=None): its server",
    )
    config.addinivalue_line("markers", "tagove_client(**options): options of tagove_client, such as max_retries=0")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:  # noqa: ANN401, pytest's own
    report = yield
    if call.when != "teardown":
        item.stash[_passed] = call.when == "call" and report.passed
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Any:  # noqa: ANN401, pytest's own
    # Not in the fixture: those that end after it can fail as well.
    result = yield
    cassette = item.stash.get(_recorded, None)
    if cassette is not None and item.stash.get(_passed, False):
        cassette.keep()
    return result


@pytest.fixture
def tagove_server(request: pytest.FixtureRequest) -> Iterator[LocalServer]:
    """The API on this machine with made-up chats, for this test alone: `url`, `requests()`, `hang_ups`."""
    from tagove.testing import LocalServer

    with LocalServer(**_marked(request, "tagove_server")) as server:
        yield server


@pytest.fixture
def tagove_client(request: pytest.FixtureRequest, tagove_server: LocalServer) -> Client:
    """A client that asks `tagove_server`."""
    from tagove import Client

    options = {"api_key": "test-key", "base_url": tagove_server.url, **_marked(request, "tagove_client")}
    return Client(**options)


@pytest.fixture
def tagove_cassette(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Cassette:
    """Recorded answers in `cassettes/` beside the test's file; `--tagove-record` records them anew.

    A recording takes the place of an older one when its test has passed, and all its fixtures have ended well.
    """
    from tagove.testing import Cassette

    folder = folder_of(request.path, request.node.nodeid)
    if not request.config.getoption("--tagove-record"):
        return Cassette(folder)
    # Not in the test's own folder, which may be removed before it is known how the test ended.
    cassette = Cassette(folder, tmp_path_factory.mktemp("cassette"))
    request.node.stash[_recorded] = cassette
    return cassette


def folder_of(file: Path, nodeid: str) -> Path:
    """Where the cassette of a test is kept: a folder for its file, its class if it has one, and itself."""
    names = [_folder_name(name) for name in nodeid.split("::")[1:]]
    return file.parent.joinpath("cassettes", file.stem, *names)


def _folder_name(name: str) -> str:
    kept = re.sub(r"[^\w.\[\]-]+", "-", name, flags=re.ASCII)
    if kept == name and len(name) <= LONGEST:
        return name
    # What was changed or cut off must not make two tests one.
    return f"{kept[: LONGEST - 9]}-{hashlib.sha256(name.encode()).hexdigest()[:8]}"


def _marked(request: pytest.FixtureRequest, name: str) -> dict[str, Any]:
    """The arguments of the marker, the closest first."""
    marker = request.node.get_closest_marker(name)
    return {} if marker is None else dict(marker.kwargs)
