"""In a real Jupyter kernel: what a cell shows, and that interrupting a stalled call works at once."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tagove.testing import LocalServer

manager = pytest.importorskip("jupyter_client.manager")

PATIENCE = 60
"""Seconds after which a kernel is taken to hang."""


@pytest.fixture(scope="module")
def kernel() -> Iterator[Any]:
    """A kernel of this environment, and the client that talks to it."""
    started = manager.KernelManager(kernel_name="python3")
    # The environment's own interpreter, whatever kernels the machine has.
    started.kernel_spec.argv = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    started.start_kernel()
    client = started.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=PATIENCE)
        client.interrupt = started.interrupt_kernel
        yield client
    finally:
        client.stop_channels()
        started.shutdown_kernel(now=True)


def run(kernel: Any, cell: str, interrupted_when: LocalServer | None = None) -> dict[str, Any]:
    """Runs a cell; gives what it printed, what its last line is, and the name of its exception."""
    told: dict[str, Any] = {"printed": "", "value": None, "error": None}

    def hear(message: dict[str, Any]) -> None:
        content = message["content"]
        if message["msg_type"] == "stream":
            told["printed"] += content["text"]
        elif message["msg_type"] == "execute_result":
            told["value"] = content["data"]
        elif message["msg_type"] == "error":
            told["error"] = content["ename"]

    if interrupted_when is None:
        kernel.execute_interactive(cell, timeout=PATIENCE, output_hook=hear)
        return told
    sent = kernel.execute(cell)
    assert interrupted_when.wait_for_requests(1)
    # A moment in which nothing comes: the kernel's loop must be asleep, for awake it hears of an interrupt anyway.
    interrupted_when.wait_for_requests(2, timeout=1.0)
    begin = time.monotonic()
    kernel.interrupt()
    while True:
        message = kernel.get_iopub_msg(timeout=PATIENCE)
        if message["parent_header"].get("msg_id") != sent:
            continue
        hear(message)
        if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
            kernel.get_shell_msg(timeout=PATIENCE)
            assert time.monotonic() - begin < 20
            return told


def test_three_lines_run_in_a_notebook(kernel: Any, demo: str) -> None:
    first = run(kernel, "import tagove")
    second = run(kernel, f"client = tagove.Client('test-key', base_url={demo!r})")
    third = run(kernel, "len([chat for chat in client.list_chats(limit=10)])")
    assert (first["error"], second["error"], third["error"]) == (None, None, None)
    assert third["value"]["text/plain"] == "25"


def test_await_runs_in_a_notebook(kernel: Any, demo: str) -> None:
    cell = f"import tagove\nchat = await tagove.AsyncClient('test-key', base_url={demo!r}).get_chat('43074')\nchat.id"
    assert run(kernel, cell)["value"]["text/plain"] == "'43074'"


STALLED = {
    "one": "tagove.Client('test-key', base_url={url!r}).get_chat('43074')",
    "list": "list(tagove.Client('test-key', base_url={url!r}).list_chats())",
    "async": "await tagove.AsyncClient('test-key', base_url={url!r}).get_chat('43074')",
}


@pytest.mark.parametrize("cell", STALLED.values(), ids=STALLED)
def test_interrupt_ends_a_stalled_cell_and_the_kernel_goes_on(kernel: Any, cell: str) -> None:
    with LocalServer(faults={1: "silence"}) as server:
        told = run(kernel, "import tagove\n" + cell.format(url=server.url), interrupted_when=server)
        assert told["error"] in {"KeyboardInterrupt", "CancelledError"}
        assert server.wait_for_hang_ups(1)
        after = run(kernel, cell.format(url=server.url).replace("await ", "_ = await "))
        assert after["error"] is None
