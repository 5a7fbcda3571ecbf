"""The web side against what a page, a mapping and a body can hold that nobody meant."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from typing import Any

import pytest
from jinja2 import Environment

import tagove
from tagove.jinja import tagove_customer

# Django's settings are those of a process.
PAGES = """
import sys
import types
import django
from django.conf import settings
from django.template import Context, RequestContext, engines
from django.test import RequestFactory

if sys.argv[1] == "6" and django.VERSION < (6,):
    # What Django 6 has there: https://docs.djangoproject.com/en/6.0/ref/csp/
    csp = types.ModuleType("django.middleware.csp")
    csp.get_nonce = lambda request: getattr(request, "_csp_nonce", None)
    sys.modules[csp.__name__] = csp
tag = "{% load tagove %}{% tagove_customer name=name %}"
pages = {"tag": tag, "only": "{% include 'tag' with name=name only %}", "inner": "{% include 'tag' %}"}
loaders = [("django.template.loaders.locmem.Loader", pages)]
engine = {"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {"loaders": loaders}}
settings.configure(INSTALLED_APPS=["tagove.django"], TEMPLATES=[engine])
django.setup()
for name in pages:
    request = RequestFactory().get("/")
    vars(request)["_csp_nonce" if sys.argv[1] == "6" else "csp_nonce"] = "cGFnZQ=="
    print(engines["django"].get_template(name).render({"name": "Ada"}, request))
    print(engines["django"].get_template(name).render({"name": "Ada", "csp_nonce": "b3RoZXI="}, request))
    print(engines["django"].get_template(name).render({"name": "Ada"}))
"""


@pytest.mark.parametrize("version", ["6", "csp"])
def test_nonce_of_the_request_needs_no_context_processor(version: str) -> None:
    run = subprocess.run([sys.executable, "-c", PAGES, version], capture_output=True, text=True, check=True)
    ada: tagove.Customer = {"name": "Ada"}
    own, other = (tagove.customer_snippet(ada, nonce=nonce) for nonce in ("cGFnZQ==", "b3RoZXI="))
    none = tagove.customer_snippet(ada)
    # What `include … only` does not hand on is the variable, not the request.
    assert run.stdout.split("\n") == [own, other, none, own, own, none, own, other, none, ""]


def test_bytes_in_a_template_are_refused() -> None:
    page = Environment(autoescape=True).from_string("{{ snippet(name=name) }}")
    for name in (b"Ada", bytearray(b"Ada"), memoryview(b"Ada")):
        with pytest.raises(TypeError, match=f"name must be str, not {type(name).__name__}"):
            page.render(snippet=tagove_customer, name=name)
    assert "Ada" in page.render(snippet=tagove_customer, name="Ada")


@pytest.mark.parametrize("value", ["x", None, 5, "\ud800", b"x"])
def test_unknown_field_is_named_on_one_short_line_whatever_its_value(value: Any) -> None:
    with pytest.raises(tagove.InvalidRequestError, match="`nmae` is no field of a customer; did you mean `name`"):
        tagove.customer_snippet({"nmae": value})
    with pytest.raises(tagove.InvalidRequestError) as caught:
        tagove.customer_snippet({"a\nb" * 100_000: value})
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)


def test_number_of_any_length_keeps_its_digits() -> None:
    digits = "9" * 5000
    body = f'{{"event": "CHAT_ON_START", "id": {digits}, "rating": 5, "x": [-{digits}]}}'
    event = tagove.parse_webhook(body.encode())
    assert event.chat_id == digits
    assert event.data == {"id": Decimal(digits), "rating": 5, "x": [Decimal(f"-{digits}")]}
    assert type(event.data["rating"]) is int
    assert event.to_dict()["data"] == event.data


def test_repr_of_an_event_is_short_whatever_its_id() -> None:
    event = tagove.parse_webhook(json.dumps({"event": "CHAT_ON_START", "id": "word\n" * 10_000}).encode())
    assert len(repr(event)) < 150
    assert "\n" not in repr(event)


def test_undefined_nonce_is_the_template_s_own() -> None:
    for source in ("{{ snippet(name='Ada', nonce=nope) }}", "{{ snippet(name='Ada', nonce=None) }}"):
        page = Environment(autoescape=True).from_string(source)
        snippet = page.render(snippet=tagove_customer, csp_nonce="cGFnZQ==")
        assert snippet == tagove.customer_snippet({"name": "Ada"}, nonce="cGFnZQ==")
