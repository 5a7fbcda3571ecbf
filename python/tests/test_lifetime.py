"""How clients begin and end: `demo`, `with_options`, `request`, `with`, `close`."""

from __future__ import annotations

import asyncio
import concurrent.futures
import gc
import socket
import threading
from typing import Any

import pytest

import tagove

from .local_server import answering, journal, serve

KEY = "sekret-key-of-a-customer"


def closed(call: Any) -> None:
    with pytest.raises(tagove.ConfigurationError, match="this client is closed; make a new one"):
        call()


def test_closed_client_refuses_calls_and_keeps_what_it_read(demo: str) -> None:
    with tagove.Client(KEY, base_url=demo) as client:
        assert not client.closed
        other = client.with_options(timeout=3)
        unread = client.list_chats()
        half_read = client.list_chats(limit=10)
        chat = next(half_read)
    assert client.closed
    assert other.closed
    client.close()
    for one in (client, other):
        closed(lambda one=one: one.get_chat("7"))
        closed(lambda one=one: one.list_chats())
        closed(lambda one=one: one.request("GET", "/chats"))
        closed(lambda one=one: one.with_options(timeout=1))
        closed(one.__enter__)
    closed(unread.__next__)
    # What came is still there, and views outlive the client.
    rest = [next(half_read) for _ in range(9)]
    closed(half_read.__next__)
    closed(half_read.pages().__next__)
    assert half_read.summary.pages == 1
    del client, other, half_read, unread
    gc.collect()
    assert len({chat.id, *(one.id for one in rest)}) == 10
    assert chat.page.number == 1


def test_closed_async_client_refuses_calls_and_keeps_what_it_read(demo: str) -> None:
    async def run() -> None:
        async with tagove.AsyncClient(KEY, base_url=demo) as client:
            listed = client.list_chats(limit=10)
            chat = await anext(listed)
        assert client.closed
        await client.aclose()
        for call in (
            lambda: client.get_chat("7"),
            lambda: client.request("GET", "/chats"),
            lambda: client.__aenter__(),
            lambda: anext(client.with_options(timeout=1).list_chats()),
        ):
            with pytest.raises(tagove.ConfigurationError, match="this client is closed"):
                await call()
        rest = [await anext(listed) for _ in range(9)]
        with pytest.raises(tagove.ConfigurationError, match="this client is closed"):
            await anext(listed)
        assert len({chat.id, *(one.id for one in rest)}) == 10

    asyncio.run(run())


@pytest.mark.parametrize("call", ["get_chat", "list_chats"])
def test_close_ends_calls_of_other_threads(slow: str, call: str) -> None:
    client = tagove.Client(KEY, base_url=slow, timeout=600, attempt_timeout=600)
    ended: list[BaseException] = []

    def ask() -> None:
        try:
            client.get_chat("7") if call == "get_chat" else next(client.list_chats())
        except tagove.TagoveError as error:
            ended.append(error)

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for thread in threads:
        thread.start()
    journal(slow, requests=3)
    client.close()
    for thread in threads:
        thread.join(20)
    assert [type(error) for error in ended] == [tagove.CancelledError] * 3
    assert "client was closed" in str(ended[0])
    assert journal(slow, hang_ups=3).hang_ups == 3


def test_aclose_ends_calls_of_other_tasks(slow: str) -> None:
    async def run() -> None:
        client = tagove.AsyncClient(KEY, base_url=slow, timeout=600, attempt_timeout=600)
        tasks = [asyncio.ensure_future(client.get_chat("7")), asyncio.ensure_future(anext(client.list_chats()))]
        await asyncio.to_thread(journal, slow, requests=2)
        await client.aclose()
        ended = await asyncio.gather(*tasks, return_exceptions=True)
        assert [type(error) for error in ended] == [tagove.CancelledError] * 2
        assert (await asyncio.to_thread(journal, slow, hang_ups=2)).hang_ups == 2

    asyncio.run(run())


def test_close_stops_what_is_asked_ahead() -> None:
    with serve("--chats", "25", "--fault", "2=silence", "--fault", "3=silence") as url:
        client = tagove.Client(KEY, base_url=url, prefetch=2)
        listed = client.list_chats(limit=5)
        next(listed)
        journal(url, requests=3)
        client.close()
        assert journal(url, hang_ups=2).hang_ups == 2
        assert listed.summary.pages == 1


def test_close_closes_the_connections_of_all_that_share_them() -> None:
    body = b'{"success": true, "data": [{"chat": {"id": "7"}}]}'
    head = f"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n"
    with socket.create_server(("127.0.0.1", 0)) as server:
        client = tagove.Client(KEY, base_url=f"http://127.0.0.1:{server.getsockname()[1]}", prefetch=0)
        other = client.with_options(max_retries=0)
        listed = other.list_chats()

        def answer() -> bytes:
            connection, _ = server.accept()
            with connection:
                connection.settimeout(20)
                for _ in range(3):
                    while not connection.recv(65536).endswith(b"\r\n\r\n"):
                        pass
                    connection.sendall(head.encode() + body)
                return connection.recv(1)

        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            ended = pool.submit(answer)
            assert [client.get_chat("7").id, other.get_chat("7").id, next(listed).id] == ["7"] * 3
            client.close()
            assert ended.result(20) == b""
    assert other.closed
    assert listed.summary.pages == 1


@pytest.mark.parametrize("cls", [tagove.Client, tagove.AsyncClient])
def test_with_options_changes_what_is_given_and_shares_the_rest(cls: type[Any]) -> None:
    def ask(client: Any) -> int:
        with pytest.raises(tagove.ServerError) as raised:
            asyncio.run(client.get_chat("7")) if cls is tagove.AsyncClient else client.get_chat("7")
        return raised.value.attempts

    heard: list[tagove.RequestEvent] = []
    with answering("{}", statuses=[500], headers={"retry-after": "0"}) as stub:
        client = cls(KEY, base_url=stub.url, max_retries=0, on_request=heard.append)
        client.mine = "of a subclass"
        once = client.with_options(max_retries=1)
        twice = once.with_options(strict=True)
        assert [ask(one) for one in (client, once, twice, client)] == [1, 2, 2, 1]
        assert len(heard) == 6
        assert (type(once), once.mine) == (cls, "of a subclass")


def test_with_options_is_checked_at_once(demo: str) -> None:
    client = tagove.Client(KEY, base_url=demo)
    wrong: list[dict[str, Any]] = [
        *({"timeout": 0}, {"timeout": -1}, {"attempt_timeout": float("nan")}, {"max_retries": -1}, {"prefetch": 65}),
        *({"max_rows": 0}, {"max_rows": -1}, {"max_depth": 513}, {"max_body_bytes": 2**70}),
        *({"time_zone": "Berlin"}, {"on_rate_limit": "never"}),
    ]
    for options in wrong:
        with pytest.raises(tagove.ConfigurationError, match=next(iter(options))):
            client.with_options(**options)
    for name in ("timeout", "max_retries", "prefetch", "strict", "time_zone", "max_rows", "on_rate_limit"):
        for value in (KEY.encode(), object()):
            given: dict[str, Any] = {name: value}
            with pytest.raises(TypeError) as raised:
                client.with_options(**given)
            assert KEY not in str(raised.value)
    with pytest.raises(TypeError):
        client.with_options(base_url="http://127.0.0.1:9")  # type: ignore[call-arg]
    assert client.with_options(time_zone="UTC").get_chat("43074").date_created.tzinfo is not None  # type: ignore[union-attr]
    assert client.get_chat("43074").date_created.tzinfo is None  # type: ignore[union-attr]


def test_request_gives_the_whole_answer() -> None:
    body = '{"words": "of somebody"}'
    with answering(body, statuses=[500, 200], headers={"retry-after": "0", "x-more": "1"}) as stub:
        answer = tagove.Client(KEY, base_url=stub.url).request("GET", "/departments", {"limit": 5, "q": "a b&c"})
        assert (answer.status, answer.body, answer.attempts) == (200, body.encode(), 2)
        assert dict(answer.headers)["x-more"] == "1"
        assert repr(answer) == f"<tagove.RawAnswer with status 200, {len(body)} bytes, 2 attempts>"
        again = asyncio.run(tagove.AsyncClient(KEY, base_url=stub.url).request("GET", "/x", [("a", "1"), ("a", "2")]))
        assert again.body == answer.body
        assert [target for target, _ in stub.requests][1:] == ["/departments?limit=5&q=a+b%26c", "/x?a=1&a=2"]


def test_request_refuses_what_it_does_not_do(demo: str) -> None:
    client = tagove.Client(KEY, base_url=demo)
    for method, path in (
        ("POST", "/chats"),
        ("GET", "chats"),
        ("GET", "//host/x"),
        ("GET", "/../x"),
        ("GET", "/\ud800"),
    ):
        with pytest.raises(tagove.InvalidRequestError) as raised:
            client.request(method, path)
        assert raised.value.attempts == 0
    wrong: list[Any] = [5, [5], "a=b", b"a=b", {"a": 1.5}, {"a": True}, {"a": None}, {1: "a"}, {"a": b"b"}]
    for query in wrong:
        with pytest.raises(TypeError):
            client.request("GET", "/chats", query)
    with pytest.raises(TypeError, match="path is a str, not bytes"):
        client.request("GET", b"/chats")  # type: ignore[arg-type]
    with pytest.raises(tagove.NotFoundError):
        client.request("GET", "/chat/no-such")


def test_demo_runs_anywhere_and_ends_with_the_client() -> None:
    first = tagove.Client.demo(chats=12, days=3, seed=1)
    again = tagove.Client.demo(chats=12, days=3, seed=1, prefetch=0)
    chats = list(first.list_chats(include=["messages"]))
    assert len(chats) == 12
    assert [chat.to_dict() for chat in again.list_chats(include=["messages"])] == [chat.to_dict() for chat in chats]
    # Not the address of the environment, at which nobody answers here; see `no_environment`.
    asked: list[tagove.RequestEvent] = []
    with tagove.Client.demo(chats=1, on_request=asked.append) as client:
        client.get_chat(next(client.list_chats()).id or "")
    url = asked[0].url.split("/chats")[0]
    with pytest.raises(tagove.ConnectionError):
        tagove.Client(KEY, base_url=url, max_retries=0).get_chat("7")


def test_demo_lives_as_long_as_a_list_of_it() -> None:
    assert len(list(tagove.Client.demo(chats=25).list_chats(limit=5))) == 25
    asked: list[tagove.RequestEvent] = []
    listed = tagove.Client.demo(chats=25, on_request=asked.append).list_chats()
    gc.collect()
    next(listed)
    url = asked[0].url.split("/chats")[0]
    assert journal(url).request_count >= 1
    del listed
    gc.collect()
    client = tagove.Client(KEY, base_url=url, max_retries=0)
    with pytest.raises(tagove.ConnectionError):
        # A thread of the core may hold the last of it for a moment.
        list(iter(lambda: client.get_chat("43074"), None))


def test_async_demo_is_the_same() -> None:
    async def run() -> None:
        async with tagove.AsyncClient.demo(chats=12, seed=1) as client:
            assert len([chat async for chat in client.list_chats()]) == 12
        assert len([chat async for chat in tagove.AsyncClient.demo(chats=25).list_chats(limit=5)]) == 25

    asyncio.run(run())


def test_demo_refuses_what_it_cannot_be() -> None:
    wrong: list[dict[str, Any]] = [{"chats": -1}, {"chats": 10**9}, {"days": 0}, {"seed": -1}, {"latency": -1.0}]
    for options in wrong:
        with pytest.raises(tagove.ConfigurationError, match=next(iter(options))):
            tagove.Client.demo(**options)
    mistyped: list[dict[str, Any]] = [{"chats": "5"}, {"latency": "x"}, {"nobody": 1}, {"timeout": "x"}]
    for options in mistyped:
        with pytest.raises(TypeError):
            tagove.Client.demo(**options)
    with pytest.raises(tagove.ConfigurationError, match="prefetch"):
        tagove.Client.demo(prefetch=-1)
