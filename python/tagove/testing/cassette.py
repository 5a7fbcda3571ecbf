"""Recorded answers beside a test."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tagove.async_client import AsyncClient
from tagove.client import Client
from tagove.errors import ConfigurationError


class Cassette:
    """A folder of recordings, one for each client that is made of it, in order.

    - `folder`: where it is kept. Its parts are called `1`, `2`, …
    - `draft`: where it is recorded until `keep`; `None` replays what is in `folder`.

    A client records one operation: make one for each. What people wrote is made unreadable in a recording unless the
    client is made with `redact=False`, so a replay tells other words than the recording run saw; ids, times and counts
    are the same. The key is in none.

        chats = Cassette(Path("cassettes/chats"))
        assert len(list(chats.client().list_chats())) == 25
    """

    def __init__(self, folder: Path, draft: Path | None = None) -> None:
        self.folder = folder
        self.draft = draft
        self._parts = 0

    @property
    def recording(self) -> bool:
        """Whether the server is asked, and its answers are recorded."""
        return self.draft is not None

    def client(self, api_key: str | None = None, **options: Any) -> Client:  # noqa: ANN401, those of the client
        """A client with these options that records the next part, or replays it.

        Raises `ConfigurationError` if that part was not recorded, and for what `Client` refuses.
        """
        return Client(api_key, **{**self._part(), **options})

    def async_client(self, api_key: str | None = None, **options: Any) -> AsyncClient:  # noqa: ANN401, as above
        """The same for asyncio."""
        return AsyncClient(api_key, **{**self._part(), **options})

    def keep(self) -> None:
        """Puts what was recorded in the place of an older recording. What is no recording stays where it is."""
        if self.draft is None:
            return
        for old in sorted(self.folder.glob("*/case.json")):
            shutil.rmtree(old.parent)
        self.folder.mkdir(parents=True, exist_ok=True)
        for made in sorted(self.draft.glob("*/case.json")):
            shutil.move(made.parent, self.folder / made.parent.name)

    def _part(self) -> dict[str, Any]:
        name = str(self._parts + 1)
        if self.draft is not None:
            part: dict[str, Any] = {"record": self.draft / name, "redact": True}
        elif (self.folder / name / "case.json").is_file():
            part = {"replay": self.folder / name}
        else:
            raise ConfigurationError(
                f"{self.folder / name} holds no recording; run the test once with --tagove-record, against a server"
            )
        self._parts += 1
        return part
