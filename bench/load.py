# SPDX-License-Identifier: Apache-2.0
"""What does the desk bear? The whole chain over many articles, and pages and searches on a full desk with readers and a writer.

usage: python bench/load.py [SIZES [RECORD [SECONDS]]]    articles of the chain, by commas (200,400,800); dispatches on record (10000);
seconds with each number of readers (20; 0: without readers, where the machine has other work and seconds on the clock say nothing)

Writes docs/load.md. The articles are composed here, about invented places and people. The chain is run as ``add`` runs it, each size
in a process of its own: read, put on record, joined, indexed. For the latencies RECORD dispatches are put on record without being
read (their readings are of a few hundred that were), then a real desk is asked by 1, 10 and 50 readers at once while another process
adds. One run each: what else the machine does stands in the figures, so its load is said beside them.
"""
# ruff: noqa: E501, ISC004 (the sentences of the page read best unbroken)

from __future__ import annotations

import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from urllib.parse import quote

PAGE = Path(__file__).resolve().parents[1] / "docs" / "load.md"
NOW = datetime(2026, 3, 9, 18, 5, tzinfo=UTC)
#: Readings that stand for all on the full desk.
READ = 60
READERS = (1, 10, 50)
#: What a day of the world's largest monitor is, and the time that it may take: seconds.
DAY, TIME = 300_000, 7_200

PLACES = (
    "Aubemont",
    "Tersane",
    "Castelnoir",
    "Sauveterre",
    "Marvelle",
    "Sorvin",
    "Belcastre",
    "Orvanne",
    "Quercelle",
    "Pontmaure",
)
PEOPLE = (
    "Ivan Salk",
    "Ina Morel",
    "Malo Tern",
    "Irène Castavel",
    "Aubin Maresq",
    "Line Vauquer",
    "Théo Brassac",
    "Nadia Cormeil",
)
ROLES = ("le ministre de la Défense", "la maire", "le porte-parole de l’armée", "la préfète", "le chef de l’opposition")
THINGS = ("le pont", "le barrage", "le dépôt", "la digue", "le marché couvert", "la gare", "l’hôpital", "le tribunal")
SENTENCES = (
    "{who}, {role} de {place}, a affirmé {day} que {thing} serait rouvert avant l’été.",
    "« {Thing} tient, et personne n’a été évacué », a déclaré {who} à la presse.",
    "Selon la préfecture de {place}, au moins {n} personnes ont été blessées près de {thing}.",
    "La Fédération d’Orsanne a démenti ces affirmations dans un communiqué.",
    "« C’est faux », a répondu {other}, qui réclame une enquête sur {thing}.",
    "Le conseil municipal de {place} doit se réunir {day} pour examiner les comptes de {thing}.",
    "D’après un communiqué de l’armée valmarienne, {n} véhicules ont traversé {place} dans la nuit.",
    "{other} a ajouté que les travaux avaient coûté {n} millions d’euros en trois ans.",
    "La Sorve, qui sépare les deux pays, a monté de {n} centimètres depuis {day}.",
    "Contactée, la mairie de {place} n’a pas répondu à nos questions.",
    "Les habitants du quartier disent attendre depuis des mois que {thing} soit réparé par les services de la ville.",
)


@dataclass(frozen=True, slots=True)
class Chain:
    """What one run of the chain took: articles, seconds on the clock and of CPU, megabytes at most, CPU seconds by stage."""

    articles: int
    seconds: float
    cpu: float
    memory: float
    stages: dict[str, float]


def composed(number: int) -> tuple[str, str]:
    """Return an article of about 300 words, and its day; the same number gives the same."""
    random = Random(number)
    place = f"{random.choice(PLACES)}-{random.choice(('le-Vieux', 'sur-Sorve', 'la-Neuve', 'les-Bains'))}"
    thing, day = random.choice(THINGS), random.choice(("lundi", "mardi", "jeudi", "samedi"))
    said = {"place": place, "thing": thing, "Thing": thing[0].upper() + thing[1:], "day": day}
    paragraphs = [f"{place} : {thing} au cœur d’une querelle ({number})"]
    for _ in range(6):
        chosen = random.sample(SENTENCES, 3)
        people = {"who": random.choice(PEOPLE), "other": random.choice(PEOPLE), "role": random.choice(ROLES)}
        paragraphs.append(" ".join(s.format(**said, **people, n=random.randrange(2, 90)) for s in chosen))
    return "\n\n".join(paragraphs), (date(2025, 3, 9) + timedelta(days=number % 365)).isoformat()


def chain(articles: int) -> Chain:
    """Run the whole chain here, in a new folder, and return what it took."""
    import resource

    with tempfile.TemporaryDirectory() as name:
        _open(Path(name))
        from dementi.desk import adding
        from dementi.desk.matters.joiner import join_new
        from dementi.desk.record import store
        from dementi.desk.record.capture import Capture
        from dementi.desk.record.feeder import Feeder
        from dementi.newsroom import Stages
        from dementi.record import Dispatch, Form

        stages: dict[str, float] = {}
        given = (composed(n) for n in range(articles))
        dispatches = (Dispatch(id=f"a{n}", content=t, form=Form.ARTICLE, published=d) for n, (t, d) in enumerate(given))
        whole = Stages()
        names = ("read", "analyse", "find_statements", "find_links")
        timed = Stages(**{each: _timed(each, getattr(whole, each), stages) for each in names})
        newsroom, adding.put_on_record = adding.Newsroom, _timed("record", store.put_on_record, stages)
        adding.Newsroom = lambda: newsroom(stages=timed)  # type: ignore[assignment,misc]
        began, cpu = time.monotonic(), time.process_time()
        for _ in adding.add(dispatches, Capture(at=NOW)):
            pass
        _timed("joining", join_new, stages)(NOW)
        feeder = Feeder.take(Path(name))
        if feeder is None:
            sys.exit("another process writes the index")
        _timed("index", feeder.feed, stages)()
        feeder.close()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        return Chain(articles, time.monotonic() - began, time.process_time() - cpu, memory, stages)


def _timed(name: str, stage, stages: dict[str, float]):  # noqa: ANN001, ANN202 (any stage)
    def run(*given: object, **named: object) -> object:
        began = time.process_time()
        found = stage(*given, **named)
        stages[name] = stages.get(name, 0.0) + time.process_time() - began
        return found

    return run


def fill(folder: Path, count: int) -> None:
    """Put dispatches on record and into the index whose readings are those of a few that were read."""
    _open(folder)
    from django.db import transaction

    from dementi.desk.record.capture import Capture
    from dementi.desk.record.feeder import Feeder
    from dementi.desk.record.store import put_on_record
    from dementi.newsroom import Newsroom
    from dementi.record import Dispatch, Form

    with Newsroom() as newsroom:
        given = [composed(n) for n in range(min(READ, count))]
        readings = [newsroom.read(Dispatch(id="x", content=t, form=Form.ARTICLE, published=d)) for t, d in given]
    for first in range(0, count, 500):
        with transaction.atomic():
            for n in range(first, min(first + 500, count)):
                text, _ = given[n % len(given)]
                reading = readings[n % len(given)]
                day = (date(2025, 3, 9) + timedelta(days=n % 365)).isoformat()
                article = replace(reading.article, published=day) if reading.article else None
                dispatch = Dispatch(id=f"a{n}", content=f"{text}\n\n{n}", form=Form.ARTICLE, published=day)
                put_on_record(dispatch, replace(reading, article=article), Capture(at=NOW))
    feeder = Feeder.take(folder)
    if feeder is None:
        sys.exit("another process writes the index")
    feeder.feed()
    feeder.close()
    # What is joined is not measured here: 10,000 times the same sixty dispatches are no news.
    from dementi.desk.matters.models import Joined
    from dementi.desk.record.models import Change

    Joined.objects.update_or_create(
        pk=1, defaults={"seq": Change.objects.order_by("-seq").values_list("seq", flat=True)[0]}
    )


def _open(folder: Path) -> None:
    from dementi.desk.folder import open_folder

    open_folder(folder)


@contextmanager
def served(folder: Path) -> Iterator[int]:
    """Serve a folder; give the port."""
    command = [sys.executable, "-m", "dementi.cli", "serve", "--data", str(folder), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as desk:
        try:
            line = desk.stdout.readline() if desk.stdout else ""
            yield int(line.rstrip("/\n").rpartition(":")[2])
        finally:
            desk.terminate()


def latencies(port: int, paths: dict[str, list[str]], readers: int, seconds: float) -> dict[str, list[float]]:
    """Return how long each kind of page took, in seconds, sorted, asked by some readers at once, each without a pause."""
    found: dict[str, list[float]] = {name: [] for name in paths}
    until = time.monotonic() + seconds

    def read(seed: int) -> None:
        random = Random(seed)
        asked = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.monotonic() < until:
            name = random.choice(list(paths))
            began = time.monotonic()
            try:
                asked.request("GET", random.choice(paths[name]))
                answer = asked.getresponse()
                answer.read()
            except TimeoutError:
                asked.close()
            found[name].append(time.monotonic() - began)

    threads = [threading.Thread(target=read, args=(n,)) for n in range(readers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {name: sorted(each) for name, each in found.items()}


@contextmanager
def writer(folder: Path) -> Iterator[list[int]]:
    """Add a dispatch after the other in another process while the block runs; give the count, which is there at its end."""
    script = (
        "import sys\nsys.path.insert(0, sys.argv[2])\nimport load\nfrom pathlib import Path\nfolder = Path(sys.argv[1])\nload._open(folder)\n"
        "from dementi.desk.adding import add\nfrom dementi.desk.record.capture import Capture\nfrom dementi.record import Dispatch, Form\n"
        "given = (Dispatch(id=str(n), content=load.composed(n)[0], form=Form.ARTICLE) for n in range(10**6, 10**7))\n"
        "for done in add(given, Capture(at=load.NOW)):\n    print(done.id, flush=True)\n"
    )
    count: list[int] = []
    command = [sys.executable, "-c", script, str(folder), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        yield count
        process.terminate()
        count.append(len(process.communicate()[0].splitlines()))


def paths_of(folder: Path) -> dict[str, list[str]]:
    """Return addresses to ask for, by kind."""
    import sqlite3

    with sqlite3.connect(folder / "dementi.sqlite3") as record:
        ids = [row[0] for row in record.execute("SELECT id FROM record_dispatch ORDER BY id LIMIT 200")]
        people = [
            row[0]
            for row in record.execute(
                "SELECT DISTINCT speaker_key FROM record_statement WHERE speaker_key <> '' LIMIT 20"
            )
        ]
    words = (
        "pont",
        "préfecture",
        '"tient"',
        "barrage -gare",
        "Aubemont",
        "démentir",
        "salk OU morel",
        "l’armée valmarienne",
    )
    return {
        "Dernières infos": ["/"],
        "a dispatch": [f"/depeches/{key}" for key in ids],
        "a search": [f"/rechercher?q={quote(each)}" for each in words],
        "a person": [f"/personnes/{quote(key)}" for key in people],
        "the feed": ["/flux.atom"],
    }


def costs(folder: Path) -> dict[str, tuple[float, float]]:
    """Return what each kind of page costs: CPU milliseconds and queries of the database, the mean of ten after the first."""
    _open(folder)
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = Client(SERVER_NAME="localhost"), {}
    for name, paths in paths_of(folder).items():
        client.get(paths[0])
        asked = (paths * 10)[:10]
        began = time.process_time()
        for path in asked:
            client.get(path)
        spent = time.process_time() - began
        with CaptureQueriesContext(connection) as queries:
            for path in asked:
                client.get(path)
        found[name] = (1000 * spent / len(asked), len(queries) / len(asked))
    return found


def at(found: list[float], share: float) -> str:
    """Return a percentile in milliseconds."""
    return f"{1000 * found[min(int(share * len(found)), len(found) - 1)]:.0f}" if found else "–"


def page_of(
    chains: list[Chain],
    record: int,
    costs: dict[str, tuple[float, float]],
    tables: list[tuple[int, dict[str, list[float]], int]],
) -> str:
    """Return docs/load.md."""
    last = chains[-1]
    hours = DAY * last.cpu / last.articles / 3600 / 2
    lines = [
        "# What the desk bears", "",
        "Written by `python bench/load.py`: one run, on invented articles of about 300 words, most of them about the same ten towns (so they "
        "answer one another far more often than the news of a day do, and joining them costs more). CPU seconds say what the desk needs; seconds on "
        f"the clock what a machine of {os.cpu_count()} cores gave it beside its other work (load average {os.getloadavg()[2]:.0f}).", "",
        "## The whole chain: read, put on record, joined, indexed", "",
        "| articles | CPU seconds | CPU ms an article | seconds on the clock | most memory, MB |", "|---|---|---|---|---|",
        *(f"| {c.articles} | {c.cpu:.1f} | {1000 * c.cpu / c.articles:.0f} | {c.seconds:.0f} | {c.memory:.0f} |" for c in chains), "",
        f"Where the time goes (of {last.articles} articles). {DAY:,} articles in two hours on two cores, the goal, leave "
        f"{1000 * 2 * TIME / DAY:.0f} CPU ms an article; at this speed they take **{hours:.1f} hours** on two cores.", "",
        "| stage | CPU ms an article | share |", "|---|---|---|",
    ]  # fmt: skip
    for name, spent in sorted(last.stages.items(), key=lambda row: -row[1]):
        lines.append(f"| {name} | {1000 * spent / last.articles:.1f} | {100 * spent / last.cpu:.0f} % |")
    lines += [
        "",
        f"## Pages with {record:,} dispatches on record",
        "",
        "| page | CPU ms | queries of the database |",
        "|---|---|---|",
    ]
    lines += [f"| {name} | {spent:.0f} | {asked:.1f} |" for name, (spent, asked) in costs.items()]
    return "\n".join([*lines, *_readers(tables)]) + "\n"


def _readers(tables: list[tuple[int, dict[str, list[float]], int]]) -> list[str]:
    if not tables:
        return [
            "",
            "Not measured in this run: p50 and p99 with 1, 10 and 50 readers and a writer (the machine had other work).",
        ]
    kinds = tables[0][1]
    lines = [
        "", "## With readers and a writer", "",
        "A real desk (`dementi serve`), asked over HTTP without a pause by readers that each go on as soon as they are answered, while another "
        "process adds dispatches. Milliseconds, p50 / p99. The desk is one process: with many readers a page waits for those before it.", "",
        f"| readers | {' | '.join(kinds)} | pages a second | added meanwhile |", "|---|" + "---|" * (len(kinds) + 2),
    ]  # fmt: skip
    for readers, found, added in tables:
        cells = " | ".join(f"{at(each, 0.5)} / {at(each, 0.99)}" for each in found.values())
        lines.append(f"| {readers} | {cells} | {sum(map(len, found.values())) / SECONDS:.0f} | {added} |")
    return lines


SECONDS = float(sys.argv[3]) if len(sys.argv) > 3 else 20.0


def main() -> None:
    """Measure and write the page."""
    if sys.argv[1:2] == ["--chain"]:
        found = chain(int(sys.argv[2]))
        print(json.dumps([found.articles, found.seconds, found.cpu, found.memory, found.stages]))
        return
    sizes = [int(each) for each in (sys.argv[1] if len(sys.argv) > 1 else "200,400,800").split(",")]
    record = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    chains = []
    for size in sizes:
        done = subprocess.run(
            [sys.executable, __file__, "--chain", str(size)], stdout=subprocess.PIPE, text=True, check=True
        )
        chains.append(Chain(*json.loads(done.stdout.splitlines()[-1])))
        print(chains[-1], flush=True)
    tables = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "desk"
        fill(folder, record)
        print("filled", flush=True)
        spent = costs(folder)
        with served(folder) as port:
            paths = paths_of(folder)
            for readers in READERS if SECONDS else ():
                with writer(folder) as added:
                    found = latencies(port, paths, readers, SECONDS)
                tables.append((readers, found, added[0]))
                print(readers, {k: (at(v, 0.5), at(v, 0.99), len(v)) for k, v in found.items()}, added, flush=True)
    PAGE.write_text(page_of(chains, record, spent, tables), "utf-8")


if __name__ == "__main__":
    main()
