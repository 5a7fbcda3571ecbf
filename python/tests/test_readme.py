"""The examples of the README, run as they stand there."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from .local_server import ROOT

README = (ROOT / "python" / "README.md").read_text("utf-8")
SERVER = "http://127.0.0.1:8787"
PYTHON = [block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if not block.startswith("# test_")]
TESTS = re.findall(r"```python\n(# test_.*?)```", README, re.DOTALL)
COMMANDS = [
    line
    for block in re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("tagove ")
]


def title(block: str) -> str:
    """The heading that an example stands under, and which one it is there."""
    before = README[: README.index(block)]
    last = re.findall(r"^##+ (.*)$", before, re.MULTILINE)[-1]
    return f"{last} {before[before.rindex(last) :].count('```python')}"


def run(command: list[str], folder: Path, **environment: str) -> str:
    """What the command prints."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    env = {**os.environ, "PATH": path, **environment}
    done = subprocess.run(command, timeout=60, capture_output=True, text=True, check=False, cwd=folder, env=env)
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("block", PYTHON, ids=title)
def test_readme_example_runs(block: str, demo: str, tmp_path: Path) -> None:
    code = block.replace(SERVER, demo)
    done = subprocess.run(
        [sys.executable, "-c", code], timeout=60, capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) >= 3


@pytest.mark.parametrize("block", TESTS, ids=title)
def test_readme_tests_pass_and_what_they_recorded_replays(block: str, demo: str, tmp_path: Path) -> None:
    file = tmp_path / "test_history.py"
    file.write_text(block.replace(SERVER, demo), "utf-8")
    pytest_run = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-W", "error", "--strict-markers", "-q"]
    tests = block.count("\ndef test_")
    given = run([*pytest_run, "--tagove-record"], tmp_path, TAGOVE_API_KEY="any-key")
    assert f"{tests} passed" in given
    # Without a server and a key, from the recording alone.
    file.write_text(block.replace(SERVER, "http://127.0.0.1:9"), "utf-8")
    assert f"{tests} passed" in run(pytest_run, tmp_path)


def test_readme_commands_run(tmp_path: Path) -> None:
    for command in COMMANDS:
        run(["sh", "-c", command], tmp_path)
    assert (tmp_path / "history" / "chats.jsonl").read_bytes().count(b"\n") == 500


def test_readme_examples_were_found() -> None:
    assert len(PYTHON) + len(TESTS) == README.count("```python")
    assert len(PYTHON) >= 6
    assert len(TESTS) == 1
    assert len(COMMANDS) == 3
