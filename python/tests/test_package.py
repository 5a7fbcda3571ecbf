"""What is said of the package: by its metadata, and by the files that a wheel or an sdist has to have."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest

import tagove

from .local_server import ROOT

PACKAGE = Path(tagove.__file__).parent


def test_metadata_is_whole() -> None:
    told = metadata.metadata("tagove")
    assert told["License-Expression"] == "MIT OR Apache-2.0"
    assert told.get_all("License-File") == ["LICENSE-MIT", "LICENSE-APACHE"]
    assert told["Requires-Python"] == ">=3.10"
    assert "# tagove for Python" in metadata.distribution("tagove").read_text("METADATA")  # type: ignore[operator]
    assert "Typing :: Typed" in told.get_all("Classifier", [])
    # No frame library, no HTTP library: nothing comes along unless an extra asks for it.
    assert [name for name in told.get_all("Requires-Dist", []) if "extra ==" not in name] == []


def test_entry_points_are_the_command_and_the_plugin() -> None:
    points = {(point.group, point.name): point.value for point in metadata.distribution("tagove").entry_points}
    assert points == {
        ("console_scripts", "tagove"): "tagove.command:main",
        ("pytest11", "tagove"): "tagove.pytest_plugin",
    }


def test_package_says_that_it_is_typed() -> None:
    assert (PACKAGE / "py.typed").is_file()
    assert (PACKAGE / "_native.pyi").is_file()


@pytest.mark.parametrize("name", ["LICENSE-MIT", "LICENSE-APACHE"])
def test_license_is_that_of_the_project(name: str) -> None:
    """Metadata may not name a file above the package's folder, so it has copies."""
    assert (ROOT / "python" / name).read_bytes() == (ROOT / name).read_bytes()
