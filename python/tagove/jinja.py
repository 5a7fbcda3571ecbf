"""The tracking snippet in Jinja templates: Flask, Starlette, FastAPI, or Jinja alone.

    app.jinja_env.globals["tagove_customer"] = tagove_customer

and in the `<head>` of a template, before the widget's code: `{{ tagove_customer(name=user.name, email=user.email) }}`.
"""

from __future__ import annotations

from jinja2 import Undefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from tagove import templating


@pass_context
def tagove_customer(
    context: Context,
    *,
    nonce: object = None,
    form: str = "inline",
    user_hash: object = None,
    **customer: object,
) -> Markup:
    """`tagove.customer_snippet`, safe to be put into the page; an undefined value is left out, as `None` is.

    Without `nonce` it is the template's `csp_nonce`, which may be a function (Flask-Talisman's is one).
    """
    nonce = defined(nonce)
    if nonce is None:
        nonce = defined(context.resolve("csp_nonce"))
        if callable(nonce):
            nonce = nonce()
    fields = {name: defined(value) for name, value in customer.items()}
    html = templating.snippet(fields, nonce=defined(nonce), form=form, user_hash=defined(user_hash))
    return Markup(html)


def defined(value: object) -> object:
    return None if isinstance(value, Undefined) else value
