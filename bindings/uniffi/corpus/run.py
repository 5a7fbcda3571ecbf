"""Every case of `tests/corpus` of every operation that UniFFI has, through the Python that UniFFI makes of it: a fast check
of the layer that Kotlin and Swift stand on. No package: `scripts/steps/uniffi` makes it, runs it, forgets it.

Each answer crosses in both forms that the layer has, as UniFFI's records (Swift's) and packed (Kotlin's).

    PYTHONPATH=FOLDER_OF_THE_GENERATED_SOURCE run.py THE_TAGOVE_COMMAND
"""

from __future__ import annotations

import asyncio
import json
import pathlib
import subprocess
import sys
from typing import Any

from case import Case, snippet

CORPUS = pathlib.Path(__file__).resolve().parents[3] / "tests/corpus"
# For servers alone, which hold the account's secrets; scripts/parity has the reasons.
ABSENT = {"user_hash", "parse_webhook", "verify_webhook_signature"}


def read(file: pathlib.Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def same(given: Any, expected: Any) -> bool:
    """Equal as JSON: `4` equals `4.0`, `1` is not `true`. Of an error's `reason` only that it is one line."""
    if isinstance(given, dict) and isinstance(expected, dict):
        return given.keys() == expected.keys() and all(
            "\n" not in value if name == "reason" and "attempts" in given else same(value, expected[name])
            for name, value in given.items()
        )
    if isinstance(given, list) and isinstance(expected, list):
        return len(given) == len(expected) and all(map(same, given, expected))
    return isinstance(given, bool) == isinstance(expected, bool) and given == expected


async def differences(url: str) -> tuple[int, int, int, list[str]]:
    """How many cases there were, how many of them of the snippet, how many absent; and what differs."""
    ran = snippets = absent = 0
    differ: list[str] = []

    def compare(name: str, given: dict[str, Any], expected: dict[str, Any]) -> None:
        for member, value in expected.items():
            if not same(given.get(member), value):
                differ.append(f"{name}: {member}\n  expected {value}\n  given    {given.get(member)}")

    for folder in sorted(file.parent for file in CORPUS.glob("*/*/case.json")):
        name, described = folder.relative_to(CORPUS).as_posix(), read(folder / "case.json")
        if described["operation"] in ABSENT:
            absent += 1
        elif described["operation"] == "customer_snippet":
            snippets += 1
            compare(name, snippet(described), read(folder / "expected.json"))
        else:
            for form in described["formats"]:
                # Where the XML twin must differ, it has an expectation of its own.
                own = folder / f"expected.{form}.json"
                expected = read(own if own.exists() else folder / "expected.json")
                case = Case(described, f"{url}/{name}/{form}")
                ran += 1
                compare(f"{name} ({form})", await case.as_records(), expected)
                compare(f"{name} ({form}, packed)", await case.packed(), expected)
    return ran + snippets, snippets, absent, differ


def main() -> int:
    with subprocess.Popen(
        [sys.argv[1], "serve", "--replay", CORPUS, "--port", "0"], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            ran, snippets, absent, differ = asyncio.run(differences(server.stdout.readline().strip()))
        finally:
            server.terminate()
    # As many as there are, counted without the runner.
    there = sum(len(read(file).get("formats", "1")) for file in CORPUS.glob("*/*/case.json"))
    for difference in differ:
        print(difference)
    print(
        f"corpus through UniFFI's Python: {ran} of {there} cases, {snippets} of them of customer_snippet; "
        f"{absent} are of operations for servers only; {len(differ)} differences"
    )
    if ran + absent != there or ran < 1000:
        print("the corpus was not found whole")
        return 1
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main())
