"""`{% load tagove %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.safestring import SafeString

from tagove import templating

register = template.Library()


def tagove_customer(
    context: Any,  # noqa: ANN401, Django has no types
    *,
    nonce: object = None,
    form: str = "inline",
    user_hash: object = None,
    **customer: object,
) -> SafeString:
    """`tagove.customer_snippet`, safe to be put into the page; `None` is left out.

    Without `nonce` it is that of the request: `csp_nonce` of the context (Django 6) or of the request (django-csp).
    """
    if nonce is None:
        nonce = context.get("csp_nonce")
    if nonce is None:
        nonce = getattr(context.get("request"), "csp_nonce", None)
    return SafeString(templating.snippet(customer, nonce=nonce, form=form, user_hash=user_hash))


register.simple_tag(tagove_customer, takes_context=True)
