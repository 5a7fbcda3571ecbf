"""The `tagove` command of this checkout as a server on this machine."""

from __future__ import annotations

import contextlib
import json
import os
import ssl
import subprocess
import threading
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
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


PEM = ROOT / "python" / "tests" / "localhost.pem"
"""A certificate of its own for 127.0.0.1, and its key, which opens nothing else."""


@dataclass
class Stub:
    """A server of one answer, and each request that it had: its target and its headers."""

    url: str
    requests: list[tuple[str, Mapping[str, str]]] = field(default_factory=list)

    @property
    def accepted(self) -> list[str]:
        return [headers["accept"] for _, headers in self.requests]


@contextlib.contextmanager
def answering(
    body: str,
    content_type: str = "application/json",
    *,
    statuses: Sequence[int] = (200,),
    headers: Mapping[str, str] | None = None,
    tls: bool = False,
) -> Iterator[Stub]:
    """A server that gives one answer to all requests, for the time of a `with`; the last of its statuses stays.

    With `tls` it asks for a client's certificate, and takes only its own.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stub.requests.append((self.path, dict(self.headers.items())))
            self.send_response(statuses[min(len(stub.requests), len(statuses)) - 1])
            self.send_header("content-type", content_type)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body.encode())))
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, format: str, *args: object) -> None: ...

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        if tls:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH, cafile=PEM)
            context.load_cert_chain(PEM)
            context.verify_mode = ssl.CERT_REQUIRED
            server.socket = context.wrap_socket(server.socket, server_side=True)
        stub = Stub(f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield stub
        finally:
            server.shutdown()
            thread.join()
