"""Frames: what `to_arrow`, `to_pandas` and `to_polars` hold is what the records hold."""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from typing import Any

import polars
import pyarrow
import pytest

import tagove
from tagove._native import arrow_stream

from .local_server import CORPUS, journal, serve
from .test_corpus import LISTS, MANY, begun

TIMES = {"date_created", "date_updated", "date_close", "date_last_visit", "date_first_visit"}

Frame = Callable[[Any], Any]
FRAMES: list[Frame] = [lambda of: of.to_arrow(), lambda of: of.to_pandas(), lambda of: of.to_polars()]


def cell(value: Any, name: str, zoned: bool) -> Any:
    if isinstance(value, tuple):
        return [cell(item, name, zoned) for item in value]
    if hasattr(value, "extra_json"):
        return row(value, zoned)
    if name in TIMES and value is not None and (value.tzinfo is not None) != zoned:
        return None
    return value


def row(record: Any, zoned: bool = False) -> dict[str, Any]:
    """A record's own attributes, by the names of the normalised form, as a frame has them."""
    extra, cells = record.extra, {}
    for name, plain in record.to_dict().items():
        if name == "extra":
            continue
        value = getattr(record, "visitor_detail" if name == "visitorDetail" else name)
        cells[name] = cell(value, name, zoned)
        if name in TIMES and value is not None and cells[name] is None:
            extra = {**extra, name: plain}
    return {**cells, "extra": extra}


def plain(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows as `pyarrow` gives them, with `extra` read, at every level."""
    return [{name: read(name, value) for name, value in row.items()} for row in rows]


def read(name: str, value: Any) -> Any:
    if name == "extra":
        return json.loads(value)
    if isinstance(value, dict):
        return plain([value])[0]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return plain(value)
    return value


def test_frames_of_the_corpus_hold_what_its_records_hold(player: str) -> None:
    rows = 0
    for folder in sorted(CORPUS.glob("*/*/")):
        case = json.loads((folder / "case.json").read_text("utf-8"))
        if "formats" not in case:
            continue
        url = f"{player}/{folder.relative_to(CORPUS).as_posix()}/{case['formats'][0]}"
        zoned = "time_zone" in case["options"]
        try:
            listed = begun(tagove.Client, case, url, prefetch=0)
            records = list(listed if case["operation"] in LISTS | MANY else listed.page)
        except tagove.TagoveError as error:
            with pytest.raises(type(error), match=re.escape(error.reason.rsplit(" (", 1)[0])):
                begun(tagove.Client, case, url, prefetch=2).to_arrow()
            continue
        frame = begun(tagove.Client, case, url, prefetch=2) if case["operation"] in LISTS else listed
        table = (frame if case["operation"] in LISTS | MANY else listed.page).to_arrow()
        table.validate(full=True)
        assert plain(table.to_pylist()) == [row(record, zoned) for record in records], folder.name
        rows += len(records)
    assert rows > 450


def test_frame_has_one_row_a_chat_and_nested_records(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    chats = list(client.list_chats(include=["messages", "account"]))
    table = client.list_chats(limit=10, include=["messages", "account"]).to_arrow()
    assert plain(table.to_pylist()) == [row(chat) for chat in chats]
    assert sum(len(messages) for messages in table["messages"].to_pylist()) > 100
    frame = client.list_chats(include=["messages", "account"]).to_polars()
    assert plain(frame.to_dicts()) == [row(chat) for chat in chats]
    pandas = client.list_chats().to_pandas()
    assert list(pandas["id"]) == [chat.id for chat in chats]
    assert [time.to_pydatetime() for time in pandas["date_created"]] == [chat.date_created for chat in chats]


def test_frame_has_one_row_a_message_with_its_chat(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    listed = client.list_chats(limit=10, include=["messages"]).messages()
    messages = [message for chat in client.list_chats(include=["messages"]) for message in chat.messages or ()]
    assert list(listed) == messages
    again = client.list_chats(limit=10, include=["messages"]).messages()
    assert plain(again.to_arrow().to_pylist()) == [row(message) for message in messages]
    assert client.list_chats(include=["messages"]).messages().to_pandas()["chat_id"].notna().all()
    first = client.list_messages(str(messages[0].chat_id)).page.messages()
    assert first.to_polars()["message"].to_list() == [message.message for message in first]
    assert repr(again).startswith("<tagove.Messages of <tagove.RecordList")


def test_frame_of_a_message_without_chat_id_has_that_of_its_chat(player: str) -> None:
    alone = set()
    for folder in sorted(CORPUS.glob("list_messages/*/")):
        try:
            url = f"{player}/list_messages/{folder.name}/json"
            chat = begun(tagove.Client, json.loads((folder / "case.json").read_text("utf-8")), url, prefetch=0)
        except tagove.TagoveError:
            continue
        for message, shown in zip(chat.messages or (), chat.page.messages().to_arrow().to_pylist(), strict=True):
            assert shown["chat_id"] == (message.chat_id or chat.id)
            alone |= {folder.name} if message.chat_id is None and chat.id else set()
    assert alone


def test_frame_of_sessions(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    sessions = list(client.list_visitor_sessions())
    table = client.list_visitor_sessions(limit=4).to_arrow()
    assert plain(table.to_pylist()) == [row(session) for session in sessions]
    visitor = sessions[0].visitor
    assert visitor is not None
    single = client.get_visitor_sessions(str(visitor.id))
    assert plain(single.to_arrow().to_pylist()) == [row(session) for session in single]
    assert len(single.to_pandas()) == len(single.to_polars()) == len(single)
    assert pyarrow.RecordBatchReader.from_stream(single).read_all().num_rows == len(single)


@pytest.mark.parametrize("frame", FRAMES, ids=["arrow", "pandas", "polars"])
def test_frame_without_rows_has_all_columns(demo: str, frame: Frame) -> None:
    client = tagove.Client("test-key", base_url=demo)
    full, columns = frame(client.list_chats(include=["messages"])), frame(client.list_chats().take(0))
    assert len(columns) == 0
    assert len(frame(client.list_chats(page=9))) == 0
    names = [list(getattr(table, "column_names", table.columns)) for table in (full, columns)]
    assert names[0] == names[1] == [*tagove.Client("k", base_url=demo).list_chats().take(1).to_arrow().column_names]
    none = frame(client.list_chats(include=["messages"]).take(0).messages())
    assert len(none) == 0
    if isinstance(full, pyarrow.Table):
        assert full.schema == columns.schema == frame(client.list_chats(page=9)).schema


def test_frame_has_what_is_left_and_what_is_taken(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    ids = [chat.id for chat in client.list_chats()]
    assert client.list_chats(limit=10).take(13).to_polars()["id"].to_list() == ids[:13]
    listed = client.list_chats(limit=10)
    assert [next(listed).id, next(listed).id, next(listed).id] == ids[:3]
    assert listed.to_arrow()["id"].to_pylist() == ids[3:]
    assert listed.summary.complete

    async def left() -> list[str]:
        later = tagove.AsyncClient("test-key", base_url=demo).list_chats(limit=10)
        await anext(later)
        return (await later.to_polars())["id"].to_list()

    assert asyncio.run(left()) == ids[1:]


def test_frame_times_have_the_zone(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo, time_zone="europe/berlin")
    chats = list(client.list_chats(include=["messages"]))
    for listed in (client.list_chats(), next(client.list_chats(limit=100).pages())):
        table = listed.to_arrow()
        assert table.schema.field("date_created").type == pyarrow.timestamp("us", "Europe/Berlin")
        assert table["date_created"].to_pylist() == [chat.date_created for chat in chats]
    assert str(client.list_chats().to_pandas()["date_created"].dt.tz) == "Europe/Berlin"
    assert client.list_chats(include=["messages"]).messages().to_polars()["date_created"].dtype.time_zone == (  # type: ignore[attr-defined]
        "Europe/Berlin"
    )


def test_stream_is_read_page_by_page(demo: str) -> None:
    with serve("--chats", "25") as url:
        listed = tagove.Client("test-key", base_url=url, prefetch=0).list_chats(limit=10)
        reader = pyarrow.RecordBatchReader.from_stream(listed)
        assert (reader.schema.names[0], journal(url).request_count) == ("id", 0)
        for page, rows in enumerate([10, 10, 5], 1):
            assert reader.read_next_batch().num_rows == rows
            assert journal(url).request_count == page
        assert reader.read_next_batch().num_rows == 0  # the empty page that ends the list
        with pytest.raises(StopIteration):
            reader.read_next_batch()
        assert listed.summary.complete
    client = tagove.Client("test-key", base_url=demo)
    assert polars.DataFrame(client.list_chats(limit=10)).height == 25
    assert pyarrow.table(client.list_chats(include=["messages"]).messages()).num_rows > 100
    assert pyarrow.table(next(client.list_chats(limit=10).pages())).num_rows == 10


@pytest.mark.parametrize("frame", FRAMES, ids=["arrow", "pandas", "polars"])
def test_frame_of_a_list_that_fails_is_its_error(frame: Frame) -> None:
    with serve("--chats", "25", "--fault", "2=503") as url:
        listed = tagove.Client("test-key", base_url=url, max_retries=0, prefetch=0).list_chats(limit=10)
        with pytest.raises(tagove.ServerError) as raised:
            frame(listed)
        assert raised.value.status == 503
        assert not listed.summary.complete
        # The next call asks the same page again, and what came before it is not lost.
        assert len(frame(listed)) == 25
        assert listed.summary.complete
        with pytest.raises(tagove.InvalidRequestError, match=READ_TWICE):
            frame(listed)


@pytest.mark.parametrize("read", [pyarrow.table, polars.DataFrame])
def test_stream_of_a_list_that_fails_tells_its_reader(read: Callable[[Any], Any]) -> None:
    with serve("--chats", "25", "--fault", "2=503") as url:
        listed = tagove.Client("test-key", base_url=url, max_retries=0).list_chats(limit=10)
        with pytest.raises(Exception, match=r"ServerError: the server refused with status 503") as raised:
            read(listed)
        assert type(raised.value) in (OSError, polars.exceptions.ComputeError)


@pytest.mark.parametrize("how", ["frame", "other frame", "loop", "pages", "stream", "one, then a frame"])
def test_what_came_before_a_failure_is_there_for_whoever_reads_next(how: str) -> None:
    with serve("--chats", "25", "--fault", "2=503") as url:
        client = tagove.Client("test-key", base_url=url, max_retries=0, prefetch=0)
        listed = client.list_chats(limit=10, include=["messages"])
        with pytest.raises(tagove.ServerError):
            listed.messages().to_arrow()
        read: dict[str, Callable[[], Any]] = {
            "frame": lambda: listed.to_arrow()["id"].to_pylist(),
            "other frame": lambda: listed.messages().to_arrow()["chat_id"].unique().to_pylist(),
            "loop": lambda: [chat.id for chat in listed],
            "pages": lambda: [chat.id for page in listed.pages() for chat in page],
            "stream": lambda: pyarrow.table(listed)["id"].to_pylist(),
            "one, then a frame": lambda: [next(listed).id, *listed.to_arrow()["id"].to_pylist()],
        }
        ids = [chat.id for chat in client.list_chats()]
        with_messages = [chat.id for chat in client.list_chats(include=["messages"]) if chat.messages]
        assert read[how]() == (with_messages if how == "other frame" else ids)


def test_interrupted_frame_leaves_no_hole(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    ids = [chat.id for chat in client.list_chats()]
    before = signal.signal(signal.SIGALRM, signal.default_int_handler)
    holes = 0
    try:
        for number in range(120):
            listed, table = client.list_chats(limit=2), None
            try:
                # Inside: on a busy machine it is over before the next line.
                signal.setitimer(signal.ITIMER_REAL, 0.0005 + number * 0.0001)
                table = listed.to_arrow()
                signal.setitimer(signal.ITIMER_REAL, 0)
            except KeyboardInterrupt:
                signal.setitimer(signal.ITIMER_REAL, 0)
                try:
                    table = listed.to_arrow()
                except tagove.InvalidRequestError:
                    continue  # the interrupt came when all was read: told, and no frame
            holes += table["id"].to_pylist() != ids
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert holes == 0

    async def failing() -> None:
        with serve("--chats", "25", "--fault", "2=503") as url:
            later = tagove.AsyncClient("test-key", base_url=url, max_retries=0, prefetch=0).list_chats(limit=10)
            with pytest.raises(tagove.ServerError):
                await later.to_arrow()
            assert (await later.to_polars()).height == 25

    asyncio.run(failing())


def test_frame_for_asyncio(demo: str) -> None:
    ids = [chat.id for chat in tagove.Client("test-key", base_url=demo).list_chats()]

    async def frames() -> None:
        client = tagove.AsyncClient("test-key", base_url=demo)
        assert (await client.list_chats(limit=10).to_arrow())["id"].to_pylist() == ids
        assert list((await client.list_chats(limit=10).to_pandas())["id"]) == ids
        messages = client.list_chats(limit=10, include=["messages"]).messages()
        told = [message.id async for message in messages]
        again = client.list_chats(limit=10, include=["messages"]).messages()
        assert (await again.to_polars())["id"].to_list() == told
        with pytest.raises(tagove.InvalidRequestError, match="page 0"):
            await client.list_chats(page=0).to_arrow()
        with pytest.raises(tagove.InvalidRequestError, match=r"include=\[\"messages\"\]"):
            client.list_chats().messages()

    asyncio.run(frames())


def test_messages_of_what_has_none_is_an_invalid_request(demo: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    for listed in (client.list_chats(), client.list_chats(include=["account"])):
        with pytest.raises(tagove.InvalidRequestError, match=r"include=\[\"messages\"\]"):
            listed.messages()
    sessions = client.list_visitor_sessions()
    for of in (sessions, next(sessions.pages())):
        with pytest.raises(tagove.InvalidRequestError, match=r"messages\(\) is for chats.*VisitorSession"):
            of.messages()  # type: ignore[misc]
    with pytest.raises(TypeError, match="RecordList or a Page"):
        arrow_stream([], messages=False)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("library", "call", "extra"),
    [("pyarrow", "to_arrow", "arrow"), ("pandas", "to_pandas", "pandas"), ("polars", "to_polars", "polars")],
)
def test_missing_library_is_told_before_any_request(
    monkeypatch: pytest.MonkeyPatch, library: str, call: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with serve("--chats", "25") as url:
        client = tagove.Client("test-key", base_url=url)
        for of in (client.list_chats(), client.list_chats(include=["messages"]).messages()):
            with pytest.raises(ImportError, match=rf'needs {library}.*pip install "tagove\[{extra}\]"') as raised:
                getattr(of, call)()
            assert raised.value.name == library
        with pytest.raises(ImportError, match=f"needs {library}"):
            asyncio.run(getattr(tagove.AsyncClient("test-key", base_url=url).list_chats(), call)())
        assert journal(url).request_count == 0


def test_import_needs_no_frame_library() -> None:
    code = "import sys, tagove; sys.exit(bool({'pyarrow', 'pandas', 'polars', 'numpy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0


# pyarrow lets go of the interpreter while it reads, here within a call of ours that holds it: `take` asks for a number.
WITHIN = """
import sys, pyarrow, tagove
client = tagove.Client("test-key", base_url=sys.argv[1])
class Number:
    def __index__(self):
        return pyarrow.table(client.list_chats(limit=10)).num_rows
assert len(list(client.list_chats().take(Number()))) == 25
print("read")
"""


def test_stream_is_read_within_a_call_of_the_package(demo: str) -> None:
    command = [sys.executable, "-c", WITHIN, demo]
    done = subprocess.run(command, timeout=60, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "read\n", "")


CTRL_C = """
import signal, sys, polars, pyarrow, tagove
signal.signal(signal.SIGINT, signal.default_int_handler)
listed = tagove.Client("test-key", base_url=sys.argv[1]).list_chats()
try:
    {"to_arrow": lambda of: of.to_arrow(), "pyarrow": pyarrow.table, "polars": polars.DataFrame}[sys.argv[2]](listed)
except (KeyboardInterrupt, OSError, polars.exceptions.ComputeError) as error:
    sys.exit(7 if "KeyboardInterrupt" in repr(error) else 1)
"""


@pytest.mark.parametrize("reader", ["to_arrow", "pyarrow", "polars"])
def test_ctrl_c_ends_a_frame_that_waits(slow: str, reader: str) -> None:
    asked = journal(slow).request_count
    with subprocess.Popen([sys.executable, "-c", CTRL_C, slow, reader]) as child:
        journal(slow, requests=asked + 1)
        os.kill(child.pid, signal.SIGINT)
        assert child.wait(timeout=20) == 7


READ_TWICE = "this list was read to its end, and a list is read once; make it anew"


@pytest.mark.parametrize("again", ["to_arrow", "to_pandas", "to_polars", "__arrow_c_stream__"])
def test_frame_of_what_was_read_to_its_end_is_an_error(demo: str, again: str) -> None:
    client = tagove.Client("test-key", base_url=demo)
    by_loop, by_frame = client.list_chats(include=["messages"]), client.list_chats(include=["messages"])
    assert len(list(by_loop)) == by_frame.to_arrow().num_rows == 25
    of_nothing = client.list_chats().take(0)
    assert of_nothing.to_arrow().num_rows == of_nothing.to_arrow().num_rows == 0
    for listed in (by_loop, by_frame, by_loop.messages(), by_frame.messages()):
        with pytest.raises(tagove.InvalidRequestError, match=READ_TWICE):
            getattr(listed, again)()


def test_frame_for_asyncio_of_what_was_read_to_its_end_is_an_error(demo: str) -> None:
    async def main() -> None:
        listed = tagove.AsyncClient("test-key", base_url=demo).list_chats(include=["messages"])
        assert (await listed.to_arrow()).num_rows == 25
        for again in (listed.to_pandas, listed.messages().to_polars):
            with pytest.raises(tagove.InvalidRequestError, match=READ_TWICE):
                await again()

    asyncio.run(main())
