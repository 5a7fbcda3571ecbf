"""What holding pages costs: how much a process grows by a hundred of them, each contender in a new process."""

from __future__ import annotations

import statistics
import subprocess
import sys

PAGES = 100
CONTENDERS = ("tagove", "tagove, every field read", "httpx + pydantic", "urllib3 + msgspec", "urllib3 + json")


def resident() -> int:
    """Bytes of this process that are in memory."""
    with open("/proc/self/statm") as facts:
        return int(facts.read().split()[1]) * 4096


def reader(name: str, url: str):
    """A function that reads the first page anew, whole and decoded."""
    import peers
    import urllib3

    page = next(iter(peers.pages(url)))
    if name.startswith("tagove"):
        import every_field

        import tagove

        client = tagove.Client("bench-key", base_url=url)

        def ours():
            held = client.list_chats(limit=100, include=["messages"]).pages()
            first = next(iter(held))
            if "every" in name:
                every_field.touch(first)
            return first

        return ours
    if "pydantic" in name:
        client = peers.httpx.Client(trust_env=False, headers=peers.HEADERS)
        return lambda: peers.PydanticPage.model_validate_json(client.get(page).content)
    pool = urllib3.PoolManager(headers=peers.HEADERS)
    if "msgspec" in name:
        return lambda: peers.DECODER.decode(pool.request("GET", page).data)
    return lambda: pool.request("GET", page).json()


def grown(name: str, url: str) -> float:
    """KiB a held page."""
    read = reader(name, url)
    for _ in range(5):
        read()
    before = resident()
    held = [read() for _ in range(PAGES)]
    return (resident() - before) / 1024 / len(held)


def measure(url: str, rounds: int) -> None:
    taken: dict[str, list[float]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name, column in taken.items():
            run = subprocess.run([sys.executable, __file__, name, url], capture_output=True, text=True, check=True)
            column.append(float(run.stdout))
    medians = {name: statistics.median(column) for name, column in taken.items()}
    ours = next(iter(medians.values()))
    print(f"{'':26}{'KiB a page':>11}{'of ours':>9}")
    for name, held in medians.items():
        print(f"{name:26}{held:11.0f}{held / ours:8.2f}x")


if __name__ == "__main__":
    print(grown(*sys.argv[1:]))
