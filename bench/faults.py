# SPDX-License-Identifier: Apache-2.0
"""Is anything lost when a process is killed? kill -9 at random moments of each, then the record and the index are compared.

usage: python bench/faults.py [KILLS [SEED]]    KILLS of each kind (20)

Printed: a line for each kind with how many kills fell while it worked, how many dispatches had been acknowledged by then, and what
was found wrong afterwards (nothing may be). The moments are drawn from SEED (1), between the start of a process and its usual end.
``tests/hazards/test_killing.py`` runs a few of each.
"""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

#: In a language that the desk keeps without statements: that is quick, and the record is the same.
TEXT = (
    "{town} bridge opens to Valmarian traffic\n\nThe mayor of {town} said on Monday that the bridge on the Sorve would "
    "open in the spring, and that the people of both banks had waited long enough for it.\n"
)
DATABASE = "dementi.sqlite3"
#: Dispatches of one run.
MANY = 12


@dataclass
class Kind:
    """A process that is killed: what is killed, how many times while it worked, what it had acknowledged, what was wrong."""

    name: str
    kills: int = 0
    during: int = 0
    acknowledged: int = 0
    wrong: list[str] = field(default_factory=list)

    def line(self) -> str:
        """Return its line of the table."""
        wrong = "; ".join(self.wrong[:3]) or "nothing"
        return f"| {self.name} | {self.kills} | {self.during} | {self.acknowledged} | {wrong} |"


def command(*words: object) -> list[str]:
    """Return a command of the program."""
    return [sys.executable, "-m", "dementi.cli", *map(str, words)]


def killed(words: list[str], after: float) -> tuple[bool, str]:
    """Run a command and kill it after some seconds, unless it has ended; return whether it was killed, and what it had said."""
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True) as process:
        try:
            said = process.communicate(timeout=after)[0]
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            said = process.communicate()[0]
        return process.returncode == -signal.SIGKILL, said.decode("utf-8", "replace")


def done(words: list[str]) -> str:
    """Run a command to its end; return what it said wrong ("": nothing)."""
    ended = subprocess.run(words, capture_output=True, text=True, check=False)
    return "" if ended.returncode == 0 else f"{words[3]} fails: {ended.stderr.strip()[-200:]}"


def dispatches(folder: Path, count: int, beginning: str) -> list[Path]:
    """Write dispatches into files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{beginning}-{n}.txt" for n in range(count)]
    for path in paths:
        path.write_text(TEXT.format(town=path.stem.title()), "utf-8")
    return paths


def kept(folder: Path) -> set[str]:
    """Return the ids of the dispatches on record."""
    if not (folder / DATABASE).exists():
        return set()
    with closing(sqlite3.connect(folder / DATABASE)) as record:
        try:
            return {row[0] for row in record.execute("SELECT id FROM record_dispatch WHERE removed IS NULL")}
        except sqlite3.OperationalError:  # killed before its tables were made
            return set()


def unsound(folder: Path) -> Iterator[str]:
    """Yield what is wrong with a record: damage, rows that are not whole, statements and changes of no dispatch."""
    if not (folder / DATABASE).exists():
        return
    with closing(sqlite3.connect(folder / DATABASE)) as record:
        if record.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            yield "the database is damaged"
        if not record.execute("SELECT 1 FROM sqlite_master WHERE name='record_dispatch'").fetchone():
            return
        rows = record.execute("SELECT id, content, reading FROM record_dispatch WHERE removed IS NULL").fetchall()
        yield from (
            f"{key} is not whole" for key, content, reading in rows if not content or json.loads(reading)["id"] != key
        )
        logged = {row[0] for row in record.execute("SELECT dispatch FROM record_change")}
        yield from (f"{key} stands in no log" for key, _, _ in rows if key not in logged)
        if record.execute("PRAGMA foreign_key_check").fetchone():
            yield "a row points at none"


def unlike(folder: Path) -> Iterator[str]:
    """Yield where the index says other than the record."""
    from dementi.desk.search.asked import Search
    from dementi.desk.search.index import IndexDamaged, SearchIndex
    from dementi.desk.search.query import parse

    try:
        with SearchIndex.open(folder / "index") as index:
            found = {hit.dispatch for hit in index.ids(Search(parse("valmarian")))}
    except IndexDamaged as damage:
        yield str(damage)
        return
    lost, more = kept(folder) - found, found - kept(folder)
    if lost:
        yield f"{len(lost)} on record are not in the index"
    if more:
        yield f"{len(more)} in the index are not on record"


def adding(kind: Kind, folder: Path, after: float) -> None:
    """Kill ``add``: what it has said to be on record is; adding again brings the others."""
    desk, paths = folder / "desk", dispatches(folder / "given", MANY, "bourg")
    was_killed, said = killed(command("add", "--data", desk, *paths), after)
    acknowledged = {line.split("\t")[0] for line in said.splitlines() if line.count("\t") == 2}
    _count(kind, was_killed, len(acknowledged))
    if not acknowledged <= kept(desk):
        kind.wrong.append("acknowledged and lost")
    kind.wrong += [*unsound(desk), *filter(None, [done(command("add", "--data", desk, *paths))])]
    if len(kept(desk)) != MANY:
        kind.wrong.append(f"{len(kept(desk))} of {MANY} after adding again")
    kind.wrong += [*unsound(desk), *unlike(desk)]


def serving(kind: Kind, folder: Path, after: float) -> None:
    """Kill ``serve`` (its feeder, joiner and keeper with it) while another process adds; then the index is made to agree."""
    desk, paths = folder / "desk", dispatches(folder / "given", MANY, "bourg")
    with subprocess.Popen(command("add", "--data", desk, *paths), stdout=subprocess.DEVNULL) as other:
        was_killed, _ = killed(command("serve", "--data", desk, "--port", "0"), after)
        if other.wait() != 0:
            kind.wrong.append("add fails beside it")
    _count(kind, was_killed, len(kept(desk)))
    kind.wrong += [*unsound(desk), *filter(None, [done(command("add", "--data", desk, *paths))]), *unlike(desk)]


def backing_up(kind: Kind, folder: Path, after: float) -> None:
    """Kill ``backup``: there is no file or a whole one, and the next is made."""
    desk, file = _filled(folder), folder / "kept.zip"
    was_killed, _ = killed(command("backup", "--data", desk, file), after)
    _count(kind, was_killed, len(kept(desk)))
    if file.exists():
        kind.wrong += filter(None, [done(command("restore", "--data", folder / "again", file))])
    kind.wrong += [*unsound(desk), *filter(None, [done(command("backup", "--data", desk, folder / "next.zip"))])]


def restoring(kind: Kind, folder: Path, after: float) -> None:
    """Kill ``restore``: there is no record or a whole one, and a half-made folder can be restored into."""
    desk, file, again = _filled(folder), folder / "kept.zip", folder / "again"
    kind.wrong += filter(None, [done(command("backup", "--data", desk, file))])
    was_killed, _ = killed(command("restore", "--data", again, file), after)
    _count(kind, was_killed, len(kept(desk)))
    if not (again / DATABASE).exists():
        kind.wrong += filter(None, [done(command("restore", "--data", again, file))])
    if kept(again) != kept(desk):
        kind.wrong.append("the restored record is another")
    kind.wrong += unsound(again)


def migrating(kind: Kind, folder: Path, after: float) -> None:
    """Kill the first opening of a folder, in which all migrations are made; the next opening makes what is left."""
    desk = folder / "desk"
    was_killed, _ = killed(command("export", "--data", desk), after)
    _count(kind, was_killed, 0)
    kind.wrong += unsound(desk)
    kind.wrong += filter(None, [done(command("add", "--data", desk, *dispatches(folder / "given", 1, "bourg")))])
    if len(kept(desk)) != 1:
        kind.wrong.append("nothing can be added")
    kind.wrong += unlike(desk)


def _filled(folder: Path) -> Path:
    desk = folder / "desk"
    fault = done(command("add", "--data", desk, *dispatches(folder / "given", MANY, "bourg")))
    if fault:
        sys.exit(fault)
    return desk


def _count(kind: Kind, was_killed: bool, acknowledged: int) -> None:  # noqa: FBT001 (counted, not decided)
    kind.kills += 1
    kind.during += was_killed
    kind.acknowledged += acknowledged


#: What is done to each kind.
KINDS: dict[str, Callable[[Kind, Path, float], None]] = {
    "add": adding, "serve beside add": serving, "backup": backing_up, "restore": restoring, "migrate": migrating,
}  # fmt: skip


#: Those that are done sooner than an ``add``.
SHORT = frozenset({"backup", "restore"})


def run(name: str, kills: int, random: Random, usual: float) -> Kind:
    """Kill a process of one kind some times.

    Args:
        name: of the kind.
        kills: how many times.
        random: draws the moments.
        usual: seconds that an undisturbed ``add`` takes.
    """
    kind = Kind(name)
    for _ in range(kills):
        with tempfile.TemporaryDirectory() as folder:
            most = usual / 3 if name in SHORT else usual
            KINDS[name](kind, Path(folder), random.uniform(0.1, most))
    return kind


def usual() -> float:
    """Return the seconds that an ``add`` takes here and now."""
    with tempfile.TemporaryDirectory() as folder:
        began = time.monotonic()
        _filled(Path(folder))
        return time.monotonic() - began


def main() -> None:
    """Print the table."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    random = Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    seconds = usual()
    print(f"an undisturbed add of {MANY} dispatches takes {seconds:.1f} s\n")
    print("| process | kills | while it worked | acknowledged before | wrong afterwards |\n|---|---|---|---|---|")
    kinds = []
    for name in KINDS:
        kinds.append(run(name, kills, random, seconds))
        print(kinds[-1].line(), flush=True)
    if any(kind.wrong for kind in kinds):
        sys.exit(1)


if __name__ == "__main__":
    main()
