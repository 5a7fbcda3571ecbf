"""What stands in a web page, and what the vendor posts back. Nothing here makes a request.

    html = tagove.customer_snippet({"name": user.name, "email": user.email}, nonce=request.csp_nonce)

`customer_snippet` and `user_hash` are for pages, `parse_webhook` and `verify_webhook_signature` for what is posted.
"""

from __future__ import annotations

from typing import TypedDict


class Customer(TypedDict, total=False):
    """Who is logged in. A field that is absent or `None` is left out of the page; an empty one is sent empty."""

    name: str | None
    """The full name."""
    email: str | None
    """The e-mail address."""
    phone: str | None
    """The phone number, in any form."""
    remarks: str | None
    """Whatever the agent should know. The visitor can read it in the page's source."""
