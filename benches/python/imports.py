"""What `import` costs over the bare interpreter: each in a new process, interleaved."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time

CONTENDERS = {
    "the bare interpreter": "pass",
    "tagove": "import tagove",
    "httpx, pydantic": "import httpx, pydantic",
    "urllib3, msgspec": "import urllib3, msgspec",
    "aiohttp, msgspec": "import aiohttp, msgspec",
}


def measure(rounds: int) -> None:
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds + 1):
        for name, words in CONTENDERS.items():
            before, begun = os.times(), time.perf_counter()
            subprocess.run([sys.executable, "-c", words], check=True)
            after, ended = os.times(), time.perf_counter()
            cpu = after.children_user + after.children_system - before.children_user - before.children_system
            taken[name].append((cpu, ended - begun))
    # The first of each wrote bytecode and read files from the disk.
    medians = {
        name: [statistics.median(column) * 1e3 for column in zip(*rows[1:], strict=True)]
        for name, rows in taken.items()
    }
    bare_cpu, bare_wall = next(iter(medians.values()))
    print(f"{'over the bare interpreter':26}{'CPU ms':>9}{'wall ms':>10}")
    for name, (cpu, wall) in medians.items():
        print(f"{name:26}{cpu - bare_cpu:9.1f}{wall - bare_wall:10.1f}")
