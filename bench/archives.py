# SPDX-License-Identifier: Apache-2.0
"""How much memory does an archive take? ``python bench/archives.py [MB …]``: WARC and JSON Lines of invented pages, streamed.

Each archive is made on the disk and taken in by a process of its own, whose largest resident size is printed: it must not
grow with the archive.
"""

from __future__ import annotations

import gzip
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SIZES = (10, 100)
TAKE_IN = """
import resource, sys
from dementi.intake import Given, gather
count = sum(len(d.content) > 0 for d in gather([sys.argv[1]], Given(), None))
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def pages(size: int) -> Iterator[bytes]:
    """Yield invented pages, of so many bytes in all, that compress as pages do."""
    chance = random.Random(7)
    words = [
        "Aubemont",
        "Tersane",
        "la ministre",
        "a",
        "démenti",
        "lundi",
        "les tirs",
        "sur",
        "Castelnoir",
        "douze",
        "blessés",
    ]
    made = 0
    while made < size:
        text = "".join(f"<p>{' '.join(chance.choices(words, k=60))} {chance.random()}.</p>" for _ in range(80))
        page = f"<html><head><title>{chance.random()}</title></head><body>{text}</body></html>".encode()
        made += len(page)
        yield page


def warc(path: Path, size: int) -> None:
    """Write a WARC, a gzip member for each record."""
    with path.open("wb") as out:
        for number, page in enumerate(pages(size)):
            block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:x:{number}>\r\nWARC-Target-URI: https://a.example/{number}\r\n"
            head += f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
            out.write(gzip.compress(head.encode() + block + b"\r\n\r\n", 1))


def lines(path: Path, size: int) -> None:
    """Write gzipped JSON Lines."""
    with gzip.open(path, "wb", 1) as out:
        for number, page in enumerate(pages(size)):
            out.write(json.dumps({"id": str(number), "text": page.decode()}).encode() + b"\n")


def main() -> None:
    """Print a line for each kind and size."""
    sizes = [int(size) for size in sys.argv[1:]] or SIZES
    for name, make in (("a.warc.gz", warc), ("a.jsonl.gz", lines)):
        for size in sizes:
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / name
                make(path, size * 1024**2)
                start = time.perf_counter()
                told = subprocess.run(
                    [sys.executable, "-c", TAKE_IN, str(path)], capture_output=True, text=True, check=True
                )
                count, memory = told.stdout.split()
                took = time.perf_counter() - start
                print(f"{name} {size} MB: {count} dispatches, {memory} MB at most, {took:.1f} s")


if __name__ == "__main__":
    main()
