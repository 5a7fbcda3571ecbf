"""Fetch every page and touch three fields of every message: ours and the peers, in one run, interleaved."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import statistics
import subprocess
import time

import every_field
import frames
import held
import imports
import in_flight
import peers
import small
import xml_pages
from touching import touch

import tagove


def records(prefetch: int):
    def made(url: str):
        client = tagove.Client("bench-key", base_url=url, prefetch=prefetch)
        return lambda: touch(client.list_chats(limit=100, include=["messages"]))

    return made


def async_pages(url: str):
    client = tagove.AsyncClient("bench-key", base_url=url)

    async def run() -> int:
        listed = client.list_chats(limit=100, include=["messages"])
        return sum([touch(page) async for page in listed.pages()])

    return lambda: asyncio.run(run())


CONTENDERS = {
    "tagove": records(prefetch=1),
    "tagove, nothing ahead": records(prefetch=0),
    "tagove async, by page": async_pages,
    **peers.ALL,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--server", required=True, help="the tagove command")
    parser.add_argument("--chats", default="2000")
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    rounds = options.rounds
    # The same bytes for everybody: ours asks for zstd, which costs time here, where it saves none.
    with serving(options.server, options.chats, "--no-compression") as url:
        print("all pages, three fields of every message")
        show(measure(CONTENDERS, url, rounds))
        print("\nall pages, every field of every chat and message")
        show(measure(every_field.CONTENDERS, url, rounds))
        print(f"\n{small.CALLS} small answers, one after another")
        show(measure(small.CONTENDERS, url, rounds))
        print(f"\n{small.CALLS} small answers, one after another, asyncio")
        show(measure(small.ASYNC_CONTENDERS, url, rounds))
        print("\nall messages as an Arrow table")
        show(measure(frames.CONTENDERS, url, rounds))
        print(f"\na page of 100 chats with their messages, {held.PAGES} of them held")
        held.measure(url, 3)
        print("\nimport")
        imports.measure(3 * rounds)
    with serving(options.server, options.chats) as url:
        print("\ncompressed for who asks for it: all pages, three fields of every message")
        show(measure(CONTENDERS, url, rounds))
        print("\nXML: all pages, three fields of every message")
        print(xml_pages.sizes(url))
        print(f"{xml_pages.verified(url)} texts, each the same in every contender")
        show(measure(xml_pages.CONTENDERS, url, rounds))
    with serving(options.server, options.chats, "--latency", str(in_flight.LATENCY), "--no-compression") as url:
        print("\nall pages, 20 ms an answer, eight in flight, asyncio")
        show(measure(in_flight.CONTENDERS, url, rounds))


@contextlib.contextmanager
def serving(server: str, chats: str, *more: str):
    """The URL of a server in a process of its own, as long as it is needed."""
    command = [server, "serve", "--port", "0", "--chats", chats, *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def measure(contenders, url: str, rounds: int):
    """CPU and wall seconds of each round; all must have counted the same."""
    taken = {name: [] for name in contenders}
    runs = {name: made(url) for name, made in contenders.items()}
    counts = {name: run() for name, run in runs.items()}  # warms up
    assert len(set(counts.values())) == 1, counts
    print(f"each counted {counts.popitem()[1]}")
    for _ in range(rounds):
        for name, run in runs.items():
            cpu, wall = time.process_time(), time.perf_counter()
            run()
            taken[name].append((time.process_time() - cpu, time.perf_counter() - wall))
    return taken


def show(taken) -> None:
    medians = {
        name: [statistics.median(column) for column in zip(*rounds, strict=True)] for name, rounds in taken.items()
    }
    our_cpu, our_wall = next(iter(medians.values()))
    print(f"{'':24}{'CPU ms':>9}{'of ours':>9}{'wall ms':>10}{'of ours':>9}")
    for name, (cpu, wall) in medians.items():
        print(f"{name:24}{cpu * 1e3:9.1f}{cpu / our_cpu:8.2f}x{wall * 1e3:10.1f}{wall / our_wall:8.2f}x")


if __name__ == "__main__":
    main()
