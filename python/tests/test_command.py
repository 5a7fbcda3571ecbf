"""`tagove` as it stands on the PATH after `pip install`, and `python -m tagove`, beside the Rust program."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

import pytest

from tagove.testing import LocalServer

from .local_server import COMMAND

SCRIPT = Path(sysconfig.get_path("scripts")) / "tagove"
WAYS = {"script": [str(SCRIPT)], "module": [sys.executable, "-m", "tagove"]}
PROGRAM = [str(COMMAND)]
ENVIRONMENT = {"PATH": os.environ["PATH"], "TAGOVE_API_KEY": "test-key-of-the-command"}


@dataclass(frozen=True)
class Done:
    code: int
    out: bytes
    err: bytes


def run(command: list[str], url: str = "http://127.0.0.1:9", **environment: str) -> Done:
    env = {**ENVIRONMENT, "TAGOVE_BASE_URL": url, **environment}
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, env=env, stdin=subprocess.DEVNULL)
    # Each request has an id of its own.
    return Done(done.returncode, done.stdout, re.sub(rb"\b[0-9a-f]{32}\b", b"ID", done.stderr))


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest) -> list[str]:
    return WAYS[request.param]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--version"], 0),
        (["--help"], 0),
        (["export", "--help"], 0),
        ([], 2),
        (["list-chat"], 2),
        (["list-chats", "--api-key", "secret-key"], 2),
        (["list-chats", "--limit", "0"], 2),
        (["list-chats", "--format", "json", "--limit", "7"], 0),
        (["list-chats", "--format", "table"], 0),
        (["list-visitor-sessions"], 0),
        (["get-chat", "no-such-chat"], 4),
        (["get-chat", "43074", "--format", "json"], 0),
        (["get-chat", b"\xff".decode("utf-8", "surrogateescape")], 2),
    ],
    ids=lambda value: " ".join(value).encode("ascii", "replace").decode() if isinstance(value, list) else str(value),
)
def test_command_is_the_same_as_the_program(way: list[str], arguments: list[str], code: int, demo: str) -> None:
    given = run(way + arguments, demo)
    assert given == run(PROGRAM + arguments, demo)
    assert given.code == code


def test_command_has_the_programs_code_for_failures(way: list[str]) -> None:
    with LocalServer(chats=3, key="another-key") as server:
        for arguments in (["list-chats"], ["get-chat", "1"]):
            given = run(way + arguments, server.url)
            assert (given.code, given) == (3, run(PROGRAM + arguments, server.url))
    assert run([*way, "list-chats"], server.url, TAGOVE_API_KEY="").code == 2


def test_command_exports_what_the_program_exports(way: list[str], demo: str, tmp_path: Path) -> None:
    for name, command in (("python", way), ("rust", PROGRAM)):
        assert run([*command, "export", "--to", str(tmp_path / name)], demo).code == 0
    files = sorted(path.name for path in (tmp_path / "rust").iterdir())
    assert files == ["chats.jsonl", "visitor_sessions.jsonl"]
    for file in files:
        assert (tmp_path / "python" / file).read_bytes() == (tmp_path / "rust" / file).read_bytes()


def test_command_logs_where_asked_and_without_the_key(way: list[str], demo: str) -> None:
    given = run([*way, "get-chat", "43074"], demo, RUST_LOG="tagove=debug")
    assert given.code == 0
    assert b"DEBUG" in given.err
    assert b"test-key-of-the-command" not in given.err


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
@pytest.mark.parametrize("arguments", [["export", "--to", "history"], ["list-chats"]], ids=["export", "list-chats"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_command_ends_at_once_as_the_program(
    way: list[str], arguments: list[str], number: int, tmp_path: Path
) -> None:
    """The server never answers, so that only the signal can end it."""
    told = []
    for command in (way, PROGRAM):
        with LocalServer(faults={1: "silence"}) as server:
            env = {**ENVIRONMENT, "TAGOVE_BASE_URL": server.url}
            process = subprocess.Popen(
                command + arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, cwd=tmp_path
            )
            assert server.wait_for_requests(1)
            process.send_signal(number)
            out, err = process.communicate(timeout=60)
            assert server.wait_for_hang_ups(1)
            told.append(Done(process.returncode, out, err))
    assert told[0] == told[1]
    assert told[0].code == 130
    assert b"Traceback" not in told[0].err
    assert not list(tmp_path.glob("history/*.jsonl"))


@pytest.mark.skipif(os.name == "nt", reason="no such descriptors there")
@pytest.mark.parametrize("arguments", [["export", "--to", "history"], ["list-chats", "--format", "json"]])
def test_command_with_closed_output_writes_into_nothing_else(
    way: list[str], arguments: list[str], demo: str, tmp_path: Path
) -> None:
    """Without care a socket or a file of the command would be descriptor 1, and what is printed would go there."""
    closed = ["sh", "-c", 'exec "$@" <&- >&- 2>&-', "sh"]
    codes, histories = [], []
    for name, command in (("python", way), ("rust", PROGRAM)):
        (tmp_path / name).mkdir()
        inside = ["sh", "-c", 'cd "$0" && exec "$@"', str(tmp_path / name)]
        codes.append(run([*inside, *closed, *command, *arguments], demo))
        histories.append([path.read_bytes() for path in sorted((tmp_path / name).glob("*/*"))])
    assert codes == [Done(0, b"", b"")] * 2
    assert histories[0] == histories[1]


@pytest.mark.skipif(os.name == "nt", reason="no such pipes there")
def test_command_whose_reader_goes_ends_as_the_program(way: list[str], demo: str) -> None:
    codes = []
    for command in (way, PROGRAM):
        env = {**ENVIRONMENT, "TAGOVE_BASE_URL": demo}
        with subprocess.Popen(
            [*command, "list-chats", "--format", "jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            codes.append((process.stderr.read(), process.wait(timeout=60)))
    assert codes[0] == codes[1]


def test_other_threads_run_while_the_command_does() -> None:
    """The command waits for an answer that another thread of Python gives."""
    code = """
import sys, threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from tagove._native import run_command
class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(404)
        self.end_headers()
    def log_message(self, *_): ...
server = HTTPServer(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
sys.exit(run_command(["tagove", "get-chat", "7", "--base-url", f"http://127.0.0.1:{server.server_port}"]))
"""
    assert run([sys.executable, "-c", code]).code == 4
