"""`{% load tagove %}`."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django import template
from django.utils.safestring import SafeString

from tagove import templating

try:
    get_nonce: Any = import_module("django.middleware.csp").get_nonce
except ImportError:  # Django 5
    get_nonce = None

register = template.Library()


def tagove_customer(
    context: template.Context,
    *,
    nonce: object = None,
    form: str = "inline",
    user_hash: object = None,
    **customer: object,
) -> SafeString:
    """`tagove.customer_snippet`, safe to be put into the page; `None` is left out.

    Without `nonce` it is the template's `csp_nonce`, else that of the request (Django 6, django-csp).
    """
    if nonce is None:
        nonce = nonce_of(context)
    return SafeString(templating.snippet(customer, nonce=nonce, form=form, user_hash=user_hash))


def nonce_of(context: template.Context) -> object:
    nonce = context.get("csp_nonce")
    if nonce is None:
        # Settings need no context processor for it, and `include … only` hands no variable on: the request is there.
        request = getattr(context, "request", None) or context.get("request")
        nonce = getattr(request, "csp_nonce", None)
        if nonce is None and get_nonce is not None:
            nonce = get_nonce(request)
    return nonce


register.simple_tag(tagove_customer, takes_context=True)
