# SPDX-License-Identifier: Apache-2.0
"""Does any input break its reader? ``python bench/fuzz.py READER [SECONDS [SEED]]``: what is invented in the tests is mutated.

READER: page, dump, wire, feed, opml, warc, zip, lines, query, cursor, or all (SECONDS each). What comes out must be a record that can
be kept, or one of the named errors; all else ends the run with its input. An article must hold what ``tests/reading/test_fuzz.py``
asserts. Where atheris (Apache-2.0, ``pip install 'dementi[fuzz]'``) is there, it watches which branches an input takes and chooses the
next by that; without it bytes and pieces are exchanged by chance, from SEED. ``tests/hazards/test_fuzz.py`` runs a little of each.
"""

from __future__ import annotations

import gzip
import importlib.util
import io
import json
import os
import re
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from dementi.errors import DementiError
from dementi.record import Article, Dispatch, Form

LEAD = "Le port d’Aubemont a rouvert lundi, a annoncé la capitainerie dans un communiqué."
PAGE = (
    "<html><title>Le port rouvre - Le Courrier</title><h1>Le port rouvre</h1><p class=byline>Par Jeanne Morel</p>"
    f"<p>{LEAD}</p></html>"
)
NINJS = json.dumps({"uri": "urn:x", "version": "1", "type": "text", "headline": "Le port", "body_text": LEAD})
RSS = (
    f"<rss version='2.0'><channel><title>Une</title><item><title>Le port</title><link>https://a.invalid/1</link><description>{LEAD}"
    "</description><pubDate>Mon, 09 Mar 2026 10:00:00 +0100</pubDate></item></channel></rss>"
)
JSON_FEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "1", "title": "x", "content_text": LEAD}]}
)
OPML = "<opml version='2.0'><body><outline text='Un'><outline xmlUrl='https://a.invalid/f' text='Deux'/></outline></body></opml>"
WARC = (
    "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
    "WARC-Target-URI: https://a.invalid/\r\n"
    "WARC-Date: 2026-03-09T10:00:00Z\r\n"
    "Content-Type: application/http; msgtype=response\r\nContent-Length: {size}\r\n\r\n{record}\r\n\r\n"
)
NITF = (
    "<nitf><body><body.head><hedline><hl1>Le port</hl1></hedline></body.head>"
    f"<body.content><p>{LEAD}</p></body.content></body></nitf>"
)
PIECES = (
    b"\0", b"\xff", b"<", b">", b"&", b'"', b"\\u0000", b"\\ud800", b"\\", b"{", b"[", b"]]>", b"<!--",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>&a;",
    b"&#x0;", b"&#xd800;", b"\r\n", b"\xe2\x80\xae", b"\xef\xbf\xbe", b"9" * 40, b"-1", b"1e999", b"NaN", b"A" * 300, b"<b>" * 40, b"null",
)  # fmt: skip


#: A NUL or half a surrogate pair as ``repr`` writes them; a backslash of the text itself is doubled there.
_NOT_KEPT = re.compile(r"(?<!\\)(?:\\\\)*+\\(?:x00|ud[89a-f])")


def _warc() -> bytes:
    record = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}"
    return WARC.format(size=len(record.encode()), record=record).encode()


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", f"Le port\n\n{LEAD}")
        archive.writestr("b.html", PAGE)
    return out.getvalue()


def _lines() -> bytes:
    return b"".join(json.dumps({"id": str(n), "text": f"Le port\n\n{LEAD}"}).encode() + b"\n" for n in range(3))


def checks() -> Callable[[Article], None]:
    """Return the tests' own check: what holds of an article is written there once."""
    path = Path(__file__).resolve().parents[1] / "tests" / "reading" / "test_fuzz.py"
    spec = importlib.util.spec_from_file_location("test_fuzz", path)
    if spec is None or spec.loader is None:
        sys.exit("tests/reading/test_fuzz.py is absent")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    held: Callable[[Article], None] = module.holds
    return held


def can_be_kept(found: object) -> None:
    """Raise where something holds a character that no database takes.

    Raises:
        ValueError: it does.
    """
    if _NOT_KEPT.search(repr(found)):
        raise ValueError(f"not to be kept: {found!r}"[:400])


def reader_of(form: Form) -> Callable[[bytes], None]:
    """Return what reads a dispatch of a form and checks its article."""
    from dementi.reading import read

    holds = checks()

    def one(content: bytes) -> None:
        article, troubles = read(Dispatch(id="d", content=content, form=form))
        can_be_kept((article, troubles))
        if form is not Form.WIRE:
            holds(article)

    return one


def read_feed(content: bytes) -> None:
    """Read a feed and its entries as dispatches."""
    from dementi.reading import feeds

    can_be_kept(feeds.read_feed(content, "https://a.invalid/"))


def read_opml(content: bytes) -> None:
    """Read a list of feeds and write it again."""
    from datetime import UTC, datetime

    from dementi.reading.feeds import opml

    found = opml.read_opml(content)
    can_be_kept(found)
    opml.write_opml(found, "Une", datetime(2026, 3, 9, tzinfo=UTC))


def read_file(ending: str) -> Callable[[bytes], None]:
    """Return what opens a file as the intake does."""
    from dementi.intake import gather
    from dementi.intake.given import Given

    folder = Path(tempfile.mkdtemp())

    def nothing(address: str) -> Dispatch:
        raise AssertionError(address)

    def one(content: bytes) -> None:
        path = folder / f"f{ending}"
        path.write_bytes(content)
        for _ in gather([str(path)], Given(), nothing):
            pass

    return one


def ask(content: bytes) -> None:
    """Ask an index of nothing, and look for what to mark."""
    from dementi.desk.search.query import parse
    from dementi.desk.search.snippets import snippet

    words = content.decode("utf-8", "replace")
    query = parse(words)
    snippet(f"Le port\n\n{LEAD} {words[:200]}", query)


def go_on(content: bytes) -> None:
    """Read a cursor; what it says can be asked of a database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dementi.desk.django_settings")
    import django

    django.setup()
    from dementi.desk.api.paging import Cursor
    from dementi.desk.api.problems import Refused

    try:
        can_be_kept(Cursor.read(content.decode("utf-8", "replace"), (str, int)))
    except Refused:
        return


#: Each reader: how it is made, and what is mutated.
READERS: dict[str, tuple[Callable[[], Callable[[bytes], None]], tuple[bytes, ...]]] = {
    "page": (lambda: reader_of(Form.PAGE), (PAGE.encode(),)),
    "dump": (
        lambda: reader_of(Form.DUMP),
        (f"Rechercher\nLe port rouvre\nPublié le 12 mars 2026 à 19h09\n{LEAD}\nPartager\n".encode(),),
    ),
    "wire": (lambda: reader_of(Form.WIRE), (NINJS.encode(), NITF.encode())),
    "feed": (lambda: read_feed, (RSS.encode(), JSON_FEED.encode())),
    "opml": (lambda: read_opml, (OPML.encode(),)),
    "warc": (lambda: read_file(".warc"), (_warc(),)),
    "packed warc": (lambda: read_file(".warc.gz"), (gzip.compress(_warc(), mtime=0),)),
    "zip": (lambda: read_file(".zip"), (_zip(),)),
    "lines": (lambda: read_file(".jsonl"), (_lines(),)),
    "query": (lambda: ask, ('"port d’Aubemont" -lundi OU qui:morel du:2026-03-09 rouv*'.encode(),)),
    "cursor": (lambda: go_on, (b"WyJhYmMiLDFd",)),
}


def mutated(seed: bytes, random: Random) -> bytes:
    """Return a seed with a few bytes and pieces exchanged, put in, doubled or cut."""
    content = bytearray(seed)
    for _ in range(random.randrange(1, 6)):
        at = random.randrange(len(content) + 1)
        end = min(at + random.randrange(1, 30), len(content))
        deed = random.randrange(5)
        if deed == 0:
            content[at:end] = random.choice(PIECES)
        elif deed == 1:
            content[at:at] = random.choice(PIECES)
        elif deed == 2:
            content[at:at] = content[at:end] * random.randrange(1, 40)
        elif deed == 3:
            del content[at:end]
        elif at < len(content):
            content[at] ^= 1 << random.randrange(8)
    return bytes(content)


def by_chance(name: str, seconds: float, seed: int, most: int = 10**9) -> int:
    """Try mutated inputs on a reader; return how many.

    Args:
        name: of the reader.
        seconds: for how long at most.
        seed: of chance.
        most: inputs.

    Raises:
        RuntimeError: an input broke it; its words hold the input.
    """
    made, seeds = READERS[name]
    one, random = made(), Random(seed)
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until and count < most:
        content = mutated(random.choice(seeds), random)
        count += 1
        try:
            one(content)
        except DementiError:
            continue
        except Exception as error:
            raise RuntimeError(f"{name} breaks on {content!r}") from error
    return count


def by_branches(name: str, seconds: float) -> None:
    """Let atheris try inputs on a reader."""
    import atheris

    made, seeds = READERS[name]
    # What mutates the inputs must see which branches they take, so the readers are imported under its eyes.
    with atheris.instrument_imports(include=["dementi.reading", "dementi.intake", "dementi.desk.search"]):
        one = made()

    def tried(content: bytes) -> None:
        try:
            one(content)
        except DementiError:
            return

    with tempfile.TemporaryDirectory() as corpus:
        for n, seed in enumerate(seeds):
            (Path(corpus) / str(n)).write_bytes(seed)
        bounds = [
            f"-max_total_time={seconds:.0f}",
            "-timeout=20",
            "-rss_limit_mb=2000",
            "-max_len=20000",
            "-verbosity=0",
        ]
        atheris.Setup([sys.argv[0], *bounds, corpus], tried)
        atheris.Fuzz()


def main() -> None:
    """Run until the time is over or an input breaks something."""
    name = sys.argv[1] if len(sys.argv) > 1 else "all"
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 60.0
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    if name != "all" and len(sys.argv) < 4 and importlib.util.find_spec("atheris"):
        by_branches(name, seconds)
        return
    for each in READERS if name == "all" else [name]:
        print(f"{each}: {by_chance(each, seconds, seed)} inputs, nothing broke", flush=True)


if __name__ == "__main__":
    main()
