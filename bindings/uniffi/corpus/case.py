"""One case of the corpus, called as UniFFI's Python has it, its answer in the form of `expected.json`."""

from __future__ import annotations

import json
import pathlib
from collections.abc import Awaitable, Callable
from typing import Any

import tagove_uniffi as layer
import tomllib

Given = dict[str, Any]

TABLE = pathlib.Path(__file__).resolve().parents[3] / "crates/tagove/models.toml"
MODELS = [(record["name"], len(record["fields"])) for record in tomllib.loads(TABLE.read_text("utf-8"))["record"]]
# What gives the records of an operation.
RECORD = {
    "get_recording": "Recording",
    "list_visitor_sessions": "VisitorSession",
    "get_visitor_sessions": "VisitorSession",
}
TO_JSON = {
    "Chat": layer.chat_to_json,
    "Recording": layer.recording_to_json,
    "VisitorSession": layer.visitor_session_to_json,
}
OPTIONS = [
    "auth",
    "timeout_seconds",
    "attempt_timeout_seconds",
    "connect_timeout_seconds",
    "max_retries",
    "on_rate_limit",
    "requests_per_second",
    "ca_file",
    "client_certificate",
    "record",
    "replay",
    "prefetch",
    "accept",
    "time_zone",
    "max_body_bytes",
    "max_rows",
    "max_depth",
]


class Case:
    def __init__(self, described: Given, url: str) -> None:
        self.operation: str = described["operation"]
        self.arguments: Given = described["arguments"]
        self.options: Given = described["options"]
        self.url = url
        self.model = RECORD.get(self.operation, "Chat")

    async def as_records(self) -> Given:
        """The answer in UniFFI's records, each of which tells its own normalised form."""
        to_json = TO_JSON[self.model]
        ask = getattr(layer.Client, self.operation)
        return await self._given(
            lambda client: ask(client, **self.arguments, cancel=None),
            lambda pages: pages.next_page(cancel=None),
            lambda page: [json.loads(to_json(record)) for record in page.records],
        )

    async def packed(self) -> Given:
        """The answer in one run of bytes, whose records the core tells by their row."""
        return await self._given(
            lambda client: client.get_packed(
                getattr(layer.Single, self.operation.upper()), *self.arguments.values(), cancel=None
            ),
            lambda pages: pages.next_packed(cancel=None),
            self._rows,
        )

    def _rows(self, page: Any) -> list[Any]:
        at = [name for name, _ in MODELS].index(self.model)
        # As `packed.rs` says: two numbers, then rows, of which each begins with its index.
        count = int.from_bytes(page.rows[4:8], "big")
        stride = 4 + 8 * (MODELS[at][1] + 1)
        indexes = (int.from_bytes(page.rows[8 + stride * n :][:4], "big") for n in range(count))
        return [json.loads(page.facts.body.record_json(at, index)) for index in indexes]

    async def _given(
        self,
        ask: Callable[[Any], Awaitable[Any]],
        ask_page: Callable[[Any], Awaitable[Any]],
        records_of: Callable[[Any], list[Any]],
    ) -> Given:
        pages: list[Any] = []
        listed = error = None
        try:
            client = self._client()
            if self.operation.startswith("list_") and self.operation != "list_messages":
                listed = self._list(client)
                while page := await ask_page(listed):
                    pages.append(page)
            else:
                pages.append(await ask(client))
        except layer.Failure.Failed as failed:
            error = failed
        warnings = [warning for page in pages for warning in page.facts.warnings] + (
            listed.warnings() if listed else []
        )
        return {
            "records": [record for page in pages for record in records_of(page)],
            "extra": [json.loads(page.facts.extra_json) for page in pages],
            "warnings": [{name: getattr(warning, name) for name in ("code", "page", "at")} for warning in warnings],
            "summary": vars(listed.summary()) if listed else None,
            "error": shown(error),
        }

    def _list(self, client: Any) -> Any:
        arguments = dict(self.arguments)
        take = arguments.pop("take", None)
        listed = getattr(client, self.operation)(**arguments)
        return listed if take is None else listed.take(take)

    def _client(self) -> Any:
        given = {"max_retries": 0, "prefetch": 0, "strict": False, "redact": False, **self.options}
        in_seconds = {
            name: given.pop(name) for name in ("timeout", "attempt_timeout", "connect_timeout") if name in given
        }
        given |= {f"{name}_seconds": seconds for name, seconds in in_seconds.items()}
        # An option that UniFFI does not have is refused by its constructor.
        options = layer.Options(**dict.fromkeys(OPTIONS) | given)
        return layer.Client(api_key="corpus-key", base_url=self.url, proxy=None, options=options)


def snippet(described: Given) -> Given:
    """A case of `customer_snippet`, which makes no request."""
    options = dict.fromkeys(("nonce", "form", "user_hash")) | described["options"]
    try:
        return {"value": layer.customer_snippet(described["arguments"]["customer"], **options)}
    except layer.Failure.Failed as failed:
        return {"error": shown(failed)}


def shown(error: Any) -> Given | None:
    if error is None:
        return None
    kind = "".join(word.capitalize() for word in error.kind.name.split("_"))
    plain = {name: getattr(error, name) for name in ("status", "code", "reason", "request_id", "attempts", "at")}
    return {"kind": kind, "retry_after": error.retry_after_seconds, **plain}
