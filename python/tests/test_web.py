"""The web side: what no file of the corpus can say, and an oracle that shares no code with the core."""

from __future__ import annotations

import base64
import copy
import hashlib
import hmac
import json
import pickle
import random
from typing import Any

import pytest

import tagove

FIELDS = ("name", "email", "phone", "remarks")
MARKS = ("</script>", "<!--", "]]>", "&lt;", "{{7*7}}", "\r\n")
PIECES = [*MARKS, "'", '"', "\\", "\u2028", "\0", "\x7f", "\ufeff", "😀", "é"]
HIGH, LOW = chr(0xD83D), chr(0xDE00)


def as_python_says(customer: dict[str, str]) -> str:
    text = json.dumps({"userDetails": customer}, separators=(",", ":"))
    for letter in "<>&'":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text


def any_text(numbers: random.Random) -> str:
    def letter() -> str:
        code = numbers.choice([numbers.randrange(0x80), numbers.randrange(0xD800), numbers.randrange(0xE000, 0x110000)])
        return numbers.choice(PIECES) if numbers.randrange(3) == 0 else chr(code)

    return "".join(letter() for _ in range(numbers.randrange(20)))


def test_snippet_is_what_another_json_writes() -> None:
    numbers = random.Random(43074)
    for _ in range(2000):
        customer = {name: any_text(numbers) for name in FIELDS if numbers.randrange(4)}
        html = tagove.customer_snippet(customer, form="data_block")
        inline = tagove.customer_snippet(customer)
        if not customer:
            assert html == inline == ""
            continue
        text = as_python_says(customer)
        boot = tagove.BOOT_SCRIPT
        assert html == f'<script type="application/json">{text}</script><script>{boot}</script>'
        assert inline == f"<script>window.tagove=window.tagove||[];window.tagove.push({text});</script>"
        assert json.loads(text) == {"userDetails": customer}


def test_boot_script_has_the_documented_hash() -> None:
    digest = base64.b64encode(hashlib.sha256(tagove.BOOT_SCRIPT.encode()).digest()).decode()
    assert f"sha256-{digest}" == tagove.BOOT_SCRIPT_HASH


def test_attributes_are_those_that_the_vendor_names() -> None:
    assert (tagove.SKIP_COBROWSE, tagove.SKIP_UI_COBROWSE) == ("data-skip-cobrowse", "data-skipui-cobrowse")
    assert tagove.WEBHOOK_SIGNATURE_HEADER == "x-acquire-signature"


@pytest.mark.parametrize("half", [HIGH, LOW, f"a{LOW}b", LOW + HIGH])
def test_lone_surrogate_is_refused_everywhere(half: str) -> None:
    digest = "ab" * 32
    for name in FIELDS:
        with pytest.raises(tagove.InvalidRequestError, match=f"{name} holds half of a surrogate pair"):
            tagove.customer_snippet({name: half})
    refused: list[Any] = [
        lambda: tagove.customer_snippet({half: "Ada"}),
        lambda: tagove.customer_snippet({"name": "Ada"}, nonce=half),
        lambda: tagove.customer_snippet({"name": "Ada"}, form=half),  # type: ignore[arg-type]
        lambda: tagove.customer_snippet({"email": "ada@example.com"}, user_hash=half + digest),
        lambda: tagove.user_hash(half, "ada@example.com"),
        lambda: tagove.user_hash("secret", half),
        lambda: tagove.verify_webhook_signature(half, b"{}", digest),
    ]
    for call in refused:
        with pytest.raises(tagove.InvalidRequestError, match="half of a surrogate pair") as caught:
            call()
        assert "\n" not in str(caught.value)
    assert tagove.verify_webhook_signature("key", b"{}", half) is False


def test_pair_of_surrogates_that_python_holds_as_two_is_refused_too() -> None:
    with pytest.raises(tagove.InvalidRequestError):
        tagove.customer_snippet({"name": HIGH + LOW})


def test_what_is_too_large_is_refused() -> None:
    assert len(tagove.customer_snippet({"remarks": "x" * 65536})) > 65536
    for text in ("x" * 65537, "x" * 2**20, "é" * 32769):
        with pytest.raises(tagove.InvalidRequestError, match="remarks is"):
            tagove.customer_snippet({"remarks": text})
    with pytest.raises(tagove.DecodeError, match="10000000 bytes") as caught:
        tagove.parse_webhook(b"{" + b" " * 9_999_999)
    assert caught.value.at == "byte 4194304"


def test_unknown_field_is_named_with_its_near_match() -> None:
    for name, near in (("nmae", "name"), ("e_mail", "email"), ("phone_number", "phone")):
        with pytest.raises(tagove.InvalidRequestError, match=f"`{name}`.*did you mean `{near}`"):
            tagove.customer_snippet({name: None})
    with pytest.raises(tagove.InvalidRequestError, match="`data_block`"):
        tagove.customer_snippet({}, form="datablock")  # type: ignore[arg-type]


def test_wrong_types_are_type_errors() -> None:
    wrong: list[Any] = [
        lambda: tagove.customer_snippet("Ada"),  # type: ignore[arg-type]
        lambda: tagove.customer_snippet(None),  # type: ignore[arg-type]
        lambda: tagove.customer_snippet({"name": 7}),  # type: ignore[dict-item]
        lambda: tagove.customer_snippet({7: "Ada"}),  # type: ignore[dict-item]
        lambda: tagove.customer_snippet({"name": b"Ada"}),  # type: ignore[dict-item]
        lambda: tagove.customer_snippet({}, nonce=7),  # type: ignore[arg-type]
        lambda: tagove.user_hash(b"secret", "ada@example.com"),  # type: ignore[arg-type]
        lambda: tagove.parse_webhook("{}"),  # type: ignore[arg-type]
        lambda: tagove.verify_webhook_signature("key", "{}", None),  # type: ignore[arg-type]
        lambda: tagove.verify_webhook_signature("key", b"{}", b"ab"),  # type: ignore[arg-type]
    ]
    for call in wrong:
        with pytest.raises(TypeError) as caught:
            call()
        assert "Ada" not in str(caught.value)


def test_body_may_be_any_bytes() -> None:
    body = b'{"event": "CHAT_ON_CLOSE", "id": "7", "comments": "[]"}'
    signature = hmac.new(b"key", body, hashlib.sha256).hexdigest()
    for given in (body, bytearray(body), memoryview(body), memoryview(b"_" + body)[1:]):
        assert tagove.parse_webhook(given).data == {"id": "7", "comments": []}
        assert tagove.verify_webhook_signature("key", given, signature) is True


def test_event_is_a_citizen() -> None:
    body = b'{"event": "CHAT_ON_MESSAGE", "id": 12345678901234567890123, "message": {"msg": "very private"}}'
    event, same = tagove.parse_webhook(body), tagove.parse_webhook(body)
    other = tagove.parse_webhook(b'{"event": "CHAT_ON_START"}')
    assert event == same
    assert hash(event) == hash(same)
    assert event != other
    assert "private" not in repr(event)
    assert "ChatMessage" in repr(event)
    assert pickle.loads(pickle.dumps(event)) == event == copy.deepcopy(event)
    assert '"id":12345678901234567890123' in event.data_json
    assert event.chat_id == "12345678901234567890123"
    event.data.clear()
    assert event.data
    with pytest.raises(AttributeError):
        event.name = "x"  # type: ignore[misc]


def test_errors_hold_neither_secret_nor_words() -> None:
    for call in (
        lambda: tagove.customer_snippet({"email": "ada@private.example"}, user_hash="s3cret"),
        lambda: tagove.customer_snippet({"name": "Ada"}, nonce='s3cret"'),
        lambda: tagove.user_hash("s3cret", ""),
        lambda: tagove.parse_webhook(b'{"message": "s3cret"'),
    ):
        with pytest.raises(tagove.TagoveError) as caught:
            call()
        assert "s3cret" not in repr(caught.value)
        assert "private" not in repr(caught.value)
