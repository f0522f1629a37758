# SPDX-License-Identifier: Apache-2.0
"""How fast does the index answer, and how much faster than SQLite's FTS5 on the same texts? Synthetic dispatches, small by default.

usage: python bench/search.py [DISPATCHES]

The words are drawn by Zipf's law from made-up forms, with some of the queries' own words strewn in. Both are asked the same
questions, warm; FTS5 (unicode61, accents removed) knows no word forms, so that it does less.
"""

import random
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from dementi.desk.search.asked import FacetName, Order, Search
from dementi.desk.search.documents import Times, documents_of
from dementi.desk.search.index import SearchIndex
from dementi.desk.search.query import parse
from dementi.record import Article, Reading

START = datetime(2026, 3, 1, tzinfo=UTC)
STREWN = [
    "démentir",
    "dément",
    "l’armée",
    "armée",
    "Su-24M",
    "ministère",
    "Castelnoir",
    "frappes",
    "6 000",
    "États-Unis",
]
OUTLETS = ["Le Courrier d'Aubemont", "Orsanne-Presse", "Radio-Ostre", "La Gazette des Ports"]
QUERIES = {
    "a word": ("démentir", "dementir OR dement"),
    "two words": ("armée Castelnoir", "armee AND castelnoir"),
    "a phrase": ('"l\'armée"', '"l armee"'),
    "a beginning": ("castel*", "castel*"),
    "a name": ("Su-24M", '"su 24m"'),
    "a word but not another": ("armée -frappes", "armee NOT frappes"),
}


def main() -> None:
    """Build both, ask both, print what they took."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    with tempfile.TemporaryDirectory() as folder, SearchIndex.open(Path(folder) / "index", writable=True) as index:
        rows = sqlite3.connect(Path(folder) / "fts5.db")
        rows.execute(
            "CREATE VIRTUAL TABLE d USING fts5(text, instant UNINDEXED, tokenize='unicode61 remove_diacritics 2')"
        )
        began = time.perf_counter()
        for start in range(0, count, 1_000):
            for number, text in texts(range(start, min(start + 1_000, count))):
                index.put(documents_of(reading(number, text), Times(START, START + timedelta(minutes=number))))
                rows.execute("INSERT INTO d VALUES (?, ?)", (text, number))
            index.commit(start)
        rows.execute("INSERT INTO d(d) VALUES ('optimize')")
        rows.commit()
        print(f"{count} dispatches put into both in {time.perf_counter() - began:.0f} s")
        for name, (ours, theirs) in QUERIES.items():
            compare(name, ours, theirs, index, rows)
        facets = Search(parse("armée après:2026-03-02"), facets=(FacetName.OUTLET, FacetName.KIND))
        print(f"{'days and two facets':24} {milliseconds(lambda: index.search(facets)):8}")
        print(f"{'all, newest first':24} {milliseconds(lambda: index.search(Search(parse('')))):8}")
        size = sum(f.stat().st_size for f in (Path(folder) / "index").iterdir()) / 1e6
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        print(f"index {size:.0f} MB, peak memory {peak:.0f} MB")


def compare(name: str, ours: str, theirs: str, index: SearchIndex, rows: sqlite3.Connection) -> None:
    """Print the medians of both, newest first and by relevance, with what each counts."""
    asked = parse(ours)
    newest = "SELECT rowid FROM d WHERE d MATCH ? ORDER BY instant DESC LIMIT 20"
    ranked = "SELECT rowid FROM d WHERE d MATCH ? ORDER BY rank LIMIT 20"
    counted = "SELECT count(*) FROM d WHERE d MATCH ?"
    for order, sql in ((Order.NEWEST, newest), (Order.RELEVANCE, ranked)):
        search = Search(asked, order=order)

        def ask(search: Search = search) -> object:
            return index.search(search)

        def ask_fts5(sql: str = sql) -> object:
            return rows.execute(sql, (theirs,)).fetchall(), rows.execute(counted, (theirs,)).fetchall()

        mine, other = seconds(ask), seconds(ask_fts5)
        times = statistics.median(other) / statistics.median(mine)
        found = index.search(search).count, rows.execute(counted, (theirs,)).fetchone()[0]
        print(
            f"{name:24} {show(mine)} FTS5 {show(other)} {times:6.1f} times  {order.value}, {found[0]} and {found[1]} found"
        )


def texts(numbers: range) -> Iterator[tuple[int, str]]:
    """Yield made-up texts of 60 to 500 words."""
    for number in numbers:
        chance = random.Random(number)
        words = [FORMS[min(int(chance.paretovariate(0.6)) - 1, len(FORMS) - 1)] for _ in range(chance.randint(60, 500))]
        for _ in range(chance.randint(0, 3)):
            words[chance.randrange(len(words))] = chance.choice(STREWN)
        yield number, " ".join(words)


def forms() -> list[str]:
    """Return 40,000 made-up words."""
    chance = random.Random(1)
    syllables = [a + b for a in "bcdfglmnprstv" for b in ("a", "e", "é", "i", "o", "u", "ou", "an")]
    return ["".join(chance.choice(syllables) for _ in range(chance.randint(1, 4))) for _ in range(40_000)]


FORMS = forms()


def reading(number: int, text: str) -> Reading:
    """Return a dispatch without statements."""
    article = Article(
        headline=text[:60], text=text, paragraphs=(), teaser="", language="fr", outlet=OUTLETS[number % len(OUTLETS)]
    )
    return Reading(id=f"d{number}", article=article)


def seconds(ask: Callable[[], object]) -> list[float]:
    """Return what 60 askings took."""
    took = []
    for _ in range(60):
        began = time.perf_counter()
        ask()
        took.append(time.perf_counter() - began)
    return took


def milliseconds(ask: Callable[[], object]) -> str:
    """Return the median and the slowest but one of 60 askings."""
    return show(seconds(ask))


def show(took: list[float]) -> str:
    """Return median and p98 in milliseconds."""
    return f"{statistics.median(took) * 1e3:.2f} ms (p98 {sorted(took)[-2] * 1e3:.2f})"


if __name__ == "__main__":
    main()
