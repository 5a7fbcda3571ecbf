"""Options of how requests are made: retries, pace, proxy, certificates, cassettes; in both clients."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import time
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

import tagove

from .local_server import PEM, answering
from .test_options import CLIENTS, KEY, ask, body, refused

USER, PASSWORD = "proxy-user-of-a-customer", "proxy-password-of-a-customer"


def failed(cls: type[tagove.Client], url: str, **options: Any) -> tagove.TagoveError:
    """The error of a call, in which no secret stands."""
    with pytest.raises(tagove.TagoveError) as raised:
        ask(cls, url, **options)
    error = raised.value
    for secret in (KEY, USER, PASSWORD):
        assert secret not in f"{error!r} {error} {error.to_dict()} {error.args} {vars(error)}"
    return error


@pytest.mark.parametrize("cls", CLIENTS)
@pytest.mark.parametrize("name", ["timeout", "attempt_timeout", "connect_timeout"])
def test_time_out_of_range_is_a_configuration_error(cls: type[tagove.Client], name: str) -> None:
    for zero in (0, 0.0, -0.0, 1e-10):
        assert refused(cls, **{name: zero}).startswith(f"{name} is zero, so that no request could be made")
    for none in (-1, -1e-9, float("nan"), float("inf"), float("-inf"), 1e300, 10**300):
        assert refused(cls, **{name: none}) == f"{name} is no number of seconds that can be waited"
    with answering(body()) as stub:
        for long in (1, 1e9, 1e18):
            assert ask(cls, stub.url, **{name: long}).id == "7"


@pytest.mark.parametrize("cls", CLIENTS)
def test_option_of_transport_out_of_range_is_a_configuration_error(cls: type[tagove.Client], tmp_path: Path) -> None:
    for retries in (-1, -(2**31), -(2**63), -(2**80)):
        assert refused(cls, max_retries=retries) == "max_retries is below 0; 0 asks only once"
    for word in ("", "WAIT", "never"):
        assert refused(cls, on_rate_limit=word) == "on_rate_limit is `wait` or `raise`"
    for number in (0, 0.0, -1, -0.5, float("nan"), float("inf"), float("-inf")):
        assert refused(cls, requests_per_second=number).endswith("; it has to be above 0")
    empty = tmp_path / "empty.pem"
    empty.write_text("no certificate\n")
    for name in ("ca_file", "client_certificate"):
        for path in (tmp_path / "absent.pem", tmp_path, str(tmp_path) + "\0", "\ud800", "x\udcff"):
            assert refused(cls, **{name: path}).startswith(f"{name} ")
        assert str(empty) in refused(cls, **{name: empty})
        assert str(empty) in refused(cls, **{name: str(empty)})
    for name in ("record", "replay"):
        assert refused(cls, **{name: "\ud800"}) == f"{name} holds half a character (a lone surrogate)"
    allowed: list[dict[str, Any]] = [
        *({"max_retries": retries} for retries in (0, 1, 2**32 - 1, 2**32, 2**80)),
        *({"requests_per_second": number} for number in (1, 0.001, 1e300)),
        {"proxy": f"http://{USER}:{PASSWORD}@127.0.0.1:3128"},
        {"proxy": "https://127.0.0.1"},
    ]
    for options in allowed:
        cls(KEY, base_url="http://127.0.0.1:9", **options)


@pytest.mark.parametrize("cls", CLIENTS)
def test_folder_of_a_cassette_is_a_path(cls: type[tagove.Client], tmp_path: Path) -> None:
    folders: list[str | os.PathLike[str]] = [tmp_path / "0", str(tmp_path / "1")]
    for redact, folder in enumerate(folders):
        cls(KEY, base_url="http://127.0.0.1:9", record=folder, redact=redact == 1)
        # Whether a folder that is not there is refused at once, the core judges.
        with contextlib.suppress(tagove.ConfigurationError):
            cls(KEY, base_url="http://127.0.0.1:9", replay=folder)


@pytest.mark.parametrize("cls", CLIENTS)
def test_retry_that_is_answered_tells_its_attempts(cls: type[tagove.Client]) -> None:
    with answering(body(), statuses=[503, 200]) as stub:
        assert ask(cls, stub.url).page.attempts == 2
        assert len(stub.requests) == 2
    # The same request, under the same id.
    assert len({headers["x-request-id"] for _, headers in stub.requests}) == 1


@pytest.mark.parametrize("cls", CLIENTS)
def test_retries_end_with_the_error_of_the_last(cls: type[tagove.Client]) -> None:
    for options, attempts in (({}, 3), ({"max_retries": 0}, 1)):
        with answering("{}", statuses=[503]) as stub:
            error = failed(cls, stub.url, **options)
            assert (error.kind, error.status, error.attempts, len(stub.requests)) == ("Server", 503, attempts, attempts)
    with answering("{}", statuses=[404]) as stub:
        assert failed(cls, stub.url).attempts == len(stub.requests) == 1


@pytest.mark.parametrize("cls", CLIENTS)
def test_rate_limit_waits_or_raises(cls: type[tagove.Client]) -> None:
    with answering(body(), statuses=[429, 200], headers={"retry-after": "0"}) as stub:
        assert ask(cls, stub.url, on_rate_limit="wait").page.attempts == 2
    with answering(body(), statuses=[429, 200], headers={"retry-after": "7"}) as stub:
        error = failed(cls, stub.url, on_rate_limit="raise")
        assert isinstance(error, tagove.RateLimitedError)
        assert (error.attempts, error.retry_after, len(stub.requests)) == (1, 7.0, 1)


@pytest.mark.parametrize("cls", CLIENTS)
def test_retry_that_does_not_fit_the_timeout_is_not_waited_for(cls: type[tagove.Client]) -> None:
    with answering("{}", statuses=[503], headers={"retry-after": "30"}) as stub:
        begin = time.monotonic()
        error = failed(cls, stub.url, timeout=20.0)
        assert (error.kind, error.attempts, error.retry_after, len(stub.requests)) == ("Server", 1, 30.0, 1)
        assert time.monotonic() - begin < 15


@pytest.mark.parametrize("cls", CLIENTS)
def test_slow_attempt_is_made_again(slow: str, cls: type[tagove.Client]) -> None:
    error = failed(cls, slow, attempt_timeout=0.05, max_retries=1)
    assert isinstance(error, tagove.TimeoutError)
    assert error.attempts == 2
    assert "raise attempt_timeout (sent as request id " in str(error)


@pytest.mark.parametrize("cls", CLIENTS)
def test_requests_per_second_spreads_requests(cls: type[tagove.Client]) -> None:
    async def four(client: tagove.AsyncClient) -> None:
        await asyncio.gather(*[client.get_chat("7") for _ in range(4)])

    with answering(body()) as stub:
        client: Any = cls(KEY, base_url=stub.url, requests_per_second=20)
        begin = time.monotonic()
        if isinstance(client, tagove.AsyncClient):
            asyncio.run(four(client))
        else:
            [client.get_chat("7") for _ in range(4)]
        assert time.monotonic() - begin >= 0.15
        assert len(stub.requests) == 4


@pytest.mark.parametrize("cls", CLIENTS)
def test_proxy_is_asked_with_its_own_password(cls: type[tagove.Client]) -> None:
    with answering(body()) as stub:
        proxy = stub.url.replace("//", f"//{USER}:{PASSWORD}@")
        assert ask(cls, "http://127.0.0.1:1", proxy=proxy).id == "7"
        ((target, headers),) = stub.requests
    assert target == "http://127.0.0.1:1/chat/7"
    assert headers["proxy-authorization"] == "Basic " + b64encode(f"{USER}:{PASSWORD}".encode()).decode()


@pytest.mark.parametrize("cls", CLIENTS)
def test_proxy_is_shown_nowhere(cls: type[tagove.Client]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, never listening
        proxy = f"http://{USER}:{PASSWORD}@127.0.0.1:{taken.getsockname()[1]}"
        for url in ("http://127.0.0.1:1", "https://127.0.0.1:1"):
            error = failed(cls, url, proxy=proxy, max_retries=0)
            assert (error.kind, error.attempts) == ("Connection", 1)
        client = cls(KEY, base_url="http://127.0.0.1:1", proxy=proxy)
        for thing in (client, client._native, client.list_chats()):
            for secret in (USER, PASSWORD):
                assert secret not in repr(thing) + str(thing) + str(getattr(thing, "__dict__", ""))
    with answering("{}", statuses=[407]) as stub:
        assert failed(cls, "http://127.0.0.1:1", proxy=stub.url.replace("//", f"//{USER}:{PASSWORD}@")).status == 407


@pytest.mark.parametrize("cls", CLIENTS)
def test_certificates_of_files_are_trusted_and_shown(cls: type[tagove.Client]) -> None:
    with answering(body(), tls=True) as stub:
        assert ask(cls, stub.url, ca_file=PEM, client_certificate=str(PEM)).id == "7"
        assert ask(cls, stub.url, ca_file=str(PEM), client_certificate=PEM).id == "7"
        for options in ({}, {"ca_file": PEM}, {"client_certificate": PEM}):
            assert failed(cls, stub.url, max_retries=0, **options).kind == "Connection"
        assert len(stub.requests) == 2
