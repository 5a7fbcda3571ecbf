"""What makes no sense is refused by the right exception, before any request."""

from __future__ import annotations

import asyncio
import enum
import pickle
from datetime import date, datetime, timezone
from importlib.metadata import version
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import tagove

from .local_server import Stub, answering

EMPTY = '{"success": true, "data": []}'
WRONG_IDS: list[Any] = [b"43074", 43074, None, ["43074"], object()]
WRONG_DAYS: list[Any] = [b"2016-08-01", 20160801, 1.5, ("2016", "08", "01")]
WRONG_INCLUDES: list[Any] = ["messages", b"messages", [b"messages"], [5], [None], 5]
WRONG_NUMBERS: list[Any] = ["1", 1.5, None.__class__, b"1"]


@pytest.fixture
def stub() -> Any:
    with answering(EMPTY) as stub:
        yield stub
        assert stub.requests == []


class Both:
    """Both clients at one server, as one that waits."""

    def __init__(self, stub: Stub) -> None:
        self.client = tagove.Client("test-key", base_url=stub.url)
        self.async_client = tagove.AsyncClient("test-key", base_url=stub.url)

    def refused(self, kind: type[Exception], operation: str, *values: Any, **named: Any) -> str:
        async def ask() -> None:
            asked = getattr(self.async_client, operation)(*values, **named)
            await (anext(asked) if isinstance(asked, tagove.AsyncRecordList) else asked)

        with pytest.raises(kind) as raised:
            next(getattr(self.client, operation)(*values, **named))
        with pytest.raises(kind) as raised_async:
            asyncio.run(ask())
        assert str(raised.value) == str(raised_async.value).replace("AsyncClient.", "Client.")
        assert "\n" not in str(raised.value)
        return str(raised.value)


@pytest.mark.parametrize("operation", ["get_chat", "list_messages", "get_recording", "get_visitor_sessions"])
def test_id_of_another_type_is_a_type_error(stub: Stub, operation: str) -> None:
    both = Both(stub)
    for wrong in WRONG_IDS:
        reason = both.refused(TypeError, operation, wrong)
        assert f"{operation}: " in reason
        assert f"_id is a str, not {type(wrong).__name__}" in reason
    for no_id in ("", "\ud800", "a\ud83db"):
        assert "_id" in both.refused(tagove.InvalidRequestError, operation, no_id)


@pytest.mark.parametrize("operation", ["list_chats", "list_visitor_sessions"])
def test_day_that_is_none_is_refused(stub: Stub, operation: str) -> None:
    both = Both(stub)
    for name in ("start_date", "end_date"):
        for wrong in WRONG_DAYS:
            reason = both.refused(TypeError, operation, **{name: wrong})
            assert reason.endswith(f"a date or a datetime, not {type(wrong).__name__}")
        for text in ("01.08.2016", "2016-8-1", "2016-02-30", "20160801", "yesterday", "2016-08-01T00:00:00", "\ud800"):
            both.refused(tagove.InvalidRequestError, operation, **{name: text})
    both.refused(tagove.InvalidRequestError, operation, start_date="2016-08-02", end_date=date(2016, 8, 1))


def test_day_is_a_text_a_date_or_a_datetime() -> None:
    moment = datetime(2016, 8, 1, 23, 59, tzinfo=timezone.utc)
    with answering(EMPTY) as stub:
        client = tagove.Client("test-key", base_url=stub.url, prefetch=0)
        for day in ("2016-08-01", date(2016, 8, 1), moment.replace(tzinfo=None)):
            assert list(client.list_chats(start_date=day)) == []
        assert [target for target, _ in stub.requests] == ["/chats?start_date=2016-08-01&page=1"] * 3
        with pytest.raises(tagove.InvalidRequestError, match="start_date is a datetime with a zone"):
            client.list_chats(start_date=moment)
        for zone in ("Europe/Berlin", ZoneInfo("Europe/Berlin")):
            # There it is the next day.
            assert list(client.with_options(time_zone=zone).list_chats(start_date=moment)) == []
        assert [target for target, _ in stub.requests[3:]] == ["/chats?start_date=2016-08-02&page=1"] * 2


def test_include_names_the_nearest_word(stub: Stub) -> None:
    both = Both(stub)
    reason = both.refused(tagove.InvalidRequestError, "list_chats", include=["message"])
    assert reason == "include does not know `message`; did you mean `messages`?"
    for wrong in WRONG_INCLUDES:
        both.refused(TypeError, "list_chats", include=wrong)
    both.refused(tagove.InvalidRequestError, "list_chats", include=["\ud800"])


@pytest.mark.parametrize("operation", ["list_chats", "list_visitor_sessions"])
@pytest.mark.parametrize("name", ["page", "limit"])
def test_number_that_is_none_is_refused(stub: Stub, operation: str, name: str) -> None:
    both = Both(stub)
    for wrong in WRONG_NUMBERS:
        both.refused(TypeError, operation, **{name: wrong})
    for number in (0, -1, -(2**70), 2**70):
        assert name in both.refused(tagove.InvalidRequestError, operation, **{name: number})


def test_operation_takes_no_more_than_it_has(stub: Stub) -> None:
    both = Both(stub)
    both.refused(TypeError, "list_chats", "2016-08-01")
    both.refused(TypeError, "list_chats", since="2016-08-01")
    both.refused(TypeError, "get_chat")
    both.refused(TypeError, "get_chat", "1", "2")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"api_key": 123}, "api_key is a str, not int"),
        ({"timeout": "3"}, "timeout is a number of seconds, not str"),
        ({"timeout": None}, "timeout is a number of seconds, not None"),
        ({"strict": "yes"}, "strict is True or False, not str"),
        ({"prefetch": 2.5}, "prefetch is an int, not float"),
        ({"max_retries": True}, "max_retries is an int, not bool"),
        ({"record": 4}, "record is a str or an os.PathLike, not int"),
        ({"time_zone": timezone.utc}, "time_zone is an IANA name or a ZoneInfo, not timezone"),
        ({"requests_per_second": "5"}, "requests_per_second is a number, not str"),
    ],
)
def test_option_of_another_type_is_named(options: dict[str, Any], words: str) -> None:
    for cls in (tagove.Client, tagove.AsyncClient):
        with pytest.raises(TypeError, match=f"^{words}$"):
            cls(**{"api_key": "test-key", **options})
    if "timeout" in options and options["timeout"] is not None:
        with pytest.raises(TypeError, match=f"^{words}$"):
            tagove.Client("test-key").with_options(**options)


def test_demo_and_lists_name_what_is_of_another_type(stub: Stub) -> None:
    listed = tagove.Client("test-key", base_url=stub.url).list_chats()
    for wrong in (2.0, "2", None):
        with pytest.raises(TypeError, match=r"^take: n is an int, not "):
            listed.take(wrong)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^chats is an int, not str$"):
        tagove.Client.demo(chats="3")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"^demo: base_url is its own"):
        tagove.Client.demo(base_url=stub.url)


def test_client_is_not_pickled() -> None:
    for client in (tagove.Client("test-key"), tagove.AsyncClient("test-key")):
        with pytest.raises(TypeError, match="make one in each process"):
            pickle.dumps(client)


def test_raw_answer_as_text_and_json() -> None:
    with answering('{"id": "ü"}') as stub:
        answer = tagove.Client("test-key", base_url=stub.url).request("GET", "/chats")
    assert answer.text == '{"id": "ü"}'
    assert answer.json() == {"id": "ü"}
    with answering("no json") as stub:
        answer = tagove.Client("test-key", base_url=stub.url).request("GET", "/chats")
    with pytest.raises(ValueError, match="Expecting value"):
        answer.json()


def test_version_is_that_of_the_package() -> None:
    assert tagove.__version__ == version("tagove")


def test_query_sends_what_a_value_is_not_what_it_is_called() -> None:
    class Word(str, enum.Enum):
        MESSAGES = "messages"

    class Number(int, enum.Enum):
        FIVE = 5

    with answering("{}") as stub:
        client = tagove.Client("test-key", base_url=stub.url)
        client.request("GET", "/chats", {"with": Word.MESSAGES, "limit": Number.FIVE})
        assert stub.requests[0][0] == "/chats?with=messages&limit=5"
        with pytest.raises(TypeError, match="a pair is a name and a value"):
            client.request("GET", "/chats", [("a",)])  # type: ignore[list-item]


def test_url_that_is_too_long_is_refused_before_any_request(stub: Stub) -> None:
    both = Both(stub)
    assert "can be sent" in both.refused(tagove.InvalidRequestError, "get_chat", "1" * 70_000)


def test_text_of_a_refusal_is_in_no_context_of_it() -> None:
    for call in (lambda: tagove.Client("test-key").get_chat("secret\ud800"), lambda: tagove.Client("secret\ud800")):
        with pytest.raises(tagove.TagoveError) as raised:
            call()
        assert raised.value.__context__ is None
