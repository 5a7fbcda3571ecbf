"""What Python asks of a value: `pickle`, `copy`, `match`, and what a notebook shows."""

from __future__ import annotations

import copy
import json
import multiprocessing
import pickle
import re

import pytest

import tagove
from tagove.keeping import page as kept_page

from .local_server import CORPUS, answering, journal, serve
from .test_corpus import LISTS, MANY, begun


def test_every_record_and_page_of_the_corpus_pickles(player: str) -> None:
    records = 0
    for folder in sorted(CORPUS.glob("*/*/")):
        case = json.loads((folder / "case.json").read_text("utf-8"))
        if "formats" not in case:
            continue
        url = f"{player}/{folder.relative_to(CORPUS).as_posix()}/{case['formats'][0]}"
        try:
            answer = begun(tagove.Client, case, url, prefetch=0)
            pages = list(answer.pages()) if case["operation"] in LISTS else [answer.page]
        except tagove.TagoveError:
            continue
        for page in pages:
            again = pickle.loads(pickle.dumps(page))
            assert list(again) == list(page), folder.name
            assert [r.to_json() for r in again] == [r.to_json() for r in page], folder.name
            told = ("number", "status", "request_id", "attempts", "elapsed", "body", "warnings", "extra_json")
            assert all(getattr(again, name) == getattr(page, name) for name in told), folder.name
            for record in page:
                alone = pickle.loads(pickle.dumps(record))
                assert (alone, hash(alone), type(alone)) == (record, hash(record), type(record))
                assert (repr(alone), alone.extra_json) == (repr(record), record.extra_json)
                assert (len(alone.page), alone.page.number) == (1, page.number)
                records += 1
        if case["operation"] in MANY:
            sessions = pickle.loads(pickle.dumps(answer))
            assert (type(sessions), sessions) == (tagove.RecordTuple, answer)
            assert sessions.page.body == answer.page.body
    assert records > 450


def test_pickled_record_is_as_small_as_its_own_values(demo: str) -> None:
    page = next(tagove.Client("test-key", base_url=demo).list_chats(limit=100, include=["messages"]).pages())
    assert len(pickle.dumps(page[0])) < len(page[0].to_json()) + 1000 < len(page.body) / 4
    messages = page[0].messages
    assert messages
    message = messages[0]
    assert pickle.loads(pickle.dumps(message)) == message


def identity(chat: tagove.Chat) -> tuple[str | None, int]:
    return chat.id, hash(chat)


def test_records_go_to_another_process(demo: str) -> None:
    chats = tagove.Client("test-key", base_url=demo, time_zone="Asia/Kolkata").list_chats().take(5).to_arrow()
    client = tagove.Client("test-key", base_url=demo, time_zone="Asia/Kolkata")
    records = list(client.list_chats().take(5))
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        told = pool.map(identity, records)
    assert told == [identity(chat) for chat in records]
    assert [chat_id for chat_id, _ in told] == chats["id"].to_pylist()
    again = pickle.loads(pickle.dumps(records[0]))
    created, begun = again.date_created, records[0].date_created
    assert created is not None
    assert begun is not None
    assert (created, created.utcoffset()) == (begun, begun.utcoffset())
    assert str(again.page.to_arrow().schema.field("date_created").type) == "timestamp[us, tz=Asia/Kolkata]"


def test_what_is_no_pickle_of_ours_is_a_decode_error() -> None:
    for text in ("", "{}", "[]", '{"model": "Chat"}', "\0"):
        with pytest.raises(tagove.DecodeError, match="no page or record of this release"):
            kept_page(text)


def test_copies_are_the_record_itself_and_work_after_its_client(demo: str) -> None:
    chat = next(tagove.Client("test-key", base_url=demo).list_chats(include=["messages", "account"]))
    assert copy.copy(chat) is chat
    assert copy.deepcopy({"a": [chat.account]})["a"][0] == chat.account
    page = copy.deepcopy(chat.page)
    assert list(page) == list(chat.page)


def test_records_match_by_attribute_and_by_place(demo: str) -> None:
    chat = next(tagove.Client("test-key", base_url=demo).list_chats(include=["messages", "account"]))
    match chat:
        case tagove.Chat(status="open"):
            found = "open"
        case tagove.Chat(
            id=str(), status=("closed" | "active") as status, account=tagove.Account(first_name, last_name)
        ):
            found = f"{status} {first_name} {last_name}"
        case _:
            found = "nothing"
    assert chat.account
    assert found == f"{chat.status} {chat.account.first_name} {chat.account.last_name}"
    for cls in (tagove.Chat, tagove.Message, tagove.VisitorSession, tagove.Recording, tagove.VisitorDetail):
        assert all(isinstance(vars(cls)[name], type(vars(cls)["page"])) for name in cls.__match_args__)
        assert not {"extra", "extra_json", "page"} & set(cls.__match_args__)
    assert "visitor_detail" in tagove.VisitorSession.__match_args__


def test_notebook_shows_no_words(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    page = next(client.list_chats(limit=25, include=["messages", "account"]).pages())
    for chat in page:
        shown = chat._repr_html_() + "".join(message._repr_html_() for message in chat.messages or ())
        assert f"<th>id</th><td>{chat.id}</td>" in shown
        words = [message.message for message in chat.messages or ()]
        words += [chat.account.email, chat.account.last_name] if chat.account else []
        assert [word for word in words if word and len(word) > 3 and word in shown] == []
        assert "&lt;Account&gt;" in shown
    whole = page._repr_html_()
    assert whole.count("<tr>") == 22
    assert "and 5 more" in whole
    assert "page 1 of 25 records".replace("page", "Page") in whole
    for session in client.list_visitor_sessions():
        shown, visitor = (
            session._repr_html_() + (session.visitor._repr_html_() if session.visitor else ""),
            session.visitor,
        )
        assert visitor
        assert visitor.ip
        assert visitor.ip not in shown
        assert str(visitor.location_geo_ip_lat) not in shown


def test_notebook_shows_what_the_server_sent_as_text() -> None:
    body = json.dumps({"data": {"chat": {"id": '<img src=x onerror="a">&\''}}})
    with answering(body) as stub:
        page = tagove.Client("test-key", base_url=stub.url).get_chat("7").page
    for shown in (page._repr_html_(), page[0]._repr_html_()):
        assert "<img" not in shown
        assert "&lt;img src=x onerror=&quot;a&quot;&gt;&amp;&#39;" in shown
        assert re.findall(r"<(?!/?(?:table|caption|tr|th|td)>)", shown) == []


def test_notebook_asks_for_nothing() -> None:
    with serve("--chats", "25") as url:
        listed = tagove.Client("test-key", base_url=url, prefetch=0).list_chats()
        later = tagove.AsyncClient("test-key", base_url=url, prefetch=0).list_chats()
        for shown in (listed._repr_html_(), later._repr_html_()):
            assert "&lt;tagove." in shown
            assert "pages=0" in shown
        assert journal(url).request_count == 0
        next(listed)
        assert "pages=1" in listed._repr_html_()
        assert journal(url).request_count == 1
