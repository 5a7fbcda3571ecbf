"""Bad input: the right class, all fields, no key in any text."""

from __future__ import annotations

import asyncio
import builtins
import pickle
import socket
from collections.abc import Callable
from typing import Any

import pytest

import tagove
from tagove import errors
from tagove._native import error_kinds

from .local_server import serve

KEY = "sekret-key-of-a-customer"


def test_errors_are_one_class_a_kind() -> None:
    assert list(errors.BY_KIND) == error_kinds()
    for kind, cls in errors.BY_KIND.items():
        assert cls.__name__ == f"{kind}Error"
        assert getattr(tagove, cls.__name__) is cls


@pytest.mark.parametrize("kind", errors.BY_KIND)
def test_error_survives_pickle_with_all_fields(kind: str) -> None:
    fields: dict[str, Any] = {
        "status": 429,
        "code": "C",
        "request_id": "r",
        "retry_after": 1.5,
        "attempts": 2,
        "at": "/x",
    }
    error = errors.BY_KIND[kind]("why", **fields)
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == "why"
    assert again.to_dict() == error.to_dict() == {"kind": kind, "reason": "why", **fields}


def test_error_has_a_cause_when_raised_from_one() -> None:
    cause = ValueError("cause")
    with pytest.raises(tagove.DecodeError) as raised:
        raise tagove.DecodeError("why") from cause
    assert raised.value.__cause__ is cause


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"base_url": "http://example.com"}, "https"),
        ({"base_url": f"https://{KEY}@example.com"}, "user name"),
        ({"base_url": "no url"}, "base_url"),
        ({"api_key": f"{KEY}\n"}, "key"),
        ({"api_key": None}, "TAGOVE_API_KEY"),
        ({"auth": "digest"}, "auth"),
        ({"timeout": 0.0}, "timeout"),
        ({"timeout": -1.0}, "timeout"),
        ({"timeout": float("nan")}, "timeout"),
        ({"timeout": float("inf")}, "timeout"),
        ({"prefetch": -1}, "prefetch"),
        ({"proxy": f"socks4://{KEY}:{KEY}@127.0.0.1"}, "proxy has to begin with http:// or https://"),
        ({"proxy": f"{KEY}@127.0.0.1"}, "proxy is no URL"),
        ({"proxy": f"http://{KEY}@127.0.0.1:1/\ud800"}, "proxy holds half a character"),
    ],
)
@pytest.mark.parametrize("cls", [tagove.Client, tagove.AsyncClient])
def test_option_that_is_refused_is_a_configuration_error(
    cls: type[tagove.Client | tagove.AsyncClient], options: dict[str, Any], word: str
) -> None:
    with pytest.raises(tagove.ConfigurationError) as raised:
        cls(**{"api_key": KEY, **options})
    assert word in str(raised.value)
    assert KEY not in repr(raised.value) + str(raised.value.to_dict())
    assert raised.value.attempts == 0


@pytest.mark.parametrize(
    "options", [{"api_key": 7}, {"base_url": b"x"}, {"timeout": "1"}, {"prefetch": 1.5}, {"auth": None}]
)
def test_option_of_wrong_type_is_a_type_error(options: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        tagove.Client(**{"api_key": KEY, **options})


def test_include_as_one_text_is_a_type_error(demo: str) -> None:
    with pytest.raises(TypeError, match=r"\['messages'\]"):
        tagove.Client(KEY, base_url=demo).list_chats(include="messages")  # type: ignore[arg-type]


def test_unknown_include_names_the_near_one(demo: str) -> None:
    listed = tagove.Client(KEY, base_url=demo).list_chats(include=["message"])  # type: ignore[list-item]
    with pytest.raises(tagove.InvalidRequestError, match="did you mean `messages`"):
        next(listed)


def test_server_that_is_not_there_is_a_connection_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # bound, never listening: nobody else gets the port
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(builtins.ConnectionError) as raised:
            tagove.Client(KEY, base_url=url, max_retries=0).get_chat("1")
        with pytest.raises(tagove.ConnectionError) as retried:
            asyncio.run(tagove.AsyncClient(KEY, base_url=url).get_chat("1"))
    assert retried.value.attempts == 3
    error = raised.value
    assert isinstance(error, tagove.ConnectionError)
    assert (error.kind, error.status, error.attempts) == ("Connection", None, 1)
    assert KEY not in repr(error) + str(error.to_dict())


def test_wrong_key_is_an_authentication_error() -> None:
    with serve("--chats", "1", "--key", "right-key") as url:
        asks: tuple[Callable[[], object], ...] = (
            lambda: tagove.Client(KEY, base_url=url).get_chat("1"),
            lambda: next(tagove.Client(KEY, base_url=url).list_chats()),
            lambda: asyncio.run(tagove.AsyncClient(KEY, base_url=url).get_chat("1")),
        )
        for ask in asks:
            with pytest.raises(tagove.AuthenticationError) as raised:
                ask()
            error = raised.value
            assert (error.kind, error.status, error.attempts, error.at) == ("Authentication", 401, 1, None)
            assert error.request_id
            assert KEY not in repr(error) + str(error.to_dict())


def test_timeout_is_a_timeout_error(slow: str) -> None:
    with pytest.raises(builtins.TimeoutError) as raised:
        tagove.Client(KEY, base_url=slow, timeout=0.2).get_chat("1")
    assert isinstance(raised.value, tagove.TimeoutError)
    assert raised.value.attempts == 1


def test_rate_limit_tells_how_long_to_wait(player: str) -> None:
    url = f"{player}/get_chat/status-429-retry-after/json"
    client = tagove.Client("corpus-key", base_url=url, on_rate_limit="raise")
    with pytest.raises(tagove.RateLimitedError) as raised:
        client.get_chat("43074")
    assert (raised.value.retry_after, raised.value.attempts) == (30.0, 1)


def test_nothing_shows_the_key(demo: str) -> None:
    # The demo server takes a request through a proxy as any other.
    proxy = demo.replace("//", f"//{KEY}:{KEY}@")
    client = tagove.Client(KEY, base_url=demo, proxy=proxy)
    later = tagove.AsyncClient(KEY, base_url=demo, proxy=proxy)
    listed, listed_later = client.list_chats(), later.list_chats()
    for thing in (client, later, listed, listed_later, listed.pages(), client._native, next(listed), listed.summary):
        assert KEY not in repr(thing) + str(thing) + str(getattr(thing, "__dict__", ""))
    with pytest.raises(TypeError):
        pickle.dumps(client)


@pytest.mark.parametrize("client", [tagove.Client, tagove.AsyncClient])
def test_key_is_not_shown_when_it_is_no_text(client: Callable[..., Any]) -> None:
    with pytest.raises(tagove.ConfigurationError, match="api_key holds a character outside of ASCII") as caught:
        client(KEY + "\ud800")
    error: BaseException | None = caught.value
    while error is not None:
        assert KEY not in f"{error} {error!r} {error.args} {vars(error)}"
        error = error.__cause__ or error.__context__


def test_address_that_is_no_text_is_refused() -> None:
    with pytest.raises(tagove.ConfigurationError, match="base_url"):
        tagove.Client(KEY, base_url="http://127.0.0.1:9/\ud800")


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        ("get_chat", "chat_id"),
        ("list_messages", "chat_id"),
        ("get_recording", "chat_id"),
        ("get_visitor_sessions", "visitor_id"),
    ],
)
def test_id_of_another_type_is_named(operation: str, name: str) -> None:
    async def ask() -> None:
        await getattr(tagove.AsyncClient(KEY), operation)(7)

    for call in (lambda: getattr(tagove.Client(KEY), operation)(7), lambda: asyncio.run(ask())):
        with pytest.raises(TypeError, match=f"^{operation}: {name} is a str, not int$"):
            call()
