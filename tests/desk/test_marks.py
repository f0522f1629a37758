# SPDX-License-Identifier: Apache-2.0
"""What people say of findings stands beside them, holds for their words only, and can be taken back. The dispatch is invented."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from dementi.desk.marks.corrected import Corrected, Kind, Noted, corrected
from dementi.evaluation.gold import read_gold
from dementi.record import (
    Article,
    Figure,
    Findings,
    Link,
    Reading,
    Relation,
    Span,
    Speaker,
    Stance,
    Statement,
    StatementType,
)

NOW = datetime(2026, 3, 12, tzinfo=UTC)
TEXT = "Pont de Marvelle : Tersane dément\n\nL'armée dit avoir compté 40 camions. Tersane dément ces chiffres. La Sorve monte."


def span(words: str, text: str = TEXT) -> Span:
    return Span.of(text, text.index(words), text.index(words) + len(words))


def statement(
    name: str, words: str, speaker: str | None, stance: Stance = Stance.ASSERTS, text: str = TEXT
) -> Statement:
    return Statement(
        id=name,
        type=StatementType.INDIRECT,
        stance=stance,
        content=(span(words, text),),
        source=None,
        cue=None,
        speaker=Speaker(speaker) if speaker else None,
        said=None,
        found_by="reported.infinitive",
    )


CLAIM = statement("s1", "avoir compté 40 camions", "L'armée")
DENIAL = statement("s2", "ces chiffres", "Tersane", Stance.DENIES)
MISSED = statement("h1", "La Sorve monte", None)
FIGURE = Figure(id="f1", words=span("40"), low=40, high=40, counted="camions", statement="s1")
LINK = Link(
    relation=Relation.DENIES, source="s2", target="s1", grounds=(span("ces chiffres"),), found_by="denies.anaphor"
)


def reading(text: str = TEXT, *statements: Statement) -> Reading:
    body = text.partition("\n\n")[2]
    article = Article(headline=text.partition("\n")[0], text=text, paragraphs=(span(body, text),), teaser="")
    findings = Findings(statements=statements or (CLAIM, DENIAL), figures=(FIGURE,))
    return Reading(id="d", article=article, findings=findings, links=(LINK,))


def noted(kind: Kind, of: Statement, value: str = "", other: Statement | None = None, number: int = 1) -> Noted:
    return Noted(number=number, kind=kind, statement=of, other=other, value=value, who="Ina", at=NOW)


def after(*marks: Noted, of: Reading | None = None) -> Corrected:
    return corrected(of or reading(), marks)


def test_without_marks_a_reading_is_as_it_was_read() -> None:
    assert after().reading == reading()


def test_what_is_set_aside_goes_with_its_links_and_figures_and_is_still_told() -> None:
    found = after(noted(Kind.SET_ASIDE, CLAIM))
    assert found.reading.findings.statements == (DENIAL,)
    assert (found.reading.links, found.reading.findings.figures) == ((), ())
    assert [each for each, _ in found.set_aside] == [CLAIM]


def test_what_is_kept_stays_though_the_machine_finds_it_no_more() -> None:
    found = after(noted(Kind.KEEP, CLAIM), of=reading(TEXT, DENIAL))
    assert [each.id for each in found.reading.findings.statements] == ["s1", "s2"]


def test_kept_after_being_set_aside_it_is_back() -> None:
    marks = (noted(Kind.SET_ASIDE, CLAIM), noted(Kind.KEEP, CLAIM, number=2))
    found = after(*marks)
    assert found.reading.findings.statements == (CLAIM, DENIAL)
    assert found.set_aside == ()
    assert found.looked_at["s1"].kind is Kind.KEEP


def test_another_speaker_is_named_and_nobody_is_a_value() -> None:
    named = after(noted(Kind.SPEAKER, CLAIM, "Idris Maubert")).reading.findings.statements[0]
    assert named.speaker == Speaker("Idris Maubert")
    assert after(noted(Kind.SPEAKER, CLAIM)).reading.findings.statements[0].speaker is None


def test_a_missed_statement_is_added_in_its_place() -> None:
    found = after(noted(Kind.ADD, MISSED))
    assert found.reading.findings.statements == (CLAIM, DENIAL, MISSED)


def test_a_link_is_taken_away_and_both_statements_stay() -> None:
    found = after(noted(Kind.UNLINK, DENIAL, other=CLAIM))
    assert found.reading.links == ()
    assert found.reading.findings.statements == (CLAIM, DENIAL)


def test_a_mark_whose_words_are_gone_is_an_orphan_and_touches_no_look_alike() -> None:
    text = TEXT.replace("L'armée dit", "Selon elle, l'armée dit")
    moved = statement("s1", "avoir compté 40 camions", "L'armée", text=text)
    mark = noted(Kind.SET_ASIDE, CLAIM)
    article = replace(reading(), article=Article(headline=None, text=text, paragraphs=(), teaser=""))
    found = after(mark, of=replace(article, findings=Findings(statements=(moved,)), links=()))
    assert found.orphans == (mark,)
    assert found.reading.findings.statements == (moved,)


PRELUDE = """
import json, sys
from datetime import UTC, datetime
from pathlib import Path
from dementi.desk.folder import open_folder
open_folder(Path(sys.argv[1]))
from dementi.desk.marks import store as marks
from dementi.desk.marks.corrected import Kind
from dementi.desk.marks.models import Mark
from dementi.desk.marks.store import Said
from dementi.desk.matters import joiner
from dementi.desk.record.models import Change, Dispatch
from dementi.desk.record.models import Statement as Row
NOW = datetime(2026, 3, 12, tzinfo=UTC)
row = Dispatch.objects.get()
def shown():
    return marks.readings_of([row])[row.pk].findings.statements
def state():
    row.refresh_from_db()
    return [len(shown()), Row.objects.count(), row.contested, Change.objects.filter(kind="marked").count()]
"""


def run(folder: Path, code: str) -> Any:
    command = [sys.executable, "-c", PRELUDE + code, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 (our own code)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("marks") / "desk"
    text = (
        "Castelnoir : Aubemont annonce des tirs, Tersane dément\n\n"
        "L'armée valmarienne a annoncé lundi avoir visé quatre dépôts.\n\n"
        "La Fédération d'Orsanne a démenti ces affirmations.\n"
    )
    command = [sys.executable, "-m", "dementi.cli", "add", "--data", str(folder), "--as", "article", "-"]
    subprocess.run(command, input=text.encode(), check=True, capture_output=True)  # noqa: S603 (our own command)
    return folder


def test_a_mark_changes_what_is_listed_and_its_undoing_brings_it_back(folder: Path) -> None:
    code = """
before = state()
claim = next(s for s in shown() if s.content and "quatre" in s.content[0].exact)
number = marks.put(Said(dispatch=row.pk, kind=Kind.SET_ASIDE, statement=claim, who="Ina"), NOW)
aside = state()
joiner.join_new(NOW)
joined = state()
done = marks.undo(number, who="Ina", now=NOW)
again = marks.undo(number, who="Ina", now=NOW)
print(json.dumps([before, aside, joined, state(), done == row.pk, again, Mark.objects.count(), bool(row.reading)]))
"""
    before, aside, joined, after_undo, done, again, lines, kept = run(folder, code)
    assert aside == joined
    assert (aside[0], aside[1]) == (before[0] - 1, before[1] - 1)
    assert after_undo[:3] == before[:3]
    assert after_undo[3] == before[3] + 2
    assert (done, again, lines, kept) == (True, None, 2, True)


def test_what_was_corrected_is_gold_that_the_evaluation_takes(folder: Path, tmp_path: Path) -> None:
    run(
        folder,
        """
claim = next(s for s in shown() if s.content and "quatre" in s.content[0].exact)
marks.put(Said(dispatch=row.pk, kind=Kind.KEEP, statement=claim, who="Ina"), NOW)
print(json.dumps(0))
""",
    )
    gold = tmp_path / "gold"
    command = [
        sys.executable,
        "-m",
        "dementi.cli",
        "export",
        "--data",
        str(folder),
        "--format",
        "gold",
        "--out",
        str(gold),
    ]
    assert subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip() == "1"  # noqa: S603
    article = read_gold(next(gold.glob("*.json")))
    assert any("quatre" in piece.exact for each in article.statements for piece in each.content)
    assert all(article.text[p.start : p.end] == p.exact for each in article.statements for p in each.content)
    command = [sys.executable, "-m", "dementi.cli", "evaluate", str(gold)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (our own command)
    assert done.returncode == 0, done.stderr


def test_gold_without_a_folder_is_refused_in_plain_words(folder: Path) -> None:
    command = [sys.executable, "-m", "dementi.cli", "export", "--data", str(folder), "--format", "gold"]
    done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (our own command)
    assert done.returncode == 1
    assert "--out" in done.stderr
