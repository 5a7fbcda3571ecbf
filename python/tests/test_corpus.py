"""Every case of `tests/corpus`, through both clients, against the player."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import tagove

from . import web_cases
from .local_server import CORPUS

Given = dict[str, Any]
LISTS = {"list_chats", "list_visitor_sessions"}
MANY = {"get_visitor_sessions"}


def cases() -> Iterator[tuple[str, Given, Given, str]]:
    """Name, case, what is expected, format. A folder that holds no case fails here."""
    for folder in sorted(CORPUS.glob("*/*/")):
        case = json.loads((folder / "case.json").read_text("utf-8"))
        if case["operation"] in web_cases.OPERATIONS:
            continue
        name = folder.relative_to(CORPUS).as_posix()
        for form in case["formats"]:
            twin = folder / "expected.xml.json"
            expected = twin if form == "xml" and twin.exists() else folder / "expected.json"
            yield name, case, json.loads(expected.read_text("utf-8")), form


def test_corpus_every_case_gives_what_is_expected(player: str, capsys: Any) -> None:
    ran, differ, not_yet = 0, [], []
    for name, case, expected, form in cases():
        if not hasattr(tagove.Client, case["operation"]):
            not_yet.append(name)
            continue
        url = f"{player}/{name}/{form}"
        for ask in (ask_sync, lambda case, url: asyncio.run(ask_async(case, url))):
            given = json.loads(json.dumps(ask(case, url)))
            differ += [
                f"{name} ({form}), {member}: expected {value}, given {given[member]}"
                for member, value in expected.items()
                if not same(given[member], value)
            ]
        ran += 1
    for name, expected, given in web_cases.run(CORPUS):
        differ += [] if same(given, expected) else [f"{name}: expected {expected}, given {given}"]
        ran += 1
    with capsys.disabled():
        print("".join(f"\nnot yet: {name}" for name in not_yet) + f"\ncorpus: {ran} cases, {len(not_yet)} not yet")
    assert not differ, "\n".join(differ)
    assert ran + len(not_yet) == sum(
        len(json.loads(p.read_text()).get("formats", "1")) for p in CORPUS.glob("*/*/case.json")
    )
    assert ran > 200, "the corpus was not found whole"


def options(case: Given, url: str, prefetch: int) -> Any:
    return {"api_key": "corpus-key", "base_url": url, "max_retries": 0, "prefetch": prefetch, **case["options"]}


def begun(cls: Any, case: Given, url: str, prefetch: int) -> Any:
    """The operation called: a list that is not begun, one answer, or what can be awaited for it."""
    arguments = dict(case["arguments"])
    take = arguments.pop("take", None)
    called = getattr(cls(**options(case, url, prefetch)), case["operation"])(**arguments)
    if take is None:
        return called
    taken = called.take(take)
    assert taken is called
    return taken


def ask_sync(case: Given, url: str) -> Given:
    try:
        listed = begun(tagove.Client, case, url, prefetch=0)
    except tagove.TagoveError as error:
        return failed(error)
    if case["operation"] not in LISTS:
        return single(listed, case)
    pages: list[Any] = []
    given = outcome(lambda: pages.extend(listed.pages()), pages, listed)
    # Once more as records, with pages asked ahead: both must tell the same.
    ahead = begun(tagove.Client, case, url, prefetch=3)
    records: list[Any] = []
    assert outcome(lambda: records.extend(ahead), [], ahead)["error"] == given["error"]
    assert [record.to_dict() for record in records] == given["records"]
    assert ahead.summary == listed.summary
    return given


async def ask_async(case: Given, url: str) -> Given:
    error: tagove.TagoveError | None = None
    try:
        listed = begun(tagove.AsyncClient, case, url, prefetch=0)
        if case["operation"] not in LISTS:
            return single(await listed, case)
    except tagove.TagoveError as failure:
        return failed(failure)
    pages: list[Any] = []
    try:
        async for page in listed.pages():
            pages.append(page)
    except tagove.TagoveError as failure:
        error = failure
    given = told(pages, listed, error)
    ahead = begun(tagove.AsyncClient, case, url, prefetch=3)
    records: list[Any] = []
    error_ahead: Given | None = None
    try:
        async for record in ahead:
            records.append(record.to_dict())
    except tagove.TagoveError as failure:
        error_ahead = fields_of(failure)
    assert (records, error_ahead) == (given["records"], given["error"])
    assert ahead.summary == listed.summary
    return given


def outcome(read: Callable[[], None], pages: list[Any], listed: Any) -> Given:
    try:
        read()
    except tagove.TagoveError as error:
        return told(pages, listed, error)
    return told(pages, listed, None)


def told(pages: list[Any], listed: Any, error: tagove.TagoveError | None) -> Given:
    warnings = [warning for page in pages for warning in page.warnings] + listed.warnings
    return {
        "records": [json.loads(record.to_json()) for page in pages for record in page],
        "extra": [page.extra for page in pages],
        "warnings": [warning.to_dict() for warning in warnings],
        "summary": listed.summary.to_dict(),
        "error": error and fields_of(error),
    }


def single(answer: Any, case: Given) -> Given:
    records = answer if case["operation"] in MANY else [answer]
    return {
        "records": [record.to_dict() for record in records],
        "extra": [answer.page.extra],
        "warnings": [warning.to_dict() for warning in answer.page.warnings],
        "summary": None,
        "error": None,
    }


def failed(error: tagove.TagoveError) -> Given:
    return {"records": [], "extra": [], "warnings": [], "summary": None, "error": fields_of(error)}


def fields_of(error: tagove.TagoveError) -> Given:
    """The error, without the id that each request is sent with."""
    fields = error.to_dict()
    return {**fields, "reason": re.sub(r" \(sent as request id \w+\)$", "", cast(str, fields["reason"]))}


def same(given: object, expected: object) -> bool:
    """Equal as JSON: `4` equals `4.0`, `1` is not `true`. Of an error's `reason` only that it is one line."""
    if isinstance(given, dict) and isinstance(expected, dict):
        is_error = "attempts" in expected
        return given.keys() == expected.keys() and all(
            "\n" not in cast(str, value) if is_error and name == "reason" else same(value, expected[name])
            for name, value in given.items()
        )
    if isinstance(given, list) and isinstance(expected, list):
        return len(given) == len(expected) and all(map(same, given, expected))
    return isinstance(given, bool) == isinstance(expected, bool) and given == expected


def test_corpus_comparison_tells_apart() -> None:
    assert same({"a": [4, "x"]}, {"a": [4.0, "x"]})
    for other in ({"a": [4, "y"]}, {"a": [4]}, {"a": True}, {}, {"a": [4, "x"], "b": None}):
        assert not same({"a": [4, "x"]}, other)
    assert not same(1, True)
    assert Path(CORPUS).is_dir()
