"""Recorded answers beside a test."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tagove.async_client import AsyncClient
from tagove.client import Client
from tagove.errors import ConfigurationError


class Cassette:
    """A folder of recordings, one for each client that is made of it, in order.

    - `folder`: where it is kept. The recordings are called `1`, `2`, …; each holds every call of its client.
    - `draft`: where it is recorded until `keep`; `None` replays what is in `folder`.

    What people wrote is made unreadable in a recording unless the client is made with `redact=False`, so a replay tells
    other words than the recording run saw; ids, times and counts are the same. The key is in none.

        client = Cassette(Path("cassettes/chats")).client()
        assert len(list(client.list_chats())) == 25
        assert client.get_chat("43074").id == "43074"
    """

    def __init__(self, folder: Path, draft: Path | None = None) -> None:
        self.folder = folder
        self.draft = draft
        self._clients = 0

    @property
    def recording(self) -> bool:
        """Whether the server is asked, and its answers are recorded."""
        return self.draft is not None

    def client(self, api_key: str | None = None, **options: Any) -> Client:  # noqa: ANN401, those of the client
        """A client with these options that records all its calls, or replays them.

        Raises `ConfigurationError` if nothing was recorded of it, and for what `Client` refuses.
        """
        return Client(api_key, **{**self._place(), **options})

    def async_client(self, api_key: str | None = None, **options: Any) -> AsyncClient:  # noqa: ANN401, as above
        """The same for asyncio."""
        return AsyncClient(api_key, **{**self._place(), **options})

    def keep(self) -> None:
        """Puts what was recorded in the place of an older recording. What is no recording stays where it is.

        Nothing changes if nothing was recorded.
        """
        made = _recordings(self.draft) if self.draft is not None else []
        if not made:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        # Of what is moved to another disk only a part may arrive: the older recording goes when the new one is there.
        with TemporaryDirectory(prefix=".recorded-", dir=self.folder) as whole:
            for recording in made:
                shutil.move(recording, whole)
            for recording in _recordings(self.folder):
                shutil.rmtree(recording)
            for recording in made:
                Path(whole, recording.name).rename(self.folder / recording.name)

    def _place(self) -> dict[str, Any]:
        name = str(self._clients + 1)
        if self.draft is not None:
            place: dict[str, Any] = {"record": self.draft / name, "redact": True}
        elif _is_recording(self.folder / name):
            place = {"replay": self.folder / name}
        else:
            raise ConfigurationError(
                f"{self.folder / name} holds no recording; run the test once with --tagove-record, against a server"
            )
        self._clients += 1
        return place


def _recordings(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.name.isdecimal() and _is_recording(path))


def _is_recording(folder: Path) -> bool:
    # The first call is in the folder itself, unless it had no answer; each further one is in a folder of its own.
    return any(True for pattern in ("case.json", "[1-9]*/case.json") for _ in folder.glob(pattern))
