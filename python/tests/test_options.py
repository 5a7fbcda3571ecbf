"""What the options of a client refuse and do, in both clients."""

from __future__ import annotations

import asyncio
import io
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

import tagove

from .local_server import answering

KEY = "sekret-key-of-a-customer"
# A zone file of version 1: one zone, no change of clocks.
NAMELESS = b"TZif" + bytes(16 + 16) + bytes([0, 0, 0, 1, 0, 0, 0, 4]) + bytes(6) + b"XYZ\0"
CLIENTS = [tagove.Client, tagove.AsyncClient]


def ask(cls: type[tagove.Client | tagove.AsyncClient], url: str, **options: Any) -> tagove.Chat:
    """The chat `7` through either client."""
    client = cls(KEY, base_url=url, **options)
    if isinstance(client, tagove.Client):
        return client.get_chat("7")
    return asyncio.run(client.get_chat("7"))


def body(**members: str) -> str:
    inside = "".join(f', "{name}": "{value}"' for name, value in members.items())
    return f'{{"success": true, "data": {{"chat": {{"id": "7"{inside}}}}}}}'


def refused(cls: type[tagove.Client | tagove.AsyncClient], **options: Any) -> str:
    with pytest.raises(tagove.ConfigurationError) as raised:
        cls(KEY, base_url="http://127.0.0.1:9", **options)
    error = raised.value
    assert (error.kind, error.attempts, error.status) == ("Configuration", 0, None)
    assert KEY not in repr(error) + str(error.to_dict())
    return str(error)


@pytest.mark.parametrize("cls", CLIENTS)
@pytest.mark.parametrize(
    ("name", "most"), [("max_body_bytes", 268_435_456), ("max_rows", 10_000_000), ("max_depth", 512)]
)
def test_limit_out_of_range_is_a_configuration_error(cls: type[tagove.Client], name: str, most: int) -> None:
    for number in (0, -1, -(2**31), most + 1, 2**32, 2**32 + 1, 2**63 - 1, -(2**63)):
        assert refused(cls, **{name: number}) == f"{name} is {number}; it goes from 1 to {most}"
    for beyond in (2**63, 2**64, 2**64 + 1, 10**5000, -(2**63) - 1, -(2**64) + 1, -(10**5000)):
        reason = refused(cls, **{name: beyond})
        assert reason.startswith(f"{name} is ")
        assert reason.endswith(f"; it goes from 1 to {most}")
    for number in (1, most):
        allowed: dict[str, Any] = {name: number}
        cls(KEY, base_url="http://127.0.0.1:9", **allowed)


@pytest.mark.parametrize("cls", CLIENTS)
def test_option_that_nobody_knows_is_a_configuration_error(cls: type[tagove.Client]) -> None:
    assert refused(cls, accept="yaml") == "accept is `json` or `xml`"
    assert refused(cls, accept="JSON") == "accept is `json` or `xml`"
    assert "did you mean `Europe/Berlin`?" in refused(cls, time_zone="Berlin")
    for name in ("", "Europe/Atlantis", "+02:00", "../../etc/localtime", "Europe/Berlin\0", "\ud800"):
        assert "time_zone" in refused(cls, time_zone=name)
    assert "ZoneInfo without a name" in refused(cls, time_zone=ZoneInfo.from_file(io.BytesIO(NAMELESS)))
    assert refused(cls, prefetch=2**70).startswith("prefetch is ")
    assert "prefetch is below 0" in refused(cls, prefetch=-(2**70))


@pytest.mark.parametrize("cls", CLIENTS)
@pytest.mark.parametrize(
    "name",
    [
        *("max_body_bytes", "max_rows", "max_depth", "accept", "strict", "time_zone"),
        *("attempt_timeout", "connect_timeout", "max_retries", "on_rate_limit", "requests_per_second"),
        *("proxy", "ca_file", "client_certificate", "record", "replay", "redact"),
    ],
)
def test_option_of_wrong_type_is_a_type_error(cls: type[tagove.Client], name: str) -> None:
    own: dict[str, list[object]] = {"strict": [None, "yes", 1], "time_zone": [7], "accept": [None, 7]}
    own["redact"], own["on_rate_limit"], own["requests_per_second"] = own["strict"], own["accept"], ["7"]
    own |= {text: [7] for text in ("proxy", "ca_file", "client_certificate", "record", "replay")}
    wrong: list[object] = [[KEY], KEY.encode(), object(), *own.get(name, [None, "7"])]
    if name not in ("attempt_timeout", "connect_timeout", "requests_per_second"):
        wrong += [1.5, float("nan")]
    for value in wrong:
        with pytest.raises(TypeError) as raised:
            cls(KEY, **{name: value})  # type: ignore[arg-type]
        assert KEY not in f"{raised.value!r}"


def test_options_have_their_defaults() -> None:
    signature = tagove.Client.__init__.__kwdefaults__
    assert signature
    assert signature == tagove.AsyncClient.__init__.__kwdefaults__
    assert signature == {
        "base_url": None,
        "auth": "bearer",
        "timeout": 60.0,
        "attempt_timeout": 30.0,
        "connect_timeout": 10.0,
        "max_retries": 2,
        "on_rate_limit": "wait",
        "requests_per_second": None,
        "prefetch": 1,
        "accept": "json",
        "strict": False,
        "time_zone": None,
        "max_body_bytes": 67_108_864,
        "max_rows": 500_000,
        "max_depth": 128,
        "proxy": None,
        "ca_file": None,
        "client_certificate": None,
        "record": None,
        "replay": None,
        "redact": False,
        "credentials": None,
        "on_request": None,
        "on_response": None,
        "on_retry": None,
        "on_page": None,
    }


@pytest.mark.parametrize("cls", CLIENTS)
def test_accept_asks_for_a_form_and_the_answer_is_read_as_what_it_is(cls: type[tagove.Client]) -> None:
    xml = '<response><success>true</success><data><chat id="7"><mood>fine</mood></chat></data></response>'
    with answering(xml, "application/xml") as stub:
        for accept in ("xml", "json"):
            chat = ask(cls, stub.url, accept=accept)
            assert (chat.id, chat.extra, chat.page.body) == ("7", {"mood": "fine"}, xml.encode())
        assert stub.accepted == ["application/xml", "application/json"]
    with answering(body()) as stub:
        assert ask(cls, stub.url, accept="xml").id == "7"
        assert ask(cls, stub.url).id == "7"
        assert stub.accepted == ["application/xml", "application/json"]


@pytest.mark.parametrize("cls", CLIENTS)
def test_strict_makes_a_warning_an_error(cls: type[tagove.Client]) -> None:
    with answering(body(chat_duration="-3")) as stub:
        (warning,) = ask(cls, stub.url).page.warnings
        assert (warning.code, warning.at) == ("unfit_value", "/0/chat_duration")
        with pytest.raises(tagove.DecodeError) as raised:
            ask(cls, stub.url, strict=True)
        assert (raised.value.at, raised.value.attempts) == ("/0/chat_duration", 1)


@pytest.mark.parametrize("cls", CLIENTS)
@pytest.mark.parametrize("zone", ["Europe/Berlin", "europe/berlin", ZoneInfo("Europe/Berlin")])
def test_time_zone_makes_times_aware(cls: type[tagove.Client], zone: str | ZoneInfo) -> None:
    with answering(body(date_created="2016-11-08 13:35:05", date_updated="2016-07-08T13:35:05-03:00")) as stub:
        chat = ask(cls, stub.url, time_zone=zone)
        assert chat.date_created is not None
        assert chat.date_created == datetime(2016, 11, 8, 13, 35, 5, tzinfo=ZoneInfo("Europe/Berlin"))
        assert chat.date_created.utcoffset() == timedelta(hours=1)
        assert chat.date_created.isoformat() == chat.to_dict()["date_created"] == "2016-11-08T13:35:05+01:00"
        # One that came with an offset keeps it.
        assert chat.date_updated is not None
        assert chat.date_updated.utcoffset() == timedelta(hours=-3)
        plain = ask(cls, stub.url).date_created
        assert plain == datetime(2016, 11, 8, 13, 35, 5)


@pytest.mark.parametrize("cls", CLIENTS)
def test_time_that_the_zone_skips_or_repeats_stays_naive_with_a_warning(cls: type[tagove.Client]) -> None:
    with answering(body(date_created="2016-03-27 02:30:00", date_updated="2016-10-30 02:30:00")) as stub:
        chat = ask(cls, stub.url, time_zone="Europe/Berlin")
        assert chat.date_created == datetime(2016, 3, 27, 2, 30)
        assert chat.date_updated == datetime(2016, 10, 30, 2, 30)
        assert [(warning.code, warning.at) for warning in chat.page.warnings] == [
            ("skipped_time", "/0/date_created"),
            ("ambiguous_time", "/0/date_updated"),
        ]


def test_time_has_any_offset_and_any_year() -> None:
    cases = [
        ("1950-01-01 12:00:00", "Africa/Monrovia", "1950-01-01T12:00:00-00:44:30", -timedelta(minutes=44, seconds=30)),
        ("1890-01-01 12:00:00", "Europe/Berlin", "1890-01-01T12:00:00+00:53:28", timedelta(minutes=53, seconds=28)),
        ("0001-01-01 00:00:00", "Asia/Tokyo", "0001-01-01T00:00:00+09:18:59", timedelta(hours=9, seconds=1139)),
        ("9999-12-31 23:59:59", "Pacific/Honolulu", "9999-12-31T23:59:59-10:00", -timedelta(hours=10)),
        ("2016-11-08T13:35:05.25+23:59", "UTC", "2016-11-08T13:35:05.25+23:59", timedelta(hours=23, minutes=59)),
        ("2016-11-08T13:35:05-23:59", "UTC", "2016-11-08T13:35:05-23:59", -timedelta(hours=23, minutes=59)),
        ("2016-11-08 13:35:05", "UTC", "2016-11-08T13:35:05Z", timedelta(0)),
    ]
    for sent, zone, text, offset in cases:
        with answering(body(date_created=sent)) as stub:
            chat = ask(tagove.Client, stub.url, time_zone=zone)
        created = chat.date_created
        assert created is not None
        assert chat.to_dict()["date_created"] == text
        assert created.utcoffset() == offset
        assert created.replace(tzinfo=None).isoformat()[:19] == text[:19]
        assert text[19:] in repr(chat)


@pytest.mark.parametrize("cls", CLIENTS)
def test_answer_beyond_a_limit_is_a_decode_error(cls: type[tagove.Client]) -> None:
    sent = body(comments="x" * 100)
    cases = [
        ({"max_body_bytes": len(sent) - 1}, {"max_body_bytes": len(sent)}, f"byte {len(sent) - 1}"),
        ({"max_depth": 2}, {"max_depth": 3}, f"byte {sent.index('{', 30)}"),
    ]
    with answering(sent) as stub:
        for too_small, enough, at in cases:
            with pytest.raises(tagove.DecodeError) as raised:
                ask(cls, stub.url, **too_small)
            assert raised.value.at == at
            assert "x" * 10 not in str(raised.value)
            assert ask(cls, stub.url, **enough).id == "7"
    sent = body().replace('"7"', '"7", "account": {}')
    with answering(sent) as stub:
        with pytest.raises(tagove.DecodeError) as raised:
            ask(cls, stub.url, max_rows=1)
        assert raised.value.at == f"byte {sent.index('{}')}"
        assert ask(cls, stub.url, max_rows=2).account is not None
