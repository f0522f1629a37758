# SPDX-License-Identifier: Apache-2.0
"""How fast does the index answer, and how much faster than SQLite's FTS5 on the same texts? Synthetic dispatches, small by default.

usage: python bench/search.py [DISPATCHES]
       python bench/search.py --scale [DISPATCHES [FOLDER]]

With ``--scale`` 150,000 dispatches with two statements each are put into an index alone (in FOLDER, where it is kept for the
next time), and each kind of question is asked in many variants: p50 and p99 of what a page asks, counts and facets with it,
in the time of a processor; beside it p99 on the clock.
Their words are those of ../shared/data/wikinews by their frequency, where it is there, drawn by a seed.

The words are drawn by Zipf's law from made-up forms, with some of the queries' own words strewn in. Both are asked the same
questions, warm; FTS5 (unicode61, accents removed) knows no word forms, so that it does less.
"""

import json
import random
import re
import resource
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import accumulate, chain
from pathlib import Path

from dementi.desk.search.asked import FacetName, Kind, Order, Search
from dementi.desk.search.documents import DispatchDocument, StatementDocument, Times, documents_of
from dementi.desk.search.index import SearchIndex
from dementi.desk.search.query import is_passing, parse
from dementi.desk.search.suggested import Names
from dementi.record import Article, Reading, Stance

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


#: Questions of each kind, and how often the set is asked.
VARIANTS, ROUNDS = 60, 5
#: Milliseconds at p99 that a page may take, newest first of all and the rest.
NEWEST_GOAL, GOAL = 5.0, 50.0


def scale(count: int, folder: Path) -> None:
    """Build the large index where it is not there yet, ask it, print p50 and p99."""
    words, sums = vocabulary()
    with SearchIndex.open(folder / "index", writable=True) as index:
        done = index.last_seq()
        began = time.perf_counter()
        for start in range(done, count, 2_000):
            for number in range(start, min(start + 2_000, count)):
                index.put(invented(number, words, sums))
            index.commit(min(start + 2_000, count))
        print(f"{count - done} dispatches put into the index in {time.perf_counter() - began:.0f} s")
    with SearchIndex.open(folder / "index") as index:
        for name, goal, ask in asked(index, words, sums):
            took = list(chain.from_iterable(timed(ask) for _ in range(ROUNDS)))
            p50, p99 = parts([each for each, _ in took])
            clock = parts([each for _, each in took])[1]
            over = "" if p99 <= goal else f"  (goal {goal:.0f})"
            print(f"{name:42} p50 {p50:7.2f} ms  p99 {p99:7.2f} ms  on the clock {clock:7.2f} ms{over}")
    began = time.perf_counter()
    for _ in range(20):
        with SearchIndex.open(folder / "index") as index:
            index.search(Search(parse("")))
    print(f"{'opened and asked, as a page does':42} mean {(time.perf_counter() - began) / 20 * 1e3:.2f} ms")
    size = sum(f.stat().st_size for f in (folder / "index").iterdir()) / 1e6
    print(f"index {size:.0f} MB, {len(list((folder / 'index').glob('*.store')))} segments")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3:.0f} MB")


def asked(
    index: SearchIndex, words: list[str], sums: list[float]
) -> Iterator[tuple[str, float, list[Callable[[], object]]]]:
    """Yield each kind of question: its name, its goal, its variants."""
    chance = random.Random(7)
    common = [word for word in words[20:2_000] if len(word) > 3 and not is_passing(word)]
    rare = [word for word in words[2_000:12_000] if len(word) > 3] or common
    pick = {"common": lambda: chance.choice(common), "rare": lambda: chance.choice(rare)}
    everything = (
        FacetName.KIND,
        FacetName.SPEAKER,
        FacetName.DAY,
        FacetName.OUTLET,
        FacetName.STORY,
        FacetName.CONTESTED,
    )

    def searches(text: Callable[[], str], **how: object) -> list[Callable[[], object]]:
        return [partial(index.search, Search(parse(text()), **how)) for _ in range(VARIANTS)]  # type: ignore[arg-type]

    said = {"kind": Kind.STATEMENT, "facets": everything, "facet_limit": 200}
    yield "all, newest first", NEWEST_GOAL, searches(lambda: "")
    yield "a word, newest first", NEWEST_GOAL, searches(pick["rare"])
    yield "a common word, newest first", NEWEST_GOAL, searches(pick["common"])
    yield "a common word, by relevance", GOAL, searches(pick["common"], order=Order.RELEVANCE)
    yield (
        "two words, by relevance",
        GOAL,
        searches(lambda: f"{pick['common']()} {pick['rare']()}", order=Order.RELEVANCE),
    )
    yield "a phrase", GOAL, searches(lambda: f'"{phrase(chance, words, sums)}"')
    yield "a beginning of three letters", GOAL, searches(lambda: f"{pick['common']()[:3]}*")
    yield "a beginning of one letter", GOAL, searches(lambda: f"{pick['common']()[:1]}*")
    yield "a field (qui:)", GOAL, searches(lambda: f"qui:{chance.choice(NAMES)}", kind=Kind.STATEMENT)
    yield (
        "a word, not another, between days",
        GOAL,
        searches(lambda: f"{pick['common']()} -{pick['common']()} après:2026-01 avant:2026-06"),
    )
    yield "statements: a common word, six facets", GOAL, searches(pick["common"], **said)
    yield "statements: all, six facets", GOAL, searches(lambda: "", **said)
    yield (
        "dispatches: all, three facets",
        GOAL,
        searches(lambda: "", facets=(FacetName.SPEAKER, FacetName.OUTLET, FacetName.STORY), facet_limit=200),
    )
    names = Names(index.names())
    yield "names as one types", GOAL, [partial(names.beginning, chance.choice(NAMES)[:3]) for _ in range(VARIANTS)]
    yield "names gathered anew", GOAL, [lambda: Names(index.names())]
    yield "a slip put right", GOAL, [partial(index.near, f"{pick['rare']()}x") for _ in range(VARIANTS)]


def timed(asked: list[Callable[[], object]]) -> list[tuple[float, float]]:
    """Return the seconds that each question takes: of a processor, and on the clock, which others' work stretches."""
    took = []
    for ask in asked:
        began, clock = time.process_time(), time.perf_counter()
        ask()
        took.append((time.process_time() - began, time.perf_counter() - clock))
    return took


def parts(took: list[float]) -> tuple[float, float]:
    """Return p50 and p99 in milliseconds."""
    ordered = sorted(took)
    return ordered[len(ordered) // 2] * 1e3, ordered[int(len(ordered) * 0.99)] * 1e3


def vocabulary() -> tuple[list[str], list[float]]:
    """Return words, the commonest first, and the running sums of how often each stands: of Wikinews where it is there, else made up."""
    path = Path(__file__).resolve().parents[2] / "shared" / "data" / "wikinews" / "articles.jsonl"
    if not path.is_file():
        return FORMS, list(accumulate(1 / (place + 3) for place in range(len(FORMS))))
    counted = Counter(
        word for line in path.open(encoding="utf-8") for word in re.findall(r"[\w’'-]+", json.loads(line)["body"])
    )
    return [word for word, _ in counted.most_common()], list(accumulate(float(n) for _, n in counted.most_common()))


def invented(number: int, words: list[str], sums: list[float]) -> list[DispatchDocument | StatementDocument]:
    """Return a dispatch with two statements."""
    chance = random.Random(number)
    drawn = chance.choices(words, cum_weights=sums, k=chance.randint(60, 500))
    instant = Times(START + timedelta(minutes=number), START - timedelta(days=400) + timedelta(minutes=3 * number))
    who = [NAMES[min(int(chance.paretovariate(0.5)) - 1, len(NAMES) - 1)] for _ in range(2)]
    outlet, story = f"Le Courrier {NAMES[number % 60]}", f"récit {number // 9}" if number % 3 else None
    contested = not number % 5
    stances = (Stance.DENIES if contested else Stance.ASSERTS, Stance.ASSERTS)
    told = [" ".join(drawn[20 * place : 20 * place + 20]) for place in range(2)]
    dispatch = DispatchDocument(
        dispatch=f"{number:016x}",
        times=instant,
        headline=" ".join(drawn[:10]),
        text=" ".join(drawn),
        language="fr",
        outlet=outlet,
        speakers=tuple(dict.fromkeys(who)),
        about=(),
        stances=stances,
        kinds=tuple(dict.fromkeys(stance.value for stance in stances)),
        said=tuple(told),
        denied=(),
        contested=contested,
        story=story,
    )
    statements = [
        StatementDocument(
            dispatch=dispatch.dispatch,
            statement=f"s{place}",
            times=instant,
            texts=(told[place],),
            language="fr",
            outlet=outlet,
            speaker=who[place],
            about=(),
            stance=stances[place],
            kinds=(stances[place].value,),
            day=f"2026-{number % 12 + 1:02}-{number % 28 + 1:02}",
            said=(told[place],),
            denied=(),
            contested=contested,
            story=story,
        )
        for place in range(2)
    ]
    return [dispatch, *statements]


def phrase(chance: random.Random, words: list[str], sums: list[float]) -> str:
    """Return two words that stand beside each other in some dispatch."""
    number = chance.randrange(10_000)
    drawn = random.Random(number).choices(words, cum_weights=sums, k=61)
    place = chance.randrange(60)
    return f"{drawn[place]} {drawn[place + 1]}"


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


NAMES = [form.capitalize() for form in FORMS[5_000:8_000]]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--scale"]:
        folder = Path(sys.argv[3]) if len(sys.argv) > 3 else Path(tempfile.mkdtemp())
        scale(int(sys.argv[2]) if len(sys.argv) > 2 else 150_000, folder)
    else:
        main()
