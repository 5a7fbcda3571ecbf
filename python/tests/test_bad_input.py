"""What makes no sense is refused by the right exception, before any request."""

from __future__ import annotations

import asyncio
from datetime import date, datetime, timezone
from typing import Any

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
        for day in ("2016-08-01", date(2016, 8, 1), moment, moment.replace(tzinfo=None)):
            assert list(client.list_chats(start_date=day)) == []
        assert [target for target, _ in stub.requests] == ["/chats?start_date=2016-08-01&page=1"] * 4


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
