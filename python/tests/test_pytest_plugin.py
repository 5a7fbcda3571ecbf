"""The pytest plugin, in runs of pytest of its own, as a user has it: found by its entry point."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

import tagove
from tagove.pytest_plugin import LONGEST, folder_of
from tagove.testing import Cassette, LocalServer

pytest_plugins = ["pytester"]

Run = pytest.RunResult


def run(pytester: pytest.Pytester, *arguments: str) -> Run:
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", "-W", "error", "--strict-markers", *arguments)


CASSETTE = """
def test_history(tagove_cassette):
    chats = tagove_cassette.client("test-key", base_url={url!r}).list_chats(limit=10)
    assert len(list(chats)) == 25
    chat = tagove_cassette.client("test-key", base_url={url!r}).list_messages("43074")
    assert chat.id == "43074"
"""


def cassette_files(pytester: pytest.Pytester) -> list[Path]:
    return sorted(path for path in pytester.path.glob("cassettes/**/*") if path.is_file())


def test_server_and_client_are_fixtures(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest, tagove

        def test_history(tagove_client, tagove_server):
            assert len(list(tagove_client.list_chats(limit=10))) == 25
            assert tagove_server.requests()[0].target == "/chats?limit=10&page=1"
            assert all(asked.authorization for asked in tagove_server.requests())

        def test_next_one_has_a_server_of_its_own(tagove_server):
            assert tagove_server.requests() == []

        @pytest.mark.tagove_server(chats=3, faults={1: "503"})
        @pytest.mark.tagove_client(max_retries=0)
        def test_failure(tagove_client):
            with pytest.raises(tagove.ServerError) as raised:
                tagove_client.get_chat("43074")
            assert (raised.value.status, raised.value.attempts) == (503, 1)
            assert len(list(tagove_client.list_chats())) == 3
        """
    )
    run(pytester).assert_outcomes(passed=3)


def test_wrong_marker_is_an_error(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.tagove_server(chat=3)
        def test_history(tagove_server): ...
        """
    )
    run(pytester).assert_outcomes(errors=1)


def test_cassette_is_recorded_then_replayed_without_a_server(pytester: pytest.Pytester) -> None:
    with LocalServer(key="test-key") as server:
        pytester.makepyfile(CASSETTE.format(url=server.url))
        run(pytester, "--tagove-record").assert_outcomes(passed=1)
        asked = len(server.requests())
        assert asked == 5  # three pages, the empty one, and one chat
        run(pytester).assert_outcomes(passed=1)
        assert len(server.requests()) == asked
    run(pytester).assert_outcomes(passed=1)
    module = next(pytester.path.glob("test_*.py")).stem
    parts = sorted((pytester.path / "cassettes" / module / "test_history").iterdir())
    assert [part.name for part in parts] == ["1", "2"]
    assert all((part / "case.json").is_file() for part in parts)


def test_cassette_holds_neither_key_nor_words(pytester: pytest.Pytester) -> None:
    with LocalServer() as server:
        pytester.makepyfile(CASSETTE.format(url=server.url))
        run(pytester, "--tagove-record").assert_outcomes(passed=1)
        chat = tagove.Client("test-key", base_url=server.url).list_messages("43074")
    texts = [message.message or "" for message in chat.messages or ()]
    words = [text for text in texts if any(letter.isalpha() for letter in text)]
    written = b"".join(path.read_bytes() for path in cassette_files(pytester))
    assert b"43074" in written
    assert len(words) > 3
    assert not [secret for secret in ("test-key", *words) if secret.encode() in written]


def test_missing_cassette_tells_how_to_record_it(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(CASSETTE.format(url="http://127.0.0.1:9"))
    result = run(pytester)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*ConfigurationError*holds no recording*--tagove-record*"])
    assert not cassette_files(pytester)


def test_failed_test_keeps_the_older_cassette(pytester: pytest.Pytester) -> None:
    with LocalServer() as server:
        file = pytester.makepyfile(CASSETTE.format(url=server.url))
        run(pytester, "--tagove-record").assert_outcomes(passed=1)
        before = {path: path.read_bytes() for path in cassette_files(pytester)}
        file.write_text(file.read_text("utf-8").replace("== 25", "== 7").replace("limit=10", "limit=5"), "utf-8")
        run(pytester, "--tagove-record").assert_outcomes(failed=1)
        assert {path: path.read_bytes() for path in cassette_files(pytester)} == before
        # One that passes takes its place, a part that is not recorded any more goes, and other files stay.
        own = next(pytester.path.glob("cassettes/*/*")) / "README.md"
        own.write_text("a file of the tester's own", "utf-8")
        head = file.read_text("utf-8").replace("== 7", "== 25").partition("    chat =")[0]
        file.write_text(head, "utf-8")
        run(pytester, "--tagove-record").assert_outcomes(passed=1)
    assert own.is_file()
    assert json.loads((own.parent / "1" / "case.json").read_text("utf-8"))["arguments"]["limit"] == 5
    assert not (own.parent / "2").exists()


def test_cassette_serves_asyncio(pytester: pytest.Pytester) -> None:
    with LocalServer() as server:
        pytester.makepyfile(
            f"""
            import asyncio

            def test_history(tagove_cassette):
                async def read():
                    client = tagove_cassette.async_client("test-key", base_url={server.url!r})
                    return [chat.id async for chat in client.list_chats()]

                assert len(asyncio.run(read())) == 25
            """
        )
        run(pytester, "--tagove-record").assert_outcomes(passed=1)
    run(pytester).assert_outcomes(passed=1)


def test_replayed_client_needs_neither_key_nor_url(tmp_path: Path) -> None:
    with LocalServer(chats=3) as server:
        made = Cassette(tmp_path / "kept", tmp_path / "draft")
        ids = [chat.id for chat in made.client("test-key", base_url=server.url).list_chats()]
    assert not (tmp_path / "kept").exists()
    made.keep()
    assert [chat.id for chat in Cassette(tmp_path / "kept").client().list_chats()] == ids
    assert len(ids) == 3


def test_every_test_has_a_folder_of_its_own() -> None:
    file = Path("tests", "test_history.py")
    names = ["test_a", "test_a[b]", "test_a[b/c]", "test_a[b-c]", "test_a[b:c]", "T::test_a", "test_a[é]", "test_a[..]"]
    names += [f"test_a[{'x' * 200}{end}]" for end in "yz"]
    folders = [folder_of(file, f"{file.as_posix()}::{name}") for name in names]
    assert len(set(folders)) == len(names)
    assert folders[0] == Path("tests", "cassettes", "test_history", "test_a")
    for folder in folders:
        assert folder.parts[:3] == ("tests", "cassettes", "test_history")
        assert all(len(part) <= LONGEST and part not in {".", ".."} for part in folder.parts)
        assert os.sep not in folder.name


def test_plugin_can_be_left_out(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_history(tagove_server): ...")
    result = run(pytester, "-p", "no:tagove")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*fixture 'tagove_server' not found*"])
