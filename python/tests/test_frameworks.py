"""The helpers inside of their frameworks: Django's templates, Jinja alone, Flask."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import Any

import django
import pytest
from django.conf import settings
from django.template import Context, RequestContext, Template, engines
from django.test import RequestFactory
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from flask import Flask, render_template_string, request
from jinja2 import Environment
from markupsafe import Markup

import tagove
from tagove.jinja import tagove_customer

HOSTILE = "O'Hara </script><script>alert(1)</script> {{ 7 * 7 }} & \u2028 é"
ADA: tagove.Customer = {"name": HOSTILE, "email": "ada@example.com"}


class Asked:
    """A nonce that is false until somebody looks at it, as Django 6 has one."""

    asked = False

    def __bool__(self) -> bool:
        return self.asked

    def __str__(self) -> str:
        self.asked = True
        return "cGFnZQ=="


@pytest.fixture(scope="module", autouse=True)
def configured() -> None:
    engine = {"BACKEND": "django.template.backends.django.DjangoTemplates"}
    settings.configure(INSTALLED_APPS=["tagove.django"], TEMPLATES=[engine])
    django.setup()


def django_page(source: str, nonce: object = None, **values: object) -> str:
    asked = RequestFactory().get("/")
    if nonce is not None:
        vars(asked)["csp_nonce"] = nonce
    values["request"] = asked
    page: str = Template("{% load tagove %}" + source).render(Context(values))
    return page


def test_django_tag_is_the_snippet_unescaped() -> None:
    page = django_page("<head>{% tagove_customer name=name email=email %}</head>", **ADA)
    assert page == f"<head>{tagove.customer_snippet(ADA)}</head>"
    assert engines["django"].from_string("{% load tagove %}{% tagove_customer %}").render() == ""


def test_django_tag_takes_the_nonce_of_the_request() -> None:
    nonce = Asked()
    expected = tagove.customer_snippet(ADA, nonce="cGFnZQ==", form="data_block")
    tag = "{% tagove_customer name=name email=email form='data_block' %}"
    assert django_page(tag, nonce=nonce, **ADA) == expected
    assert nonce.asked
    # Django 6 has it in the context; one that is given counts before both.
    assert django_page(tag, csp_nonce=SimpleLazyObject(lambda: "cGFnZQ=="), **ADA) == expected
    given = "{% tagove_customer name=name email=email form='data_block' nonce='cGFnZQ==' %}"
    assert django_page(given, nonce="b3RoZXI=", **ADA) == expected
    context = RequestContext(RequestFactory().get("/"), {**ADA, "csp_nonce": "cGFnZQ=="})
    assert Template("{% load tagove %}" + tag).render(context) == expected


def test_django_tag_leaves_none_out_and_gives_a_safe_string() -> None:
    page = django_page("{% tagove_customer name=name phone=phone as html %}{{ html }}", name="Ada", phone=None)
    assert page == tagove.customer_snippet({"name": "Ada"})
    from tagove.django.templatetags.tagove import tagove_customer as tag

    assert isinstance(tag(Context({}), name=SimpleLazyObject(lambda: "Ada")), SafeString)


def test_django_tag_refuses_what_the_snippet_refuses() -> None:
    for source in ("{% tagove_customer nmae='Ada' %}", "{% tagove_customer name='Ada' nonce='a b' %}"):
        with pytest.raises(tagove.InvalidRequestError):
            django_page(source)


def jinja_page(source: str, **values: object) -> str:
    environment = Environment(autoescape=True)
    environment.globals["tagove_customer"] = tagove_customer
    return environment.from_string(source).render(**values)


def test_jinja_global_is_the_snippet_unescaped() -> None:
    page = jinja_page("<head>{{ tagove_customer(name=name, email=email, phone=unknown) }}</head>", **ADA)
    assert page == f"<head>{tagove.customer_snippet(ADA)}</head>"
    nonced = tagove.customer_snippet(ADA, nonce="cGFnZQ==")
    for nonce in ("cGFnZQ==", lambda: "cGFnZQ==", Asked()):
        assert jinja_page("{{ tagove_customer(name=name, email=email) }}", csp_nonce=nonce, **ADA) == nonced
    assert jinja_page("{{ tagove_customer(name=name, email=email, nonce='cGFnZQ==') }}", **ADA) == nonced
    with pytest.raises(tagove.InvalidRequestError, match="did you mean `name`"):
        jinja_page("{{ tagove_customer(nmae='Ada') }}")


def test_jinja_global_gives_markup_where_nothing_escapes() -> None:
    environment = Environment()
    context = environment.from_string("").new_context()
    assert isinstance(tagove_customer(context, name="Ada"), Markup)


def test_flask_page_and_webhook() -> None:
    app = Flask(__name__)
    app.jinja_env.globals["tagove_customer"] = tagove_customer
    seen: list[tuple[str, str | None]] = []

    @app.get("/")
    def page() -> str:
        return render_template_string("{{ tagove_customer(name=name, email=email) }}", **ADA)

    @app.post("/webhook")
    def webhook() -> tuple[str, int]:
        body = request.get_data()
        if not tagove.verify_webhook_signature("key", body, request.headers.get(tagove.WEBHOOK_SIGNATURE_HEADER)):
            return "", 403
        event = tagove.parse_webhook(body)
        seen.append((event.kind, event.chat_id))
        return "", 200

    asked = app.test_client()
    assert asked.get("/").text == tagove.customer_snippet(ADA)
    body = json.dumps({"event": "CHAT_ON_CLOSE", "id": "7", "by": HOSTILE}, indent=1).encode()
    signature = hmac.new(b"key", body, hashlib.sha256).hexdigest()
    headers: dict[str, Any] = {"content-type": "application/json", tagove.WEBHOOK_SIGNATURE_HEADER: signature}
    assert asked.post("/webhook", data=body, headers=headers).status_code == 200
    assert asked.post("/webhook", data=body + b" ", headers=headers).status_code == 403
    assert asked.post("/webhook", data=body).status_code == 403
    assert seen == [("ChatClosed", "7")]
