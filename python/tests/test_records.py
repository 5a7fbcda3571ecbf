"""Records: views with native values, that show no people's words."""

from __future__ import annotations

import copy
import gc
import json
from collections.abc import Callable
from datetime import datetime, timedelta, timezone

import pytest

import tagove

Case = Callable[[str], tagove.Chat]


@pytest.fixture
def chat(player: str) -> Case:
    """The chat of a corpus case of `get_chat`."""
    return lambda name: tagove.Client("corpus-key", base_url=f"{player}/get_chat/{name}/json").get_chat("43074")


@pytest.fixture
def talk(demo: str) -> tagove.Chat:
    """A made-up chat with its messages and account."""
    client = tagove.Client("test-key", base_url=demo)
    return next(client.list_chats(include=["messages", "account"]))


def test_record_fields_have_native_types(talk: tagove.Chat) -> None:
    assert isinstance(talk.id, str)
    assert isinstance(talk.chat_duration, int)
    assert isinstance(talk.date_created, datetime)
    assert talk.date_created.tzinfo is None
    assert isinstance(talk.account, tagove.Account)
    assert isinstance(talk.messages, tuple)
    assert talk.messages
    assert all(message.chat_id == talk.id for message in talk.messages)


def test_record_attributes_are_the_normalised_values(demo: str) -> None:
    for session in tagove.Client("test-key", base_url=demo).list_visitor_sessions(limit=5):
        plain = session.to_dict()
        visitor = session.visitor
        assert visitor is not None
        assert plain["visitor"]["location_geo_ip_lat"] == visitor.location_geo_ip_lat
        assert plain["visitorDetail"] == (session.visitor_detail and session.visitor_detail.to_dict())
        assert plain["date_created"] == (session.date_created and session.date_created.isoformat())


def test_record_time_with_offset_is_aware(chat: Case) -> None:
    created = chat("time-offset").date_created
    assert created is not None
    assert created.utcoffset() is not None
    naive = chat("vendor-sample").date_created
    assert naive == datetime(2016, 11, 8, 13, 35, 5)
    zone = timezone(timedelta(hours=5, minutes=30))
    assert datetime(2016, 11, 8, tzinfo=zone).utcoffset() == timedelta(seconds=19800)


def test_record_extra_keeps_every_digit(chat: Case) -> None:
    record = chat("ids-keep-every-digit")
    assert json.loads(record.extra_json) == record.extra
    assert json.loads(record.to_json()) == record.to_dict()


def test_record_equality_is_of_values(demo: str, talk: tagove.Chat) -> None:
    again = next(tagove.Client("test-key", base_url=demo).list_chats(include=["messages", "account"]))
    assert again is not talk
    assert again == talk
    assert hash(again) == hash(talk)
    assert talk != next(tagove.Client("test-key", base_url=demo).list_chats(page=2, limit=5))
    assert talk != talk.account
    assert {talk, again} == {talk}


def test_record_is_frozen_and_copies_as_itself(talk: tagove.Chat) -> None:
    with pytest.raises(AttributeError):
        talk.id = "1"  # type: ignore[misc]
    assert copy.copy(talk) is talk
    assert copy.deepcopy([talk])[0] is talk


def test_record_outlives_its_list(demo: str) -> None:
    listed = tagove.Client("test-key", base_url=demo).list_chats(include=["messages"])
    messages = next(listed).messages
    del listed
    gc.collect()
    assert messages
    assert messages[-1].to_dict()["message"] == messages[-1].message


def test_repr_shows_no_words(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    for chat in client.list_chats(include=["messages", "account"]):
        shown = repr(chat) + repr(chat.page)
        assert f"id='{chat.id}'" in shown
        account = chat.account
        words = [account.email, account.last_name] if account else []
        for message in chat.messages or ():
            shown += repr(message)
            words.append(message.message)
        assert [word for word in words if word and len(word) > 3 and word in shown] == []
    for session in client.list_visitor_sessions():
        shown, detail = repr(session), session.visitor_detail
        assert session.visitor is not None
        for secret in (session.visitor.ip, detail and detail.email, detail and detail.phone):
            assert not secret or secret not in shown


def test_page_is_a_sequence(demo: str) -> None:
    page = next(tagove.Client("test-key", base_url=demo).list_chats(limit=10).pages())
    assert len(page) == 10
    assert page[0] == page[-10] == next(iter(page)) == page.records[0]
    assert page[2:4] == (page[2], page[3])
    for beyond in (10, -11):
        with pytest.raises(IndexError):
            page[beyond]
    assert page.number == 1
    assert page.status == 200
    assert page.attempts == 1
    assert page.elapsed > 0
    assert json.loads(page.body)["success"] is True
    assert page[3].page.body == page.body


def test_warning_names_its_place(chat: Case) -> None:
    (warning,) = chat("seconds-negative-unfit").page.warnings
    assert warning.code == "unfit_value"
    assert warning.at == "/0/chat_duration"
    assert warning.offset
    assert repr(warning) == "Warning(code='unfit_value', page=1, at='/0/chat_duration')"


def test_repr_names_the_attributes(demo: str) -> None:
    shown = [repr(session) for session in tagove.Client("test-key", base_url=demo).list_visitor_sessions()]
    assert any("visitor_detail=VisitorDetail(" in text for text in shown)
    assert not any("visitorDetail" in text for text in shown)
