"""Cassettes: any number of calls of a client, and when a recording takes the place of an older one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import tagove
from tagove.testing import Cassette, LocalServer

pytest_plugins = ["pytester"]


@pytest.fixture
def server() -> Iterator[LocalServer]:
    with LocalServer(key="test-key") as server:
        yield server


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", "-W", "error", "--strict-markers", *arguments)


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def cases(folder: Path) -> list[str]:
    return sorted(name for name in files(folder) if name.endswith("case.json"))


PROGRAM = """
import asyncio

def history(client):
    chats = list(client.list_chats(limit=10))
    detail = [client.list_messages(chat.id).id for chat in chats[:3]]
    return len(chats), detail == [chat.id for chat in chats[:3]]

async def ahistory(client):
    ids = [chat.id async for chat in client.list_chats(limit=20)]
    found = await asyncio.gather(*(client.get_chat(id) for id in ids[:3]))
    return [chat.id for chat in found] == ids[:3]

def test_history(tagove_cassette):
    assert history(tagove_cassette.client("test-key", base_url={url!r})) == (25, True)
    assert asyncio.run(ahistory(tagove_cassette.async_client("test-key", base_url={url!r})))
"""


def test_client_of_a_program_records_all_its_calls(pytester: pytest.Pytester, server: LocalServer) -> None:
    pytester.makepyfile(PROGRAM.format(url=server.url))
    run(pytester, "--tagove-record").assert_outcomes(passed=1)
    asked = len(server.requests())
    run(pytester).assert_outcomes(passed=1)
    assert len(server.requests()) == asked
    own = next(pytester.path.glob("cassettes/*/test_history"))
    numbered = [f"{client}/{call}case.json" for client in "12" for call in ("", "2/", "3/", "4/")]
    assert cases(own) == sorted(numbered)
    assert sorted(path.name for path in own.iterdir()) == ["1", "2"]


# The last one as with a tmp_path that goes with its test.
@pytest.mark.parametrize("options", [[], ["-o", "tmp_path_retention_policy=failed"]])
def test_nothing_recorded_changes_nothing(pytester: pytest.Pytester, server: LocalServer, options: list[str]) -> None:
    program = """
        def test_history(tagove_cassette, tmp_path):
            client = tagove_cassette.client("test-key", base_url={url!r})
            {call}
        """
    pytester.makepyfile(program.format(url=server.url, call="pass"))
    run(pytester, "--tagove-record", *options).assert_outcomes(passed=1)
    assert not (pytester.path / "cassettes").exists()
    file = pytester.makepyfile(program.format(url=server.url, call='client.get_chat("43074")'))
    run(pytester, "--tagove-record", *options).assert_outcomes(passed=1)
    before = files(pytester.path / "cassettes")
    assert len(before) == 3
    file.write_text(file.read_text("utf-8").replace("client.get_chat", "str"), "utf-8")
    run(pytester, "--tagove-record", *options).assert_outcomes(passed=1)
    assert files(pytester.path / "cassettes") == before
    assert {path.name for path in next(pytester.path.glob("cassettes/*/*")).iterdir()} == {"1"}


@pytest.mark.parametrize("scope", ["function", "module"])
@pytest.mark.parametrize("order", ["fails, tagove_cassette", "tagove_cassette, fails"])
def test_fixture_that_fails_at_its_end_leaves_no_cassette(
    pytester: pytest.Pytester, server: LocalServer, order: str, scope: str
) -> None:
    file = pytester.makepyfile(
        f"""
        import pytest

        @pytest.fixture(scope={scope!r})
        def fails():
            yield
            assert True

        def test_history({order}):
            tagove_cassette.client("test-key", base_url={server.url!r}).get_chat("43074")
        """
    )
    file.write_text(file.read_text("utf-8").replace("assert True", "assert False"), "utf-8")
    run(pytester, "--tagove-record").assert_outcomes(passed=1, errors=1)
    assert not (pytester.path / "cassettes").exists()
    file.write_text(file.read_text("utf-8").replace("assert False", "assert True"), "utf-8")
    run(pytester, "--tagove-record").assert_outcomes(passed=1)
    before = files(pytester.path / "cassettes")
    assert len(before) == 3
    failing = file.read_text("utf-8").replace("assert True", "assert False").replace("get_chat(", "list_messages(")
    file.write_text(failing, "utf-8")
    run(pytester, "--tagove-record").assert_outcomes(passed=1, errors=1)
    assert files(pytester.path / "cassettes") == before


def test_kept_recording_is_moved_whole(tmp_path: Path, server: LocalServer) -> None:
    kept = tmp_path / "kept"
    for calls in (3, 2):
        made = Cassette(kept, tmp_path / f"draft-{calls}")
        for client in (made.client("test-key", base_url=server.url) for _ in range(calls - 1)):
            for _ in range(calls):
                client.get_chat("43074")
        recorded = files(tmp_path / f"draft-{calls}")
        own = kept / "notes.md"
        made.keep()
        own.write_text("a file of the tester's own", "utf-8")
        assert files(kept) == recorded | {"notes.md": own.read_bytes()}
        assert sorted(path.name for path in kept.iterdir()) == sorted({name.split("/")[0] for name in files(kept)})


def test_call_that_was_not_recorded_is_told(tmp_path: Path, server: LocalServer) -> None:
    made = Cassette(tmp_path / "kept", tmp_path / "draft")
    client = made.client("test-key", base_url=server.url, max_retries=0)
    for _ in range(2):
        client.get_chat("43074")
    with pytest.raises(tagove.NotFoundError):
        client.get_chat("none")
    made.keep()
    client = Cassette(tmp_path / "kept").client()
    with pytest.raises(tagove.NotFoundError):
        client.get_chat("none")
    for _ in range(2):
        client.get_chat("43074")
    with pytest.raises(tagove.ConfigurationError, match=r"/chat/43074.*recorded 2 times.*nothing that fits is left"):
        client.get_chat("43074")
    with pytest.raises(tagove.ConfigurationError, match="is a recording of get_chat, not of list_messages"):
        client.list_messages("43074")


def test_first_call_without_an_answer_leaves_the_others(tmp_path: Path, server: LocalServer) -> None:
    made = Cassette(tmp_path / "kept", tmp_path / "draft")
    made.client("test-key", base_url=server.url).get_chat("43074")
    # As of two calls at the same time, the first of which was given up.
    first = tmp_path / "draft" / "1"
    inside = first / "2"
    inside.mkdir()
    for path in [path for path in first.iterdir() if path.is_file()]:
        path.rename(inside / path.name)
    made.keep()
    assert cases(tmp_path / "kept") == ["1/2/case.json"]
    assert json.loads((tmp_path / "kept" / "1" / "2" / "case.json").read_text("utf-8"))["operation"] == "get_chat"
    assert Cassette(tmp_path / "kept").client().get_chat("43074").id == "43074"
