# SPDX-License-Identifier: Apache-2.0
"""Databases that earlier versions wrote are opened by this one, and all that was in them is there (see kept/README.md)."""

import gzip
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KEPT = Path(__file__).parent / "kept"
TOLD = """
import json, sys
from pathlib import Path
from dementi.desk.folder import open_folder
open_folder(Path(sys.argv[1]))
from dementi.desk import feed_index
from datetime import UTC, datetime
feed_index(Path(sys.argv[1]), datetime(2026, 3, 11, tzinfo=UTC))
from dementi.desk.doctor import looks
from dementi.desk.marks.models import Mark
from dementi.desk.marks.store import readings
from dementi.desk.matters.models import Decision
from dementi.desk.record.models import Dispatch, Version
from dementi.desk.search.asked import Search
from dementi.desk.search.index import SearchIndex
from dementi.desk.search.query import parse
from dementi.desk.sources.models import Entry, Source
found = {r.id: r for r in readings()}
texts = [r.article.text for r in found.values()]
exact = [s.exact == r.article.text[s.start:s.end] for r in found.values() for t in r.findings.statements for s in t.content]
with SearchIndex.open(Path(sys.argv[1]) / "index") as index:
    hits = index.search(Search(parse("digue"))).count
print(json.dumps({
    "names": sorted(Dispatch.objects.filter(removed=None).values_list("name", flat=True)),
    "gone": sorted(Dispatch.objects.exclude(removed=None).values_list("name", flat=True)),
    "texts": texts,
    "exact": exact,
    "versions": [[v.number, bytes(v.content).decode()] for v in Version.objects.all()],
    "content": [bytes(d.content).decode() for d in Dispatch.objects.filter(removed=None)],
    "marks": list(Mark.objects.values_list("who", "kind")),
    "decisions": list(Decision.objects.values_list("who", "kind", "together")),
    "sources": list(Source.objects.values_list("name", "etag")),
    "entries": list(Entry.objects.values_list("key", flat=True)),
    "hits": hits,
    "ill": [look.name for look in looks(Path(sys.argv[1]), datetime(2026, 12, 1, tzinfo=UTC)) if look.stands != "well"],
}))
"""


def opened(name: str, folder: Path) -> dict[str, Any]:
    folder.mkdir(mode=0o700)
    (folder / "dementi.sqlite3").write_bytes(gzip.decompress((KEPT / f"{name}.sqlite3.gz").read_bytes()))
    done = subprocess.run([sys.executable, "-c", TOLD, str(folder)], capture_output=True, text=True, check=False)  # noqa: S603 (our own code)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Any]]:
    """What is found in each, once it is opened."""
    return {name: opened(name, tmp_path_factory.mktemp("kept") / "desk") for name in ("first", "second")}


@pytest.mark.parametrize("name", ["first", "second"])
def test_all_that_an_earlier_version_kept_is_there(name: str, desks: dict[str, dict[str, Any]]) -> None:
    found = desks[name]
    assert (found["names"], found["gone"]) == (["digue", "fuite"], ["tram"])
    assert all("digue" in str(text) for text in found["texts"])
    assert len(found["exact"]) >= 2
    assert all(found["exact"])
    assert found["hits"] == 2
    assert found["ill"] == []
    houses = "130 maisons" if name == "second" else "120 maisons"
    assert any(houses in str(content) for content in found["content"])


def test_what_people_did_is_there(desks: dict[str, dict[str, Any]]) -> None:
    found = desks["second"]
    assert found["marks"] == [["Ina", "keep"]]
    assert found["decisions"] == [["Ina", "story", True]]
    assert found["sources"] == [["Courrier de Tersane", '"7"']]
    assert found["entries"] == ["a"]
    assert len(found["versions"]) == 1
    assert "120 maisons" in str(found["versions"][0])


def test_each_database_that_is_kept_is_opened() -> None:
    assert {path.name for path in KEPT.glob("*.gz")} == {"first.sqlite3.gz", "second.sqlite3.gz"}
