"""The client for code without asyncio."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

from tagove import _native
from tagove._native import Page, RecordList
from tagove.parameters import Auth, Day, Include, day_text, id_text, include_words

if TYPE_CHECKING:
    from tagove.records import Chat, Recording, VisitorSession

Record = TypeVar("Record")


class RecordTuple(tuple[Record, ...]):
    """The records of a single answer, with the page that they came with."""

    page: Page[Record]

    @classmethod
    def of(cls, page: Page[Record]) -> RecordTuple[Record]:
        records = cls(page)
        records.page = page
        return records


class Client:
    """A client of the API. Safe to share between threads, and usable in a forked child.

    `timeout` is what one request may take in all, in seconds; `prefetch` is how many pages of a list are asked ahead.
    The key comes from `TAGOVE_API_KEY` and the address from `TAGOVE_BASE_URL` where they are not given.
    """

    def __init__(
        self,
        api_key: str | None = None,
        *,
        base_url: str | None = None,
        auth: Auth = "bearer",
        timeout: float = 60.0,
        prefetch: int = 1,
    ) -> None:
        self._native = _native.Client(api_key, base_url, auth, timeout, prefetch)

    def list_chats(
        self,
        *,
        start_date: Day | None = None,
        end_date: Day | None = None,
        page: int | None = None,
        limit: int | None = None,
        include: Iterable[Include] | None = None,
    ) -> RecordList[Chat]:
        """All chats of a date range, one by one, or page by page as `.pages()`. Nothing is sent before the first."""
        return self._native.list_chats(day_text(start_date), day_text(end_date), page, limit, include_words(include))

    def get_chat(self, chat_id: str) -> Chat:
        """One chat."""
        return self._native.get("get_chat", id_text("get_chat", chat_id))[0]

    def list_messages(self, chat_id: str) -> Chat:
        """One chat with its messages."""
        return self._native.get("list_messages", id_text("list_messages", chat_id))[0]

    def get_recording(self, chat_id: str) -> Recording:
        """One chat with the paths of its recorded files."""
        return self._native.get("get_recording", id_text("get_recording", chat_id))[0]

    def list_visitor_sessions(
        self,
        *,
        start_date: Day | None = None,
        end_date: Day | None = None,
        page: int | None = None,
        limit: int | None = None,
    ) -> RecordList[VisitorSession]:
        """All visitor sessions of a date range, one by one, or page by page as `.pages()`."""
        return self._native.list_visitor_sessions(day_text(start_date), day_text(end_date), page, limit)

    def get_visitor_sessions(self, visitor_id: str) -> RecordTuple[VisitorSession]:
        """All sessions of one visitor, in the server's order."""
        return RecordTuple.of(self._native.get("get_visitor_sessions", id_text("get_visitor_sessions", visitor_id)))

    def __repr__(self) -> str:
        # Options may hold a secret: none is shown.
        return "<tagove.Client>"
